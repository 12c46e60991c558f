/**
 * Terminology
 *
 * - **Deployment**: one installation of Aimline in a learning platform (LTI 1.3 core, section 3.1.3); a district may have
 *   several.
 * - **Launch session**: what a launch opens for one person: their token, their roles, and the course they came from.
 * - **Coordinator candidate**: an administrator of the LMS who has opened Aimline. They become a coordinator once another
 *   coordinator approves them, for as long as the LMS reports them as administrator.
 * - **Role mapping**: overrides the Aimline role that follows from a launch, for a role of the LMS or for one person by
 *   their id in the student information system.
 */
import { z } from 'zod';
import { accessEndpoints } from './accessEndpoints';
import { contract } from './contract';
import { page, PageQuery } from './page';
import { Instant, PersonName, Staff, text, Uuid } from './primitives';
import { ROLES } from './roles';

const DeploymentId = z
  .string()
  .min(1)
  .max(255)
  .refine((id) => !id.includes('\u0000'), { error: 'A deployment id contains no NUL character.' });

export const DEPLOYMENT_STATUSES = ['pending', 'active', 'disabled'] as const;

export const Deployment = z
  .object({
    registrationId: Uuid,
    /** The deployment id of the platform. */
    deploymentId: DeploymentId,
    issuer: z.string(),
    clientId: z.string(),
    status: z.enum(DEPLOYMENT_STATUSES),
    /** Whether a coordinator may activate it; if not, only the operator of Aimline may, because the LMS has not registered Aimline itself. */
    mayActivate: z.boolean(),
    lastLaunchAt: Instant.nullable(),
  })
  .meta({ id: 'Deployment' });
export type Deployment = z.infer<typeof Deployment>;

export const CoordinatorCandidate = z
  .object({
    staff: Staff,
    status: z.enum(['pending', 'approved', 'declined']),
    /** A code that the candidate sees, to compare with the coordinator who approves. */
    code: z.string(),
    requestedAt: Instant,
    decidedAt: Instant.nullable(),
  })
  .meta({ id: 'CoordinatorCandidate' });
export type CoordinatorCandidate = z.infer<typeof CoordinatorCandidate>;

/** `none` denies access. */
export const MAPPED_ROLES = ['coordinator', 'educator', 'interventionist', 'none'] as const;
export type MappedRole = (typeof MAPPED_ROLES)[number];

export const RoleMapping = z
  .object({
    roleMappingId: Uuid,
    registrationId: Uuid,
    deploymentId: DeploymentId,
    /** `person_sourcedid`: the id of a person in the student information system (LTI claim `lis`, OneRoster `sourcedId`). */
    matches: z.enum(['lms_role', 'person_sourcedid']),
    /** A role in lower case, or an id unchanged. */
    value: z.string(),
    role: z.enum(MAPPED_ROLES),
  })
  .meta({ id: 'RoleMapping' });
export type RoleMapping = z.infer<typeof RoleMapping>;

/**
 * Whether a role is an institution or system role (LIS, LTI), not a role in the course of the launch: such roles concern
 * other courses or the administration of the LMS.
 */
export function isOutsideOfCourse(role: string): boolean {
  return /\/(institution|system)\/person/i.test(role);
}

export const RoleMappingDraft = z
  .strictObject({
    registrationId: Uuid,
    deploymentId: DeploymentId,
    matches: RoleMapping.shape.matches,
    value: text(255, 'a role of the LMS, or an id'),
    role: RoleMapping.shape.role,
  })
  .refine(({ matches, value }) => matches !== 'lms_role' || !isOutsideOfCourse(value), {
    error: 'Institution and system roles do not describe a role in a course: map a course role instead.',
    path: ['value'],
  })
  .meta({ id: 'RoleMappingDraft' });
export type RoleMappingDraft = z.infer<typeof RoleMappingDraft>;

/** A launch session whose token has not expired: its page is open, or was a few minutes ago. */
export const OpenLaunchSession = z
  .object({
    launchSessionId: Uuid,
    person: PersonName.extend({ personId: Uuid }),
    roles: z.array(z.enum(ROLES)),
    courseTitle: z.string().nullable(),
    openedAt: Instant,
  })
  .meta({ id: 'OpenLaunchSession' });
export type OpenLaunchSession = z.infer<typeof OpenLaunchSession>;

export const readAccess = contract(accessEndpoints, 'access.read', {
  summary: 'Read who has access, and how: deployments, coordinators and candidates, and role mappings.',
  result: z.object({
    deployments: z.array(Deployment),
    candidates: z.array(CoordinatorCandidate),
    mappings: z.array(RoleMapping),
  }),
});
export type Access = z.infer<(typeof readAccess)['result']>;

export const listLaunchSessions = contract(accessEndpoints, 'launch_session.list', {
  summary: 'List the open sessions of the district, newest first, 100 a page.',
  query: PageQuery,
  result: page('sessions', OpenLaunchSession),
});

export const decideCandidate = contract(accessEndpoints, 'coordinator.decide', {
  summary:
    'Approve or decline a coordinator candidate. Declining an approved one revokes their role and ends their sessions.',
  params: z.strictObject({ staffId: Uuid }),
  body: z.strictObject({ decision: z.enum(['approved', 'declined']) }),
  result: CoordinatorCandidate,
});

export const setDeploymentStatus = contract(accessEndpoints, 'deployment.set_status', {
  summary: 'Activate a deployment of the district, or disable it: its launches are refused and its sessions end.',
  params: z.strictObject({ registrationId: Uuid }),
  body: z.strictObject({ deploymentId: DeploymentId, status: z.enum(['active', 'disabled']) }),
  result: Deployment,
});

export const mapRole = contract(accessEndpoints, 'role_mapping.set', {
  summary: 'Map a role of the LMS, or a person by their id, to a role in Aimline; effective from the next launch.',
  body: RoleMappingDraft,
  status: 201,
  result: RoleMapping,
});

export const removeRoleMapping = contract(accessEndpoints, 'role_mapping.remove', {
  summary: 'Remove a role mapping; effective from the next launch.',
  params: z.strictObject({ roleMappingId: Uuid }),
  result: z.object({ roleMappingId: Uuid }),
});

export const endLaunchSession = contract(accessEndpoints, 'launch_session.end', {
  summary: 'Revoke a session; its next request is refused.',
  params: z.strictObject({ launchSessionId: Uuid }),
  result: z.object({ ended: z.int() }),
});

export const endSessionsOfPerson = contract(accessEndpoints, 'person.end_sessions', {
  summary: 'Revoke all sessions of a person; their next requests are refused.',
  params: z.strictObject({ personId: Uuid }),
  result: z.object({ ended: z.int() }),
});
