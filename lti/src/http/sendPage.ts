import { type Html, html } from '@aimline/plugin-interventions-node';
import type { Response } from 'express';
import { randomBytes } from 'node:crypto';

export interface Page {
  status: number;
  title: string;
  /** The content of the page's `main` element. */
  body: Html;
  /** CSS of this page, in addition to that of all pages. */
  style?: string;
  /** A script of this page, and the values that it reads as `data`. */
  script?: { code: string; data: Readonly<Record<string, string>> };
}

/**
 * Sends a page that runs no script but its own.
 *
 * @param frameAncestors the source list of the sites that may show it in a frame.
 */
export function sendPage(response: Response, page: Page, frameAncestors: string): void {
  const nonce = randomBytes(16).toString('base64');
  response
    .status(page.status)
    .set({
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': [
        "default-src 'none'",
        `script-src 'nonce-${nonce}'`,
        `style-src 'nonce-${nonce}'`,
        "base-uri 'none'",
        "form-action 'self'",
        `frame-ancestors ${frameAncestors}`,
      ].join('; '),
    })
    .send(
      `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
${html`<title>${page.title} – Aimline</title>`}
<style nonce="${nonce}">${STYLE}${page.style ?? ''}</style>
<main>
${page.body}
</main>
${page.script ? scriptElements(page.script, nonce) : ''}
</html>
`,
    );
}

function scriptElements({ code, data }: NonNullable<Page['script']>, nonce: string): string {
  // Only "<" could end a script element; escaped, it is the same JSON.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="data">${json}</script>
<script nonce="${nonce}">
const data = JSON.parse(document.getElementById('data').textContent);
${code}
</script>`;
}

const STYLE = `
  :root { color-scheme: light dark; }
  body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: light-dark(#1d2733, #e6ebf1); background: light-dark(#f7f9fb, #12181f); }
  main { max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem; }
  h1 { font-size: 1.375rem; line-height: 1.3; margin: 0 0 .75rem; }
  p { margin: 0 0 .75rem; }
  a.action { display: inline-block; padding: .625rem 1rem; border-radius: 8px; text-decoration: none; font-weight: 600;
    background: light-dark(#1f5fa8, #8fc0f7); color: light-dark(#fff, #0e1a27); }
  :focus-visible { outline: 3px solid light-dark(#2f7fd8, #8fc0f7); outline-offset: 2px; border-radius: 4px; }
  .big { font: 600 1.75rem/1.3 ui-monospace, monospace; letter-spacing: .08em; }
  .code { color: light-dark(#5b6b7c, #9fb0c2); font-size: .875rem; }
`;
