import type { Request } from 'express';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Check } from '../guard/checks';
import { identifier } from '../guard/claimText';
import { readIdToken } from '../guard/idToken';
import { LaunchChecks } from '../guard/LaunchChecks';

/** What is kept of deployments that nobody has entered: a stranger can make up some without end. */
const MOST_ROWS_OF_UNKNOWN = 60;
const DEPLOYMENT_ID = 'https://purl.imsglobal.org/spec/lti/claim/deployment_id';

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
  [DEPLOYMENT_ID]: identifier().optional().catch(undefined),
});

/**
 * Counts a refused login or launch for the install page: platform, deployment, check and time, and nothing of the
 * person. The names are the request's own, unverified; a platform that is not registered leaves nothing. Of deployments
 * that are not known what failed last is kept, so that those made up do not hide the one to be entered.
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
     on conflict (registration_id, deployment_id, check_code) do update set
       passed_checks = excluded.passed_checks,
       times = least(f.times, 999999) + 1,
       last_failed_at = excluded.last_failed_at`,
    { ...named, check, passed, now: now() },
  );
  await knex.raw(
    `delete from directory.lti_failed_launch
     where (registration_id, deployment_id, check_code) in (
       select f.registration_id, f.deployment_id, f.check_code
       from directory.lti_registration r
       join directory.lti_failed_launch f using (registration_id)
       left join directory.lti_deployment d using (registration_id, deployment_id)
       where r.issuer = :issuer
         and r.client_id = any (:clientIds)
         and d.deployment_id is null
       order by f.last_failed_at desc
       offset :most)`,
    { ...named, most: MOST_ROWS_OF_UNKNOWN },
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
  return { issuer: iss, clientIds: [aud].flat(), deploymentId: token.data[DEPLOYMENT_ID] ?? '' };
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
