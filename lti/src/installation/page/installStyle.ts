/** The style sheet of the install page; readable at 320 px, without horizontal scrolling. */
export const INSTALL_STYLE = `
  main { overflow-wrap: anywhere; }
  .install { --line: light-dark(#d5dde6, #33404e); --quiet: light-dark(#52616f, #a3b3c4); --paper: light-dark(#fff, #18202a);
    --accent: light-dark(#1f5fa8, #8fc0f7); --accent-ink: light-dark(#fff, #0e1a27); }
  main:has(.install) { max-width: 60rem; margin: 0 auto; padding: clamp(1rem, 4vw, 3rem) clamp(1rem, 4vw, 2rem); }
  h2 { font-size: 1.125rem; margin: 2.25rem 0 .5rem; }
  a { color: var(--accent); }
  .quiet { color: var(--quiet); }
  ol { margin: 0 0 .75rem; padding-left: 1.5rem; } li + li { margin-top: .375rem; }
  nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; margin: 0 0 1rem; padding: 0; }
  nav li + li { margin: 0; }
  nav a { display: block; min-height: 2.75rem; box-sizing: border-box; padding: .5rem .875rem; border: 1px solid var(--line);
    border-radius: 8px; text-decoration: none; background: var(--paper); }
  nav a[aria-current] { background: var(--accent); color: var(--accent-ink); border-color: var(--accent); }
  .box { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 1rem; margin: 0 0 1rem; }
  .box > :last-child { margin-bottom: 0; }
  dl { margin: 0; } dl > div + div { border-top: 1px solid var(--line); margin-top: .75rem; padding-top: .75rem; }
  dt { font-weight: 600; font-size: .875rem; }
  dd { margin: 0; display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
  dd code, .link code { flex: 1 1 14rem; min-width: 0; }
  code { font: .9375rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
  button { font: inherit; min-height: 2.75rem; padding: .375rem .875rem; border-radius: 8px; cursor: pointer;
    border: 1px solid var(--line); background: transparent; color: light-dark(#1f5fa8, #8fc0f7); }
  button.primary { background: light-dark(#1f5fa8, #8fc0f7); color: light-dark(#fff, #0e1a27); border-color: transparent; }
  button[hidden] { display: none; }
  .link { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
  .fields { display: grid; gap: .875rem; grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr)); margin-bottom: 1rem; }
  label { display: block; font-weight: 600; font-size: .875rem; }
  input { display: block; box-sizing: border-box; width: 100%; min-height: 2.75rem; margin-top: .25rem; padding: .5rem .625rem; font: inherit;
    font-weight: 400; color: inherit; background: light-dark(#fff, #10161d); border: 1px solid light-dark(#8494a5, #6d7f92); border-radius: 8px; }
  .state { font-weight: 600; border-radius: 1rem; padding: .125rem .625rem; font-size: .875rem; white-space: nowrap;
    background: light-dark(#e8edf2, #2a3643); }
  .state.active { background: light-dark(#d9f0e1, #16402a); } .state.pending { background: light-dark(#fdecc8, #4a3a10); }
  .rows { list-style: none; margin: 0 0 1rem; padding: 0; } .rows p { margin: 0; }
  .problem { border-color: light-dark(#b3261e, #f2b8b5); }
`;
