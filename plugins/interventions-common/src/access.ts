/**
 * Terminology
 *
 * - **Deployment**: one installation of Aimline in a learning platform (LTI 1.3 core, section 3.1.3); a district may have
 *   several.
 * - **Coordinator candidate**: an administrator of the LMS who has opened Aimline. They see the district once a
 *   coordinator has approved them, and as long as the LMS calls them an administrator.
 * - **Role mapping**: what whoever comes with a role of the LMS, or with an id of the student information system, is in
 *   Aimline, in place of what Aimline would make of the roles of the launch.
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
  .refine((id) => !id.includes('\u0000'), { error: 'No deployment has such an id.' });

export const DEPLOYMENT_STATUSES = ['pending', 'active', 'disabled'] as const;

export const Deployment = z
  .object({
    registrationId: Uuid,
    /** As the platform names it. */
    deploymentId: DeploymentId,
    issuer: z.string(),
    clientId: z.string(),
    status: z.enum(DEPLOYMENT_STATUSES),
    /** Whether a coordinator may switch it on; where the LMS has not registered Aimline itself, whoever runs Aimline does. */
    mayActivate: z.boolean(),
    lastLaunchAt: Instant.nullable(),
  })
  .meta({ id: 'Deployment' });
export type Deployment = z.infer<typeof Deployment>;

export const CoordinatorCandidate = z
  .object({
    staff: Staff,
    status: z.enum(['pending', 'approved', 'declined']),
    /** What the candidate reads, to be told to whoever approves. */
    code: z.string(),
    requestedAt: Instant,
    decidedAt: Instant.nullable(),
  })
  .meta({ id: 'CoordinatorCandidate' });
export type CoordinatorCandidate = z.infer<typeof CoordinatorCandidate>;

/** `none` keeps out whoever matches. */
export const MAPPED_ROLES = ['coordinator', 'educator', 'interventionist', 'none'] as const;
export type MappedRole = (typeof MAPPED_ROLES)[number];

export const RoleMapping = z
  .object({
    roleMappingId: Uuid,
    registrationId: Uuid,
    deploymentId: DeploymentId,
    /** `person_sourcedid`: the id of a person in the student information system (LTI claim `lis`, OneRoster `sourcedId`). */
    matches: z.enum(['lms_role', 'person_sourcedid']),
    /** A role in lower case, or an id as it is. */
    value: z.string(),
    role: z.enum(MAPPED_ROLES),
  })
  .meta({ id: 'RoleMapping' });
export type RoleMapping = z.infer<typeof RoleMapping>;

/**
 * Whether a role is one of LIS in the institution or in the system, or a system role of LTI: these are about other
 * courses, and about those who run the LMS.
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
    error: 'A role in the institution or in the system says nothing about a course: map a role in the course.',
    path: ['value'],
  })
  .meta({ id: 'RoleMappingDraft' });
export type RoleMappingDraft = z.infer<typeof RoleMappingDraft>;

/** A session of somebody who has Aimline open, or could go on in the next minutes. */
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
  summary: 'Approve a coordinator candidate, or decline one: also one approved before, whose sessions end.',
  params: z.strictObject({ staffId: Uuid }),
  body: z.strictObject({ decision: z.enum(['approved', 'declined']) }),
  result: CoordinatorCandidate,
});

export const setDeploymentStatus = contract(accessEndpoints, 'deployment.set_status', {
  summary: 'Accept launches of a deployment of the district, or refuse them and end its sessions.',
  params: z.strictObject({ registrationId: Uuid }),
  body: z.strictObject({ deploymentId: DeploymentId, status: z.enum(['active', 'disabled']) }),
  result: Deployment,
});

export const mapRole = contract(accessEndpoints, 'role_mapping.set', {
  summary: 'Say what a role of the LMS, or a person by an id, is in Aimline; counts from the next launch on.',
  body: RoleMappingDraft,
  status: 201,
  result: RoleMapping,
});

export const removeRoleMapping = contract(accessEndpoints, 'role_mapping.remove', {
  summary: 'Remove a role mapping; counts from the next launch on.',
  params: z.strictObject({ roleMappingId: Uuid }),
  result: z.object({ roleMappingId: Uuid }),
});

export const endLaunchSession = contract(accessEndpoints, 'launch_session.end', {
  summary: 'End a session with its next request.',
  params: z.strictObject({ launchSessionId: Uuid }),
  result: z.object({ ended: z.int() }),
});

export const endSessionsOfPerson = contract(accessEndpoints, 'person.end_sessions', {
  summary: 'End all sessions of a person with their next requests.',
  params: z.strictObject({ personId: Uuid }),
  result: z.object({ ended: z.int() }),
});
