import { hashOf, randomSecret } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import { appTarget } from '../guard/appTarget';
import { LaunchRefusedError } from '../guard/LaunchRefusedError';
import { readLogin } from '../guard/readLogin';
import type { LaunchLimits } from './LaunchLimits';
import type { PlatformStorage } from './findLogin';
import { saveLoginState } from './saveLoginState';

/** How long a login may take: enough for a slow single sign-on. */
export const LOGIN_LIFETIME_MS = 10 * 60_000;

export interface BegunLogin {
  state: string;
  /** A secret that only this browser stores; the launch has to present it. */
  verifier: string;
  /** Where the browser goes next: the platform's authorization endpoint. */
  next: string;
  /** The LMS's storage, for browsers that do not let us store data; null when the platform offers none. */
  storage: PlatformStorage | null;
  /** Origins whose pages may show this login in a frame. */
  frameOrigins: readonly string[];
  /** The query of the same login, to repeat it in a new window. */
  again: string;
}

/**
 * Answers a third-party-initiated login with an authentication request (LTI security framework 1.0, section 5.1.1).
 * State, nonce and verifier are random; the row that joins them is stored until the launch.
 *
 * @throws LaunchRefusedError not_too_many, login_parameters, target_is_ours, platform_registered, client_id_named.
 */
export async function beginLogin(
  tool: { knex: Knex; limits: LaunchLimits; toolOrigin: string; now: () => Date },
  parameters: unknown,
  address: string,
): Promise<BegunLogin> {
  tool.limits.countAddress('login', address);
  const login = readLogin(parameters);
  tool.limits.countClient('login', { issuer: login.iss, clientId: login.client_id ?? '' });
  if (appTarget(login.target_link_uri, tool.toolOrigin) === null) throw new LaunchRefusedError('target_is_ours');
  const state = randomSecret();
  const nonce = randomSecret();
  const verifier = randomSecret();
  const registration = await saveLoginState(tool.knex, {
    issuer: login.iss,
    clientId: login.client_id ?? null,
    state,
    nonce,
    targetLinkUri: login.target_link_uri,
    deploymentId: login.lti_deployment_id ?? null,
    verifierHash: hashOf(verifier),
    storageTarget: login.lti_storage_target ?? null,
    expiresAt: new Date(tool.now().getTime() + LOGIN_LIFETIME_MS),
  });
  const next = new URL(registration.authorizationEndpoint);
  const request = {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: registration.clientId,
    redirect_uri: `${tool.toolOrigin}/lti/launch`,
    login_hint: login.login_hint,
    state,
    nonce,
  };
  for (const [name, value] of Object.entries(request)) next.searchParams.set(name, value);
  if (login.lti_message_hint !== undefined) next.searchParams.set('lti_message_hint', login.lti_message_hint);
  if (login.lti_deployment_id !== undefined) next.searchParams.set('lti_deployment_id', login.lti_deployment_id);
  const { lti_storage_target: target, ...rest } = login;
  return {
    state,
    verifier,
    next: next.href,
    frameOrigins: registration.frameOrigins,
    storage: target === undefined ? null : { target, origin: next.origin },
    again: new URLSearchParams(rest).toString(),
  };
}
