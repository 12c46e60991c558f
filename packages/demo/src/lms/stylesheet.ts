/** The look of the practice LMS: calm, and unlike the tool it embeds. */
export const stylesheet = /* css */ `
:root {
  --ink: #20302e; --quiet: #556663; --line: #d7dedc; --ground: #eef2f1; --paper: #fff;
  --rail: #1f3d3a; --accent: #0f6b60; --accent-soft: #e3f1ee;
  color-scheme: light;
}
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
body {
  display: grid; grid-template-columns: 88px minmax(0, 1fr);
  font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
  color: var(--ink); background: var(--ground);
}
a { color: var(--accent); }
:focus-visible { outline: 3px solid #2f8fd8; outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; letter-spacing: -.01em; }
h2 { font-size: 1.125rem; margin: 2rem 0 .75rem; }
.skip { position: absolute; left: -999px; top: 8px; background: var(--paper); padding: 8px 12px; z-index: 2; }
.skip:focus { left: 8px; }

.rail { background: var(--rail); color: #fff; padding: 16px 0; position: sticky; top: 0; height: 100dvh; }
.rail ul { list-style: none; margin: 16px 0 0; padding: 0; }
.rail a {
  display: flex; flex-direction: column; align-items: center; gap: 4px; padding: 10px 4px;
  color: #dcebe8; text-decoration: none; font-size: .75rem; line-height: 1.25; text-align: center;
}
.rail a:hover { background: #ffffff1a; color: #fff; }
.rail a[aria-current] { background: #ffffff26; color: #fff; border-left: 4px solid #7fd1c4; padding-left: 0; }
.rail b {
  width: 32px; height: 32px; border-radius: 50%; display: grid; place-items: center;
  background: #ffffff24; font-size: .75rem; font-weight: 600;
}
.rail :focus-visible { outline-color: #fff; outline-offset: -4px; }

.reading main { padding: 32px clamp(16px, 4vw, 48px) 64px; width: 100%; max-width: 1120px; }
.lede { color: var(--quiet); max-width: 62ch; margin: 0 0 1rem; }
.cards { list-style: none; margin: 0; padding: 0; display: grid; gap: 16px;
  grid-template-columns: repeat(auto-fill, minmax(min(260px, 100%), 1fr)); }
.card { position: relative; background: var(--paper); border: 1px solid var(--line); border-top: 6px solid var(--band);
  border-radius: 8px; padding: 14px 16px 12px; }
.card:hover { border-color: var(--band); }
.card a { color: var(--ink); font-weight: 600; text-decoration: none; }
.card a::after { content: ''; position: absolute; inset: -6px 0 0; border-radius: 8px; }
.card a:focus-visible { outline: none; }
.card a:focus-visible::after { outline: 3px solid #2f8fd8; outline-offset: 2px; }
.card p { margin: 2px 0 0; color: var(--quiet); font-size: .875rem; }
.band-0 { --band: #0f6b60; } .band-1 { --band: #7a4b9e; } .band-2 { --band: #b3541e; }
.band-3 { --band: #2b5fa8; } .band-4 { --band: #a23b52; } .band-5 { --band: #5a6b1f; }

.crumbs { margin: 0 0 12px; font-size: .875rem; }
.course { border-left: 6px solid var(--band); padding-left: 16px; margin-bottom: 24px; }
.course p { margin: 0; color: var(--quiet); }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
legend { font-weight: 600; font-size: 1.125rem; padding: 0; margin-bottom: 12px; }
.people { display: grid; gap: 12px; grid-template-columns: repeat(auto-fill, minmax(min(320px, 100%), 1fr)); }
.person { display: grid; grid-template-columns: 20px minmax(0, 1fr); column-gap: 12px; align-content: start; cursor: pointer;
  background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; }
.person:hover { border-color: var(--accent); }
.person:has(:checked) { border-color: var(--accent); background: var(--accent-soft); box-shadow: inset 0 0 0 1px var(--accent); }
.person:has(:focus-visible) { outline: 3px solid #2f8fd8; outline-offset: 2px; }
.person input { margin: 4px 0 0; width: 18px; height: 18px; accent-color: var(--accent); }
.person input:focus-visible { outline: none; }
.person i, .me i { font-style: normal; font-size: .75rem; font-weight: 600; color: var(--accent); background: var(--accent-soft);
  border-radius: 10px; padding: 2px 8px; white-space: nowrap; }
.person:has(:checked) i { background: var(--paper); }
.person small { grid-column: 2; color: var(--quiet); font-size: .875rem; margin-top: 2px; }
details { margin-top: 16px; }
summary { cursor: pointer; color: var(--accent); padding: 4px 0; margin-bottom: 12px; width: fit-content; }
.launch { position: sticky; bottom: 0; display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px;
  margin: 24px 0 0; padding: 12px 0; background: var(--ground); border-top: 1px solid var(--line); }
.launch span { color: var(--quiet); font-size: .875rem; }
button { font: inherit; font-weight: 600; color: #fff; background: var(--accent); border: 1px solid transparent;
  border-radius: 6px; padding: 10px 28px; min-height: 44px; cursor: pointer; }
button:hover { background: #0b554c; }

.visit { display: grid; gap: 0 32px; grid-template-columns: minmax(0, 1fr) minmax(0, 300px); align-items: start; }
.content { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 16px; }
.content h2 { margin: 0 0 8px; scroll-margin-top: 16px; }
.content p { margin: 0 0 12px; color: var(--quiet); font-size: .875rem; }
.content p:empty { display: none; }
.content p[role=status] { color: var(--accent); font-weight: 600; }
.content ul { list-style: none; margin: 0 0 16px; padding: 0; }
.content li { border-top: 1px solid var(--line); }
.content li:first-child { border-top: 0; }
button.link { width: 100%; text-align: left; padding: 10px 0; color: var(--accent); background: none; overflow-wrap: anywhere; }
button.link:hover { text-decoration: underline; background: none; }
button.add { width: 100%; color: var(--accent); background: var(--paper); border-color: var(--accent); }
button.add + button.add { margin-top: 8px; }
button.add:hover { background: var(--accent-soft); }
.visit:not(:has([data-teaches]:checked)) .add { display: none; }
.aside { margin: 48px 0 0; color: var(--quiet); font-size: .875rem; }

.tool { height: 100dvh; overflow: hidden; }
.tool main { display: grid; grid-template-rows: auto minmax(0, 1fr); min-height: 0; height: 100dvh; }
.bar { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 4px 24px;
  background: var(--paper); border-bottom: 1px solid var(--line); padding: 8px 16px; font-size: .875rem; }
.bar p, .bar .crumbs { margin: 0; }
.bar h1 { display: inline; font-size: inherit; letter-spacing: 0; }
iframe { display: block; width: 100%; height: 100%; border: 0; background: var(--paper); }

@media (max-width: 960px) {
  .visit { grid-template-columns: minmax(0, 1fr); }
  .content { margin-top: 16px; }
}
@media (max-width: 640px) {
  body { grid-template-columns: minmax(0, 1fr); grid-template-rows: auto minmax(0, 1fr); }
  .rail { position: static; height: auto; display: flex; align-items: center; padding: 0 8px; gap: 8px; }
  .rail ul { display: flex; margin: 0 0 0 auto; }
  .rail a { flex-direction: row; padding: 12px 8px; }
  .rail a[aria-current] { border-left: 0; padding-left: 8px; box-shadow: inset 0 -3px #7fd1c4; }
  .rail b { display: none; }
  .brand { font-weight: 600; }
  .tool main { height: auto; }
  .bar { padding: 6px 12px; }
}
@media (prefers-reduced-motion: no-preference) {
  .card, .person { transition: border-color .15s; }
}
@media print { .rail, .launch, .add { display: none; } }
`;
