import type { AuditSealing } from '@aimline/plugin-interventions-common/audit';
import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { findNewestSeal, findOldestUnsealed } from './queries';

/** The newest seal, and whether sealing is delayed. */
export async function readAuditSealing(uow: UnitOfWork): Promise<AuditSealing> {
  const newest = await findNewestSeal(uow);
  const { oldestUnsealedAt, isDelayed } = await findOldestUnsealed(uow, newest);
  const newestSeal = newest && { seq: newest.seq, hash: newest.hash, sealedAt: newest.sealedAt };
  return { sealedCount: newest?.totalCount ?? 0, newestSeal, oldestUnsealedAt, isDelayed };
}
