import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import { requestSession } from './requestSession';

const APP = '/app';

/**
 * Exchanges the one-time code in the URL for a session. The code is removed from the URL, and so from the history, first.
 *
 * @throws {ApiError} with status 401 when the code is unknown, used or expired
 */
export async function openLaunch(): Promise<LaunchSession> {
  const code = new URLSearchParams(location.search).get('code') ?? '';
  history.replaceState(null, '', location.pathname);
  const session = await requestSession('/lti/session', { code });
  history.replaceState(null, '', APP + (session.target.startsWith('/') ? session.target : '/'));
  return session;
}
