import { contract } from '@aimline/plugin-interventions-common/contract';
import { ChosenLinks, type DeepLinkingForm } from '@aimline/plugin-interventions-common/deepLinking';
import type { Endpoints } from '@aimline/plugin-interventions-common/endpoints';
import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import { z } from 'zod';

export const LTI_BASE = '/lti';

const endpoints = {
  'lti.session': { method: 'post', path: '/session', base: LTI_BASE },
  'lti.session_renew': { method: 'post', path: '/session/renewal', base: LTI_BASE },
  'lti.deep_link': { method: 'post', path: '/deep-linking-response', base: LTI_BASE },
  'lti.notice': { method: 'post', path: '/notices', base: LTI_BASE },
  'lti.jwks': { method: 'get', path: '/jwks', base: LTI_BASE },
} as const satisfies Endpoints;

/** Browsers and platforms may add parameters to an address; they are ignored. */
const query = z.looseObject({});

export const exchangeCodeContract = contract(endpoints, 'lti.session', {
  summary: 'Exchange the one-time code of a launch for a token.',
  query,
  body: z.unknown(),
  maxBytes: 10 * 1024,
  result: z.custom<LaunchSession>(),
});

export const renewSessionContract = contract(endpoints, 'lti.session_renew', {
  summary: 'Extend the lifetime of the token of a session, sent as bearer token.',
  query,
  result: z.custom<LaunchSession>(),
});

export const answerDeepLinkingContract = contract(endpoints, 'lti.deep_link', {
  summary: 'Submit the links that a person chose for a course, with the token of the session as bearer token.',
  query,
  body: ChosenLinks,
  maxBytes: 50 * 1024,
  result: z.custom<DeepLinkingForm>(),
});

export const receiveNoticesContract = contract(endpoints, 'lti.notice', {
  summary: 'Receive notices of a platform (LTI Platform Notification Service 1.0).',
  query,
  body: z.unknown(),
  maxBytes: 500 * 1024,
  result: z.object({ taken: z.int() }),
});

export const readKeySetContract = contract(endpoints, 'lti.jwks', {
  summary: 'Read the public keys of the tool (RFC 7517).',
  query,
  result: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }),
  cacheSeconds: 300,
});
