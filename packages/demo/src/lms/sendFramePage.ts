import type { Response } from 'express';
import { randomBytes } from 'node:crypto';
import { Html, html } from './html';

/** Sends a page that leaves the frame it is in: the whole window goes where it leads. */
export function sendFramePage(response: Response, page: { leadsTo: string; says: string }): void {
  const nonce = randomBytes(16).toString('base64');
  response
    .set(
      'content-security-policy',
      `default-src 'none'; script-src 'nonce-${nonce}'; base-uri 'none'; frame-ancestors 'self'`,
    )
    .set('cache-control', 'no-store')
    .type('html')
    .send(
      html`${new Html('<!doctype html>')}
        <html lang="en">
          <head>
            <title>${page.says}</title>
          </head>
          <body>
            <a id="next" href="${page.leadsTo}" target="_top">${page.says}</a>
            <script nonce="${nonce}">
              top.location.replace(document.getElementById('next').href);
            </script>
          </body>
        </html>`.markup,
    );
}
