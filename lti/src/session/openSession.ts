import type { Role, UnitOfWork } from '@aimline/plugin-interventions-node';
import { v7 as uuidv7 } from 'uuid';
import { mintBearerSecret } from './bearerSecret';

const CODE_LIFETIME_MS = 60_000;
/** A working day. */
const SESSION_LIFETIME_MS = 8 * 3_600_000;

export interface SessionToOpen {
  registrationId: string;
  deploymentId: string;
  personId: string;
  roles: readonly Role[];
  courseId: string | null;
  /** A caregiver's children. */
  studentIds: readonly string[];
  target: string;
}

/** Opens the session of a launch, removes the person's sessions that are over, and returns a one-time code. */
export async function openSession(uow: UnitOfWork, session: SessionToOpen): Promise<string> {
  const code = mintBearerSecret(uow.tenantId);
  const nowMs = uow.now.getTime();
  await uow.rows(
    `delete from launch_session
     where tenant_id = :tenantId
       and person_id = :personId
       and expires_at < :now`,
    { personId: session.personId, now: uow.now },
  );
  await uow.rows(
    `insert into launch_session
       (tenant_id, launch_session_id, registration_id, deployment_id, person_id, roles, course_id, student_ids, target,
        code_hash, code_expires_at, created_at, expires_at)
     values
       (:tenantId, :launchSessionId, :registrationId, :deploymentId, :personId, :roles, :courseId, :studentIds, :target,
        :codeHash, :codeExpiresAt, :now, :expiresAt)`,
    {
      ...session,
      launchSessionId: uuidv7(),
      codeHash: code.hash,
      codeExpiresAt: new Date(nowMs + CODE_LIFETIME_MS),
      now: uow.now,
      expiresAt: new Date(nowMs + SESSION_LIFETIME_MS),
    },
  );
  return code.secret;
}
