import type { RoleMapping, RoleMappingDraft } from '@aimline/plugin-interventions-common/access';
import { type UnitOfWork, UnknownReferenceError } from '@aimline/plugin-interventions-node';
import { NotFoundError } from '@backstage/errors';
import { v7 as uuidv7 } from 'uuid';

/**
 * Maps a role of the LMS, or a person by an id, to a role in Aimline, and replaces an earlier mapping of that role or
 * person.
 *
 * @throws UnknownReferenceError when the district has no such deployment.
 */
export async function mapRole(uow: UnitOfWork, draft: RoleMappingDraft): Promise<RoleMapping> {
  const value = draft.matches === 'lms_role' ? draft.value.toLowerCase() : draft.value;
  const [mapping] = await uow.rows<{ roleMappingId: string }>(
    `insert into role_mapping as m
       (tenant_id, role_mapping_id, registration_id, deployment_id, matches, value, role)
     select d.tenant_id, :roleMappingId, d.registration_id, d.deployment_id, :matches, :value, :role
     from directory.lti_deployment d
     where d.tenant_id = :tenantId
       and d.registration_id = :registrationId
       and d.deployment_id = :deploymentId
     on conflict (tenant_id, registration_id, deployment_id, matches, value) do update set role = excluded.role
     returning role_mapping_id as "roleMappingId"`,
    { ...draft, value, roleMappingId: uuidv7() },
  );
  if (!mapping) {
    throw new UnknownReferenceError([{ path: 'body.deploymentId', message: 'There is no such deployment.' }]);
  }
  return { ...draft, value, ...mapping };
}

/** @throws NotFoundError when there is no such mapping. */
export async function removeRoleMapping(uow: UnitOfWork, roleMappingId: string): Promise<{ roleMappingId: string }> {
  const [removed] = await uow.rows(
    `delete from role_mapping
     where tenant_id = :tenantId
       and role_mapping_id = :roleMappingId
     returning role_mapping_id`,
    { roleMappingId },
  );
  if (!removed) throw new NotFoundError('There is no such mapping.');
  return { roleMappingId };
}
