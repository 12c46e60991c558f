import type { Roster, Tenants } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import type { LtiGateway } from '../gateway/LtiGateway';
import { appTarget } from '../guard/appTarget';
import { checkLaunch } from '../guard/checkLaunch';
import { readIdToken } from '../guard/idToken';
import { readLaunchClaims } from '../guard/launchClaims';
import { LaunchRefused } from '../guard/launchRefused';
import type { LaunchForm } from '../guard/readLaunchForm';
import type { CourseRosters } from '../roster/CourseRosters';
import { openSession } from '../session/openSession';
import { findDeployment } from './findDeployment';
import { launchRoles } from './launchRoles';
import { takeLogin } from './takeLogin';

export interface LaunchTools {
  knex: Knex;
  tenants: Tenants;
  roster: Roster;
  courseRosters: CourseRosters;
  gateway: LtiGateway;
  toolOrigin: string;
  now: () => Date;
}

/**
 * Takes a launch: all checks, then who came, from which course, and a session for them.
 *
 * Nothing is written but the end of the login until every check has passed. The list of course members is read before
 * the answer when the course is new, since an empty course is of no use; later it is brought up to date beside it.
 *
 * @returns the one-time code of the session; null when the person has no role in Aimline.
 * @throws LaunchRefused by the check that failed.
 */
export async function acceptLaunch(
  tools: LaunchTools,
  form: LaunchForm & { verifier: string },
): Promise<string | null> {
  const { knex, tenants, roster, courseRosters, gateway, toolOrigin, now } = tools;
  const login = await takeLogin(tools, form.state, form.verifier);
  const { kid, payload } = readIdToken(form.id_token);
  const claims = readLaunchClaims(payload);
  checkLaunch(claims, login, now());
  const target = appTarget(claims.targetLinkUri, toolOrigin);
  if (target === null) throw new LaunchRefused('target_is_ours');
  const tenantId = await findDeployment(knex, login.registrationId, claims.deploymentId);
  await gateway.verifyLaunch(form.id_token, kid, login);

  const roles = launchRoles(claims.roles, claims.mentoredSubjects);
  if (roles.length === 0) return null;
  const source = `lti:${login.registrationId}`;
  const who = { tenantId, actorId: null, action: 'lti.launch' };
  const isCaregiver = roles.includes('caregiver');
  const { personId, courseId } = await tenants.transact(who, async (uow) => ({
    personId: await roster.recordPerson(uow, source, {
      externalId: claims.subject,
      kind: isCaregiver ? 'contact' : 'staff',
      givenName: claims.givenName,
      familyName: claims.familyName,
    }),
    courseId: claims.course ? await roster.recordCourse(uow, source, claims.course) : null,
  }));
  if (courseId !== null && claims.membershipsUrl !== undefined) {
    await courseRosters.refresh({ tenantId, courseId, registration: login, url: claims.membershipsUrl });
  }
  return tenants.transact(who, async (uow) =>
    openSession(uow, {
      registrationId: login.registrationId,
      deploymentId: claims.deploymentId,
      personId,
      roles,
      courseId,
      studentIds: isCaregiver ? await roster.findStudents(uow, source, claims.mentoredSubjects ?? []) : [],
      target,
    }),
  );
}
