import type { Response } from 'express';
import { randomBytes } from 'node:crypto';
import { html } from '@aimline/plugin-interventions-node';

/** Sends a page that navigates the whole window, out of the frame it is in, to `href`; `text` is the text of its link. */
export function sendFramePage(response: Response, page: { href: string; text: string }): void {
  const nonce = randomBytes(16).toString('base64');
  response
    .set(
      'content-security-policy',
      `default-src 'none'; script-src 'nonce-${nonce}'; base-uri 'none'; frame-ancestors 'self'`,
    )
    .set('cache-control', 'no-store')
    .type('html')
    .send(
      html`${html`<!doctype html>`}
        <html lang="en">
          <head>
            <title>${page.text}</title>
          </head>
          <body>
            <a id="next" href="${page.href}" target="_top">${page.text}</a>
            <script nonce="${nonce}">
              top.location.replace(document.getElementById('next').href);
            </script>
          </body>
        </html>`.markup,
    );
}
