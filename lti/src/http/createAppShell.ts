import { readBearerSecret } from '@aimline/plugin-interventions-node';
import { ServiceUnavailableError } from '@backstage/errors';
import express, { type RequestHandler, Router } from 'express';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameAncestors } from './FrameAncestors';
import { refusalPage } from '../launch/pages/refusalPage';
import { sendPage } from './sendPage';
import { ANY_ORIGIN } from './sourceList';
import { withoutFramePolicy } from './withoutFramePolicy';

export interface AppShellOptions {
  /** The folder with `index.html` and `assets/`. */
  directory: string;
  frameAncestors: FrameAncestors;
}

/**
 * Serves the built user interface at `/app`. Assets have a hash in their names and are cached for a year; every other
 * path is a page of the app, and returns `index.html` uncached, with the nonce of this response in place of
 * `__CSP_NONCE__`.
 *
 * The page is served only with the one-time code of a launch, and only the platforms of its tenant may show it in a
 * frame. Without a code, as after a reload, it could open no session: a page that says so is served instead, which any
 * origin may frame.
 */
export function createAppShell({ directory, frameAncestors }: AppShellOptions): Router {
  const router = Router();
  router.use(withoutFramePolicy, (_request, response, next) => {
    response.set({ 'Referrer-Policy': 'no-referrer', 'X-Content-Type-Options': 'nosniff' });
    next();
  });
  router.use(
    '/assets',
    express.static(join(directory, 'assets'), { immutable: true, maxAge: '1y', index: false, redirect: false }),
    (_request, response) => void response.sendStatus(404),
  );
  const page: RequestHandler = (request, response, next) => {
    response.set('Cache-Control', 'no-store');
    const code = readBearerSecret(request.query.code);
    if (!code) return sendPage(response, refusalPage('launched_from_platform'), ANY_ORIGIN);
    Promise.all([readIndex(directory), frameAncestors.ofTenant(code.tenantId)])
      .then(([html, sources]) => {
        const nonce = randomBytes(16).toString('base64');
        response
          .set({
            'Content-Type': 'text/html; charset=utf-8',
            'Content-Security-Policy': contentSecurityPolicy(nonce, sources),
          })
          .send(html.replaceAll('__CSP_NONCE__', nonce));
      })
      .catch(next);
  };
  router.get(['/', '/index.html'], page);
  router.use(express.static(directory, { index: false, redirect: false, maxAge: '1h' }));
  router.get('*', page);
  return router;
}

async function readIndex(directory: string): Promise<string> {
  try {
    return await readFile(join(directory, 'index.html'), 'utf8');
  } catch (cause) {
    throw new ServiceUnavailableError('The user interface has not been built.', cause);
  }
}

function contentSecurityPolicy(nonce: string, frameAncestors: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'none'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    // the browser posts the links chosen for a course to the LMS
    `form-action ${frameAncestors}`,
    `frame-ancestors ${frameAncestors}`,
  ].join('; ');
}
