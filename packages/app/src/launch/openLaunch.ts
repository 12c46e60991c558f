import { ApiError } from '@aimline/plugin-interventions-common/client';
import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import { requestSession } from './requestSession';

const APP = '/app';

/**
 * Exchanges the code in the page's address for a session. The code leaves the address, and thereby the history, at once.
 *
 * @throws {ApiError} with status 401 when there is no code, or it counts no more
 */
export async function openLaunch(): Promise<LaunchSession> {
  const code = new URLSearchParams(location.search).get('code');
  history.replaceState(null, '', location.pathname);
  if (!code) throw new ApiError(401, { name: 'AuthenticationError', message: 'The page was opened without a launch.' });
  const session = await requestSession('/lti/session', { code });
  history.replaceState(null, '', APP + (session.target.startsWith('/') ? session.target : '/'));
  return session;
}
