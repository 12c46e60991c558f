import { type ActingUnitOfWork, UnprocessableContentError } from '@aimline/plugin-interventions-node';
import { ConflictError } from '@backstage/errors';
import { createHash } from 'node:crypto';

/**
 * Does the work of a request once for each key of a person, and keeps the answer in the same transaction: who sends the
 * request again gets that answer, and nothing is done. A request that fails or is rolled back leaves no key.
 *
 *     first   ── key ── work ── answer ── commit
 *     second     └──────── waits ───────────┘└── the same answer
 *
 * The key is taken before the work locks anything, so whoever waits for one holds nothing that its owner may want.
 *
 * @param request what the key belongs to: the action and all that it took, as it was understood
 * @param tellsSecret that the answer is not to be kept
 * @throws UnprocessableContentError when the key came with another request before.
 * @throws ConflictError when the work was done before, and told a secret.
 */
export async function withIdempotencyKey<T>(
  uow: ActingUnitOfWork,
  { key, request, returnsSecret }: { key: string; request: unknown; returnsSecret: boolean },
  work: () => Promise<T>,
): Promise<T> {
  const bindings = { personId: uow.actor.personId, key };
  const [taken] = await uow.rows(
    `insert into idempotent_answer (tenant_id, person_id, key, request_hash, asked_at)
     values (:tenantId, :personId, :key, :requestHash, :now)
     on conflict do nothing
     returning key`,
    { ...bindings, requestHash: hashOf(request), now: uow.now },
  );
  if (!taken) {
    const kept = await findAnswer<T>(uow, { key, request });
    // purged between the two statements
    if (!kept) throw new UnprocessableContentError('This Idempotency-Key is a day old: send a new one.');
    return kept.answer;
  }
  const answer = await work();
  if (returnsSecret) return answer;
  await uow.rows(
    `update idempotent_answer
     set answer = :answer
     where tenant_id = :tenantId
       and person_id = :personId
       and key = :key`,
    // an answer without a body is kept as one without fields
    { ...bindings, answer: JSON.stringify(answer ?? {}) },
  );
  return answer;
}

/**
 * The answer that is kept for a key; null when the person has not used it.
 *
 * @throws UnprocessableContentError when the key came with another request.
 * @throws ConflictError when the answer told a secret.
 */
export async function findAnswer<T>(
  uow: ActingUnitOfWork,
  { key, request }: { key: string; request: unknown },
): Promise<{ answer: T } | null> {
  const [kept] = await uow.rows<{ requestHash: Buffer; answer: T | null }>(
    `select request_hash as "requestHash", answer
     from idempotent_answer
     where tenant_id = :tenantId
       and person_id = :personId
       and key = :key`,
    { personId: uow.actor.personId, key },
  );
  if (!kept) return null;
  if (!kept.requestHash.equals(hashOf(request))) {
    throw new UnprocessableContentError('This Idempotency-Key came with another request before: send a new one.');
  }
  if (kept.answer === null) {
    throw new ConflictError('This was done when it was sent first; its answer held a secret, which is told only once.');
  }
  return { answer: kept.answer };
}

function hashOf(request: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(request)).digest();
}
