import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import { requestSession } from './requestSession';

const APP = '/app';

/**
 * Exchanges the code in the page's address for a session. The code leaves the address, and thereby the history, at once.
 *
 * @throws {ApiError} with status 401 when the code counts no more
 */
export async function openLaunch(): Promise<LaunchSession> {
  const code = new URLSearchParams(location.search).get('code') ?? '';
  history.replaceState(null, '', location.pathname);
  const session = await requestSession('/lti/session', { code });
  history.replaceState(null, '', APP + (session.target.startsWith('/') ? session.target : '/'));
  return session;
}
