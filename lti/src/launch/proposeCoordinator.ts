import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { randomInt } from 'node:crypto';

/** Letters and digits that cannot be confused when read aloud: without 0, O, 1, I, L, 5 and S. */
const LETTERS = 'ABCDEFGHJKMNPQRTUVWXYZ2346789';
const CODE_LENGTH = 8;

/** Makes an LMS administrator a coordinator candidate, and returns the code that identifies them to the approver. */
export async function proposeCoordinator(uow: UnitOfWork, staffId: string): Promise<string> {
  const code = Array.from({ length: CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  const [candidate] = await uow.rows<{ code: string }>(
    `insert into coordinator_candidate as c (tenant_id, staff_id, status, code, requested_at)
     values (:tenantId, :staffId, 'pending', :code, :now)
     on conflict (tenant_id, staff_id) do update set requested_at = c.requested_at
     returning code`,
    { staffId, code, now: uow.now },
  );
  return candidate!.code;
}
