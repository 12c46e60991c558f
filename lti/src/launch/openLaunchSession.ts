import type { RosterPerson } from '@aimline/plugin-interventions-node';
import type { Check } from './guard/checks';
import { revokeStaleSessions } from './session/revokeStaleSessions';
import { openSession } from './session/openSession';
import type { LaunchTools } from './LaunchTools';
import { findKnownUser, type LaunchUser } from './findKnownUser';
import { launchRoles } from './launchRoles';
import { proposeCoordinator } from './proposeCoordinator';
import { recordLaunchUser } from './recordLaunchUser';
import type { VerifiedLaunch } from './verifyLaunch';

/** What somebody gets whose launch was verified. */
export interface Admission {
  /** The one-time code of their session; null when they have no role. */
  code: string | null;
  /** What a coordinator candidate tells to whoever approves; null for everybody else. */
  candidateCode: string | null;
}

const NOTHING: Admission = { code: null, candidateCode: null };

/**
 * Makes a visitor and their course known, and opens a session in the roles they have. Somebody who comes without a role
 * loses what they had in the course. An administrator whom nobody has approved becomes a candidate.
 */
export async function openLaunchSession(
  { tenants, people, roster, courseRosters }: Pick<LaunchTools, 'tenants' | 'people' | 'roster' | 'courseRosters'>,
  { tenantId, registration: { registrationId }, claims, target }: VerifiedLaunch,
  passedChecks: readonly Check[],
): Promise<Admission> {
  const { deploymentId, subject, membershipsUrl } = claims;
  const source = `lti:${registrationId}`;
  const visitor: LaunchUser = { ...claims, source, registrationId };
  const who = { tenantId, actorId: null, action: 'lti.launch' };
  return tenants.transact(who, async (uow) => {
    const arrival = await findKnownUser(uow, people, visitor);
    const { candidate, mappings } = arrival;
    const readingBegunAt = arrival.course?.syncStartedAt ?? null;
    const { roles, isCandidate } = launchRoles(claims, { mappings, isApproved: candidate?.status === 'approved' });
    const proposes = isCandidate && candidate?.status !== 'declined';
    const personIds = [arrival.staff, arrival.contact].flatMap((known) => known?.personId ?? []);
    const standing = { personIds, roles, mentoredSubjects: claims.mentoredSubjects ?? [] };
    // What stands in a course is for those who teach it to say; a caregiver keeps what they have as one.
    const opensNothing = roles.length === 0 || (claims.deepLinking !== null && roles.includes('caregiver'));
    if (opensNothing) {
      // In a course that is not known they had nothing.
      const courseId = arrival.course?.courseId ?? null;
      if (courseId !== null || claims.course === undefined) await revokeStaleSessions(uow, { ...standing, courseId });
      if (!proposes) return NOTHING;
    }
    const person: RosterPerson = {
      externalId: subject,
      kind: roles.includes('caregiver') ? 'contact' : 'staff',
      givenName: claims.givenName,
      familyName: claims.familyName,
    };
    const { personId, courseId } = await recordLaunchUser(uow, roster, { visitor, arrival, person });
    if (person.kind === 'contact') {
      const mentored = { contactId: personId, courseId, studentExternalIds: standing.mentoredSubjects };
      await roster.recordMentored(uow, source, mentored);
    }
    if (courseId !== null && membershipsUrl !== undefined) {
      if (readingBegunAt === null) await roster.markPending(uow, source, courseId);
      const course = { tenantId, courseId, registrationId, url: membershipsUrl };
      courseRosters.refresh(uow, course, readingBegunAt === null ? null : new Date(readingBegunAt));
    }
    const candidateCode = proposes ? (candidate?.code ?? (await proposeCoordinator(uow, personId))) : null;
    if (roles.length === 0) return { code: null, candidateCode };
    const { deepLinking } = claims;
    const from = { courseId, registrationId, deploymentId };
    const comes = { ...standing, personId, personIds: [...personIds, personId] };
    const opened = { ...from, ...comes, target, deepLinking, passedChecks };
    return { code: await openSession(uow, opened), candidateCode };
  });
}
