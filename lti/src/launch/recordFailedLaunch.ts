import type { Request } from 'express';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Check } from './guard/checks';
import { CLAIM } from './guard/claimNames';
import { identifier } from './guard/claimText';
import { readIdToken } from './guard/readIdToken';
import { LaunchChecks } from './guard/LaunchChecks';

/** Of deployments that nobody has entered, so many new rows are kept in an hour: a stranger makes up some without end. */
const MAX_UNKNOWN_PER_HOUR = 20;
const HOUR_MS = 3_600_000;

/** Says nothing about an installation: a person opened an address by hand, came too often, or we were not there. */
const NOT_ABOUT_THE_PLATFORM: ReadonlySet<Check> = new Set([
  'launched_from_platform',
  'available',
  'launch_parameters',
  'not_too_many',
]);

const LoginNames = z.object({
  iss: identifier(),
  client_id: identifier(),
  lti_deployment_id: identifier().optional().catch(undefined),
});
const TokenNames = z.object({
  iss: identifier(),
  aud: z.union([identifier(), z.array(identifier()).min(1)]),
  [CLAIM.deploymentId]: identifier().optional().catch(undefined),
});

/**
 * Counts a refused login or launch for the install page: platform, deployment, check and time, and nothing of the
 * person. The names are the request's own, unverified; a platform that is not registered leaves nothing. What strangers
 * make up hides nothing of a deployment that was entered, and one that is still to be entered for an hour at most.
 */
export async function recordFailedLaunch(
  { knex, now }: { knex: Knex; now: () => Date },
  request: Pick<Request, 'body' | 'query'>,
  { check, passed }: { check: Check; passed: readonly Check[] },
): Promise<void> {
  const named = NOT_ABOUT_THE_PLATFORM.has(check) ? undefined : namesOf(request);
  if (!named) return;
  await knex.raw(
    `insert into directory.lti_failed_launch as f
       (registration_id, deployment_id, check_code, passed_checks, times, last_failed_at)
     select r.registration_id, :deploymentId, :check, :passed, 1, :now
     from directory.lti_registration r
     where r.issuer = :issuer
       and r.client_id = any (:clientIds)
       and (
         :deploymentId::text = ''
         or exists (
           select from directory.lti_deployment d
           where d.registration_id = r.registration_id
             and d.deployment_id = :deploymentId)
         or exists (
           select from directory.lti_failed_launch f
           where f.registration_id = r.registration_id
             and f.deployment_id = :deploymentId
             and f.check_code = :check)
         or (
           select count(*)
           from directory.lti_failed_launch f
           left join directory.lti_deployment d using (registration_id, deployment_id)
           where f.registration_id = r.registration_id
             and f.deployment_id <> ''
             and f.last_failed_at > :anHourAgo
             and d.deployment_id is null) < :most)
     on conflict (registration_id, deployment_id, check_code) do update set
       passed_checks = excluded.passed_checks,
       times = least(f.times, 999999) + 1,
       last_failed_at = excluded.last_failed_at`,
    {
      ...named,
      ...{ check, passed, now: now() },
      ...{ most: MAX_UNKNOWN_PER_HOUR, anHourAgo: new Date(now().getTime() - HOUR_MS) },
    },
  );
}

function namesOf({ body, query }: Pick<Request, 'body' | 'query'>) {
  const login = LoginNames.safeParse(body?.iss === undefined ? query : body);
  if (login.success) {
    const { iss, client_id, lti_deployment_id } = login.data;
    return { issuer: iss, clientIds: [client_id], deploymentId: lti_deployment_id ?? '' };
  }
  const token = TokenNames.safeParse(payloadOf(body?.id_token));
  if (!token.success) return undefined;
  const { iss, aud } = token.data;
  return { issuer: iss, clientIds: [aud].flat(), deploymentId: token.data[CLAIM.deploymentId] ?? '' };
}

function payloadOf(idToken: unknown): unknown {
  if (typeof idToken !== 'string' || idToken.length > 60_000) return undefined;
  try {
    return readIdToken(idToken, new LaunchChecks()).payload;
  } catch {
    // An id_token that cannot be read names no platform.
    return undefined;
  }
}
