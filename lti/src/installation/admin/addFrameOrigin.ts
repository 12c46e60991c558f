import { expectSafeUrl } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import { findDeployment, type NamedDeployment } from './findDeployment';
import type { ListedDeployment } from './listDeployments';

/**
 * Lets pages of another origin show Aimline in a frame: for an LMS that people use under their own domain, which none
 * of its endpoints names (Canvas).
 *
 * @param owner logged in as the owner of the schema; the serving login has no permission.
 * @throws Error when there is no such deployment, or more than one; when the address is no origin; when districts share
 *   the registration, because the pages could then frame the app of each of them.
 */
export async function addFrameOrigin(owner: Knex, named: NamedDeployment, origin: string): Promise<ListedDeployment> {
  const url = expectSafeUrl(origin);
  if (url.origin !== origin || origin.includes('*')) {
    throw new Error(
      `"${origin}" is not an origin: expected one without a path or a wildcard, such as "https://canvas.example.org".`,
    );
  }
  const deployment = await findDeployment(owner, named);
  const { rows } = await owner.raw<{ rows: unknown[] }>(
    `update directory.lti_registration r
     set frame_origins = array_remove(r.frame_origins, :origin) || :origin::text
     where r.registration_id = :registrationId
       and not exists (
         select from directory.lti_deployment d
         where d.registration_id = r.registration_id
           and d.tenant_id <> :tenantId
       )
     returning r.registration_id`,
    { origin, registrationId: deployment.registrationId, tenantId: deployment.tenantId },
  );
  if (rows.length === 0) {
    throw new Error(
      `Other districts have deployments of the registration "${deployment.registrationId}": pages of "${origin}" could show their Aimline too. Register this LMS with its own client id.`,
    );
  }
  return deployment;
}
