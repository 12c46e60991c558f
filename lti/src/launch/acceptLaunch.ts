import type { Roster, RosterPerson, Tenants } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import type { LtiGateway } from '../gateway/LtiGateway';
import { appTarget } from '../guard/appTarget';
import { checkLaunch } from '../guard/checkLaunch';
import { readIdToken } from '../guard/idToken';
import { readLaunchClaims } from '../guard/launchClaims';
import { LaunchRefused } from '../guard/launchRefused';
import type { LaunchForm } from '../guard/readLaunchForm';
import type { CourseRosters } from '../roster/CourseRosters';
import { endDemoted } from '../session/endDemoted';
import { openSession } from '../session/openSession';
import type { LaunchLimits } from './LaunchLimits';
import { launchRoles } from './launchRoles';
import { recordArrival } from './recordArrival';
import { takeLogin } from './takeLogin';
import { tenantOf } from './tenantOf';

export interface LaunchTools {
  knex: Knex;
  tenants: Tenants;
  roster: Roster;
  courseRosters: CourseRosters;
  gateway: LtiGateway;
  limits: LaunchLimits;
  toolOrigin: string;
  now: () => Date;
}

/**
 * Takes a launch: all checks, then who came, from which course, and a session for them.
 *
 * Nothing is written but the end of the login until every check has passed. Somebody who comes without a role loses
 * what they had in the course. The members of the course are read in the background: no launch waits for a list.
 *
 * @returns the one-time code of the session; null when the person has no role in Aimline.
 * @throws LaunchRefused by the check that failed.
 */
export async function acceptLaunch(
  tools: LaunchTools,
  form: LaunchForm & { verifier: string; address: string },
): Promise<string | null> {
  const { tenants, roster, courseRosters, gateway, toolOrigin, now } = tools;
  const { kid, payload } = readIdToken(form.id_token);
  const claims = readLaunchClaims(payload);
  const { state, verifier, address } = form;
  tools.limits.count('launch', { issuer: claims.issuer, clientId: claims.audience.join(' '), address });
  const { login, deployment } = await takeLogin(tools, { state, verifier, deploymentId: claims.deploymentId });
  checkLaunch(claims, login, now());
  const target = appTarget(claims.targetLinkUri, toolOrigin);
  if (target === null) throw new LaunchRefused('target_is_ours');
  const tenantId = tenantOf(deployment);
  await gateway.verifyLaunch(form.id_token, kid, login);

  const { registrationId } = login;
  const { deploymentId, subject, course, membershipsUrl } = claims;
  const source = `lti:${registrationId}`;
  const who = { tenantId, actorId: null, action: 'lti.launch' };
  const roles = launchRoles(claims.roles, claims.mentoredSubjects);
  if (roles.length === 0) {
    await tenants.transact(who, (uow) =>
      endDemoted(uow, { source, subject, courseExternalId: course?.externalId ?? null }),
    );
    return null;
  }
  const isCaregiver = roles.includes('caregiver');
  const person: RosterPerson = {
    externalId: subject,
    kind: isCaregiver ? 'contact' : 'staff',
    givenName: claims.givenName,
    familyName: claims.familyName,
  };
  const { arrival, code } = await tenants.transact(who, async (uow) => {
    const arrived = await recordArrival(uow, roster, { source, person, course });
    const { personId, courseId, readingBegunAt } = arrived;
    if (courseId !== null && membershipsUrl !== undefined && readingBegunAt === null) {
      await roster.expectMembers(uow, courseId);
    }
    const mentoredSubjects = isCaregiver ? (claims.mentoredSubjects ?? []) : null;
    const studentIds = mentoredSubjects ? await roster.findStudents(uow, source, mentoredSubjects) : [];
    const standing = { source, subject, courseId, roles, studentIds, mentoredSubjects };
    return {
      arrival: arrived,
      code: await openSession(uow, { ...standing, registrationId, deploymentId, personId, target }),
    };
  });
  const { courseId, readingBegunAt } = arrival;
  if (courseId !== null && membershipsUrl !== undefined) {
    courseRosters.refresh({ tenantId, courseId, registration: login, url: membershipsUrl }, readingBegunAt);
  }
  return code;
}
