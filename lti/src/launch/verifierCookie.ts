import type { CookieOptions, Request, Response } from 'express';
import { LOGIN_LIFETIME_MS } from './beginLogin';
import { verifierKey } from './verifierKey';
import { readCookie } from '../http/readCookie';

/**
 * Partitioned (CHIPS): stored in a frame of the LMS even where third-party cookies are blocked, and sent only there.
 */
const OPTIONS: CookieOptions = { httpOnly: true, secure: true, sameSite: 'none', partitioned: true, path: '/lti' };

export function setVerifierCookie(response: Response, state: string, verifier: string): void {
  response.cookie(verifierKey(state), verifier, { ...OPTIONS, maxAge: LOGIN_LIFETIME_MS });
}

/** The verifier of this login; undefined when the browser sent no cookie for it. */
export function readVerifierCookie(request: Request, state: string): string | undefined {
  return readCookie(request, verifierKey(state));
}

export function clearVerifierCookie(response: Response, state: string): void {
  response.clearCookie(verifierKey(state), OPTIONS);
}
