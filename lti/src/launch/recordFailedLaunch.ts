import type { Request } from 'express';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Check } from '../guard/checks';
import { CLAIM } from '../guard/claimNames';
import { identifier } from '../guard/claimText';
import { readIdToken } from '../guard/readIdToken';
import { LaunchChecks } from '../guard/LaunchChecks';

/**
 * New rows stored per hour for deployments that are not in the directory: a stranger could invent any number of them.
 */
const MAX_UNKNOWN_PER_HOUR = 20;
const HOUR_MS = 3_600_000;

/**
 * Checks whose failure says nothing about an installation: an address opened by hand, too many requests, an error of
 * ours.
 */
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
 * Counts a refused login or launch for the install page: platform, deployment, check and time, without personal data.
 * The names are those of the request, unverified; for a platform that is not registered, nothing is stored. Forged
 * requests cannot hide the failures of a deployment in the directory, and those of a new one for an hour at most.
 */
export async function recordFailedLaunch(
  { knex, now }: { knex: Knex; now: () => Date },
  request: Pick<Request, 'body' | 'query'>,
  { check, passed }: { check: Check; passed: readonly Check[] },
): Promise<void> {
  const names = NOT_ABOUT_THE_PLATFORM.has(check) ? undefined : namesOf(request);
  if (!names) return;
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
             and d.deployment_id is null) < :maxUnknown)
     on conflict (registration_id, deployment_id, check_code) do update set
       passed_checks = excluded.passed_checks,
       times = least(f.times, 999999) + 1,
       last_failed_at = excluded.last_failed_at`,
    {
      ...names,
      ...{ check, passed, now: now() },
      ...{ maxUnknown: MAX_UNKNOWN_PER_HOUR, anHourAgo: new Date(now().getTime() - HOUR_MS) },
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
    // An unreadable id_token names no platform.
    return undefined;
  }
}
