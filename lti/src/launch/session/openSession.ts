import { mintBearerSecret, type UnitOfWork } from '@aimline/plugin-interventions-node';
import { v7 as uuidv7 } from 'uuid';
import type { Check } from '../../guard/checks';
import type { DeepLinkingRequest } from '../../guard/readDeepLinkingSettings';
import { REVOKE_STALE_SESSIONS, type LaunchRights } from './revokeStaleSessions';

const CODE_LIFETIME_MS = 60_000;
/** How long a session can be renewed: a working day. */
const SESSION_LIFETIME_MS = 8 * 3_600_000;

export interface SessionToOpen extends LaunchRights {
  registrationId: string;
  deploymentId: string;
  personId: string;
  /** The path in the app that the launch opens. */
  target: string;
  passedChecks: readonly Check[];
  /** The deep linking request of the launch; null for any other launch. */
  deepLinking: DeepLinkingRequest | null;
}

/**
 * Opens the session of a launch and returns its one-time code. Also deletes expired sessions of the person, and revokes
 * those from this course that give more than the launch.
 */
export async function openSession(uow: UnitOfWork, session: SessionToOpen): Promise<string> {
  const code = mintBearerSecret(uow.tenantId);
  const nowMs = uow.now.getTime();
  await uow.rows(
    `with past as (
       delete from launch_session
       where tenant_id = :tenantId
         and person_id = :personId
         and expires_at < :now
     ), demoted as (${REVOKE_STALE_SESSIONS})
     insert into launch_session
       (tenant_id, launch_session_id, registration_id, deployment_id, person_id, roles, course_id, mentored_subjects,
        target, deep_linking, passed_checks, code_hash, code_expires_at, created_at, expires_at)
     values
       (:tenantId, :launchSessionId, :registrationId, :deploymentId, :personId, :roles, :courseId, :mentoredSubjects,
        :target, :deepLinking, :passedChecks, :codeHash, :codeExpiresAt, :now, :expiresAt)`,
    {
      ...session,
      deepLinking: session.deepLinking && JSON.stringify(session.deepLinking),
      launchSessionId: uuidv7(),
      codeHash: code.hash,
      codeExpiresAt: new Date(nowMs + CODE_LIFETIME_MS),
      now: uow.now,
      expiresAt: new Date(nowMs + SESSION_LIFETIME_MS),
    },
  );
  return code.secret;
}
