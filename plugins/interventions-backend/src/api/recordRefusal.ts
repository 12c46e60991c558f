import type { ActingUnitOfWork, FieldProblem } from '@aimline/plugin-interventions-node';
import { NotAllowedError } from '@backstage/errors';
import { v7 as uuidv7 } from 'uuid';

/** A denied request that has been recorded already. */
export class RecordedRefusal extends NotAllowedError {
  constructor(
    action: string,
    readonly fields?: readonly FieldProblem[],
  ) {
    super(fields?.map(({ message }) => message).join(' ') ?? `You may not do this here (${action}).`);
  }
}

/** Records a denied request, so that coordinators can see patterns of attempts. */
export async function recordRefusal(uow: ActingUnitOfWork, action: string, subjectId: string | null): Promise<void> {
  await uow.rows(
    `insert into access_refusal (tenant_id, refusal_id, refused_at, person_id, action, subject_id)
     values (:tenantId, :refusalId, :now, :personId, :action, :subjectId)`,
    { refusalId: uuidv7(), now: uow.now, personId: uow.actor.personId, action, subjectId },
  );
}
