import type { People, Roster, RosterPerson, Tenants } from '@aimline/plugin-interventions-node';
import type { CourseRosters } from '../services/roster/CourseRosters';
import type { Check } from '../guard/checks';
import { revokeStaleSessions } from './session/revokeStaleSessions';
import { openSession } from './session/openSession';
import { findKnownUser, type LaunchUser } from './findKnownUser';
import { launchRoles } from './launchRoles';
import { proposeCoordinator } from './proposeCoordinator';
import { recordLaunchUser } from './recordLaunchUser';
import type { VerifiedLaunch } from './verifyLaunch';

/** The dependencies of opening a launch session. */
export interface OpeningTools {
  tenants: Tenants;
  people: People;
  roster: Roster;
  courseRosters: CourseRosters;
}

/** What a verified launch gives the user. */
export interface Admission {
  /** The one-time code of the session; null when the user has no role. */
  code: string | null;
  /** The code by which a coordinator candidate is approved; null for all other users. */
  candidateCode: string | null;
}

const NOTHING: Admission = { code: null, candidateCode: null };

/**
 * Records the user of a launch and their course, and opens a session in the user's roles. A user without a role loses
 * the sessions they had from the course. An administrator who has not been approved becomes a coordinator candidate.
 */
export async function openLaunchSession(
  { tenants, people, roster, courseRosters }: OpeningTools,
  { tenantId, registration: { registrationId }, claims, target }: VerifiedLaunch,
  passedChecks: readonly Check[],
): Promise<Admission> {
  const { deploymentId, subject, membershipsUrl } = claims;
  const source = `lti:${registrationId}`;
  const user: LaunchUser = { ...claims, source, registrationId };
  return tenants.transact({ tenantId, actorId: null, action: 'lti.launch' }, async (uow) => {
    const known = await findKnownUser(uow, people, user);
    const { candidate, mappings } = known;
    const syncStartedAt = known.course?.syncStartedAt ?? null;
    const { roles, isCandidate } = launchRoles(claims, { mappings, isApproved: candidate?.status === 'approved' });
    const isProposed = isCandidate && candidate?.status !== 'declined';
    const personIds = [known.staff, known.contact].flatMap((person) => person?.personId ?? []);
    const rights = { personIds, roles, mentoredSubjects: claims.mentoredSubjects ?? [] };
    // Only those who teach a course choose its links; a caregiver's sessions stay open.
    const opensNothing = roles.length === 0 || (claims.deepLinking !== null && roles.includes('caregiver'));
    if (opensNothing) {
      // An unknown course has no sessions.
      const courseId = known.course?.courseId ?? null;
      if (courseId !== null || claims.course === undefined) await revokeStaleSessions(uow, { ...rights, courseId });
      if (!isProposed) return NOTHING;
    }
    const person: RosterPerson = {
      externalId: subject,
      kind: roles.includes('caregiver') ? 'contact' : 'staff',
      givenName: claims.givenName,
      familyName: claims.familyName,
    };
    const { personId, courseId } = await recordLaunchUser(uow, roster, { user, known, person });
    if (person.kind === 'contact') {
      const mentored = { contactId: personId, courseId, studentExternalIds: rights.mentoredSubjects };
      await roster.recordMentored(uow, source, mentored);
    }
    if (courseId !== null && membershipsUrl !== undefined) {
      if (syncStartedAt === null) await roster.markPending(uow, source, courseId);
      const course = { tenantId, courseId, registrationId, url: membershipsUrl };
      courseRosters.refresh(uow, course, syncStartedAt === null ? null : new Date(syncStartedAt));
    }
    const candidateCode = isProposed ? (candidate?.code ?? (await proposeCoordinator(uow, personId))) : null;
    if (roles.length === 0) return { code: null, candidateCode };
    const session = {
      ...rights,
      ...{ personId, personIds: [...personIds, personId] },
      ...{ courseId, registrationId, deploymentId, target, passedChecks },
      deepLinking: claims.deepLinking,
    };
    return { code: await openSession(uow, session), candidateCode };
  });
}
