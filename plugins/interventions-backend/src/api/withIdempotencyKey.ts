import { type ActingUnitOfWork, UnprocessableContentError } from '@aimline/plugin-interventions-node';
import { ConflictError } from '@backstage/errors';
import { createHash } from 'node:crypto';

/**
 * Executes a write once for each key of a person, and stores its response in the same transaction: a repeated request gets
 * the stored response. A request that fails or is rolled back leaves no key.
 *
 *     first   ── key ── work ── response ── commit
 *     second     └──────── waits ─────────────┘└── the same response
 *
 * The key is inserted before the work locks anything, so a request that waits for a key holds no other lock.
 *
 * @param request what the key belongs to: the action and its parsed input
 * @param returnsSecret does not store the response
 * @throws UnprocessableContentError when the key was used for another request
 * @throws ConflictError when the write was executed before and returned a secret
 */
export async function withIdempotencyKey<T>(
  uow: ActingUnitOfWork,
  { key, request, returnsSecret }: { key: string; request: unknown; returnsSecret: boolean },
  work: () => Promise<T>,
): Promise<T> {
  const bindings = { personId: uow.actor.personId, key };
  const [inserted] = await uow.rows(
    `insert into idempotent_answer (tenant_id, person_id, key, request_hash, asked_at)
     values (:tenantId, :personId, :key, :requestHash, :now)
     on conflict do nothing
     returning key`,
    { ...bindings, requestHash: hashOf(request), now: uow.now },
  );
  if (!inserted) {
    const stored = await findAnswer<T>(uow, { key, request });
    // purged between the two statements
    if (!stored) throw new UnprocessableContentError('This Idempotency-Key has expired: send a new one.');
    return stored.answer;
  }
  const answer = await work();
  if (returnsSecret) return answer;
  await uow.rows(
    `update idempotent_answer
     set answer = :answer
     where tenant_id = :tenantId
       and person_id = :personId
       and key = :key`,
    // a response without a body is stored as an empty object
    { ...bindings, answer: JSON.stringify(answer ?? {}) },
  );
  return answer;
}

/**
 * The stored response of a key; null when the person has not used the key.
 *
 * @throws UnprocessableContentError when the key was used for another request
 * @throws ConflictError when the response contained a secret
 */
export async function findAnswer<T>(
  uow: ActingUnitOfWork,
  { key, request }: { key: string; request: unknown },
): Promise<{ answer: T } | null> {
  const [stored] = await uow.rows<{ requestHash: Buffer; answer: T | null }>(
    `select request_hash as "requestHash", answer
     from idempotent_answer
     where tenant_id = :tenantId
       and person_id = :personId
       and key = :key`,
    { personId: uow.actor.personId, key },
  );
  if (!stored) return null;
  if (!stored.requestHash.equals(hashOf(request))) {
    throw new UnprocessableContentError('This Idempotency-Key was used for another request: send a new one.');
  }
  if (stored.answer === null) {
    throw new ConflictError(
      'This request was executed before; its response contained a secret, which is shown only once.',
    );
  }
  return { answer: stored.answer };
}

function hashOf(request: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(request)).digest();
}
