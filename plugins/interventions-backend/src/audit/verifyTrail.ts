import type { TenantId, Tenants, UnitOfWork } from '@aimline/plugin-interventions-node';
import { createHash } from 'node:crypto';
import type { Anchor } from './anchor';
import { compareLeaves, type Difference, type Leaf } from './compareLeaves';

/** The result of a verification. */
export interface TrailReport {
  sealCount: number;
  /** The number of sealed records. */
  sealedCount: number;
  /** The number of records that are not sealed yet; nothing is proven about them. */
  unsealedCount: number;
  newestSealedAt: string | null;
  /** One sentence for each deviation from what was sealed; empty when the trail is intact. */
  breaks: string[];
}

const SEALS_PER_PAGE = 100;
const MAX_BREAKS = 100;

/**
 * Verifies that a tenant's audit records are as they were sealed: none altered, removed, inserted or reordered, from the
 * first seal to the newest, which must include that of the anchor.
 *
 * Trusts neither stored hashes nor stored functions: recomputes all hashes from the records, without functions of the
 * schema. Only an anchor reveals that the newest seals were removed with their records, or that an administrator of the
 * database has rewritten the whole chain.
 *
 * Reads page by page, each in a transaction of its own, and can run while the service is running.
 *
 * @param onProgress called after each page with the number of records verified so far
 */
export async function verifyTrail(options: {
  tenants: Tenants;
  tenantId: TenantId;
  anchor?: Anchor;
  onProgress?: (verifiedCount: number) => void;
}): Promise<TrailReport> {
  const { tenants, tenantId, anchor, onProgress } = options;
  const breaks: string[] = [];
  const report = (...sentences: string[]) => void breaks.push(...sentences.slice(0, MAX_BREAKS - breaks.length));
  const inTenant = <T>(work: (uow: UnitOfWork) => Promise<T>) =>
    tenants.transact({ tenantId, actorId: null, action: 'audit.verify' }, work);
  /** The first transaction id that is not sealed, by generation. */
  const ends = new Map<number, string>();
  let previous = BEFORE_FIRST_SEAL;
  let anchored = anchor === undefined;
  if (anchor && anchor.tenantId !== tenantId) report(`The anchor is of another tenant: ${anchor.tenantId}.`);
  for (;;) {
    const page = await inTenant((uow) => uow.rows<SealRow>(SEALS, { after: previous.seq }));
    for (const seal of page) {
      report(...brokenLinks(previous, seal));
      if (seal.presentRoot !== seal.root || seal.presentCount !== seal.recordCount) {
        report(...(await inTenant((uow) => brokenRecords(uow, seal))));
      }
      if (seal.seq === anchor?.seq && anchor.tenantId === tenantId) {
        anchored = true;
        if (seal.hash !== anchor.hash || seal.totalCount !== anchor.totalCount) {
          report(`Seal ${seal.seq} is not the one of the anchor: the chain was rewritten.`);
        }
      }
      ends.set(seal.generation, seal.toXid);
      previous = seal;
    }
    onProgress?.(previous.totalCount);
    if (page.length < SEALS_PER_PAGE) break;
  }
  if (anchor && !anchored && anchor.tenantId === tenantId) {
    report(
      previous.seq > anchor.seq
        ? `Seal ${anchor.seq}, which the anchor names, is missing.`
        : `The chain ends with seal ${previous.seq}, the anchor names seal ${anchor.seq} over ${anchor.totalCount} records: the end was cut off.`,
    );
  }
  const [outside] = await inTenant((uow) => uow.rows<OutsideRow>(OUTSIDE, outsideOf(ends, previous)));
  if (outside!.strayCount > 0) {
    report(
      `Inserted: ${outside!.strayCount} records into generations that had ended, the first is ${outside!.strayId}.`,
    );
  }
  return {
    sealCount: previous.seq,
    sealedCount: previous.totalCount,
    unsealedCount: outside!.unsealedCount,
    newestSealedAt: previous.seq === 0 ? null : `${previous.sealedAt}Z`,
    breaks,
  };
}

/** A stored seal, and the count and root recomputed from its records; hashes in hexadecimal digits. */
interface SealRow {
  seq: number;
  generation: number;
  fromXid: string;
  toXid: string;
  recordCount: number;
  totalCount: number;
  root: string;
  hash: string;
  /** When the seal was made, in UTC and in the form that was hashed. */
  sealedAt: string;
  tenantId: string;
  presentCount: number;
  presentRoot: string;
}

const BEFORE_FIRST_SEAL: Pick<SealRow, 'seq' | 'generation' | 'toXid' | 'totalCount' | 'hash' | 'sealedAt'> = {
  seq: 0,
  generation: 0,
  toXid: '0',
  totalCount: 0,
  hash: '',
  sealedAt: '',
};

/** SQL: the hash of a record, as in seal_audit_records: over every column except the one that is derived from others. */
const LEAF = `sha256(convert_to(jsonb_build_array(
  a.tenant_id, a.audit_id, a.generation, a.xid, a.recorded_at at time zone 'UTC', a.actor_id, a.action,
  a.reason, a.entity, a.entity_id, a.intervention_id, a.before, a.after)::text, 'UTF8'))`;

const SEALS = `
  select s.seq, s.generation, s.from_xid::text as "fromXid", s.to_xid::text as "toXid", s.tenant_id as "tenantId",
    s.record_count as "recordCount", s.total_count as "totalCount", encode(s.root, 'hex') as root,
    encode(s.hash, 'hex') as hash, to_jsonb(s.sealed_at at time zone 'UTC') #>> '{}' as "sealedAt",
    r.count as "presentCount", encode(r.root, 'hex') as "presentRoot"
  from audit_seal s
  cross join lateral (
    select count(*) as count, sha256(coalesce(string_agg(${LEAF}, '' order by a.audit_id), '')) as root
    from audit_record a
    where a.tenant_id = :tenantId and a.generation = s.generation and a.xid >= s.from_xid and a.xid < s.to_xid) r
  where s.tenant_id = :tenantId and s.seq > :after
  order by s.seq
  limit ${SEALS_PER_PAGE}`;

/** Errors in a seal itself and in its link to the previous one. */
function brokenLinks(previous: typeof BEFORE_FIRST_SEAL, seal: SealRow): string[] {
  const missing = seal.seq - previous.seq - 1;
  if (missing > 0) {
    return [
      missing === 1 ? `Seal ${seal.seq - 1} is missing.` : `Seals ${previous.seq + 1} to ${seal.seq - 1} are missing.`,
    ];
  }
  if (hashOf(previous.hash, seal) !== seal.hash) {
    return [`Seal ${seal.seq} was altered, or the one before it is not the one that it was made after.`];
  }
  const begins = seal.generation === previous.generation ? previous.toXid : '0';
  return [
    ...(seal.generation < previous.generation || seal.fromXid !== begins
      ? [`Seal ${seal.seq} does not begin where the one before it ends.`]
      : []),
    ...(seal.totalCount !== previous.totalCount + seal.recordCount
      ? [
          `Seal ${seal.seq} counts ${seal.totalCount} records, all up to it are ${previous.totalCount + seal.recordCount}.`,
        ]
      : []),
  ];
}

/** The hash of a seal, as in seal_audit_records: the text of a jsonb array has a space after each comma. */
function hashOf(previousHash: string, seal: SealRow): string {
  const { root, tenantId, seq, generation, fromXid, toXid, recordCount, totalCount, sealedAt } = seal;
  const parts = [previousHash, root, tenantId, seq, generation, fromXid, toXid, recordCount, totalCount, sealedAt];
  return sha256(`[${parts.map((part) => JSON.stringify(part)).join(', ')}]`);
}

/** The records of a seal that differ from what was sealed, found by the stored leaves. */
async function brokenRecords(uow: UnitOfWork, seal: SealRow): Promise<string[]> {
  const { seq, generation, fromXid, toXid } = seal;
  const [stored] = await uow.rows<{ leaves: Buffer }>(
    'select s.leaves from audit_seal s where s.tenant_id = :tenantId and s.seq = :seq',
    { seq },
  );
  if (!stored || sha256(stored.leaves) !== seal.root) {
    return [
      `Seal ${seq} does not match its records, and its list of hashes was altered: it is unknown which record differs.`,
    ];
  }
  const present = await uow.rows<Leaf>(
    `select a.audit_id as "auditId", encode(${LEAF}, 'hex') as hash
     from audit_record a
     where a.tenant_id = :tenantId and a.generation = :generation
       and a.xid >= :fromXid::xid8 and a.xid < :toXid::xid8
     order by a.audit_id`,
    { generation, fromXid, toXid },
  );
  const sealed = stored.leaves.toString('hex').match(/.{64}/g) ?? [];
  const differences = compareLeaves(sealed, present).map((difference) => `Seal ${seq}: ${sentenceOf(difference)}`);
  // the records are as sealed, so the count of the seal is wrong
  return differences.length > 0
    ? differences
    : [`Seal ${seq} counts ${seal.recordCount} records, there are ${present.length}.`];
}

function sentenceOf(difference: Difference): string {
  if (difference.kind === 'altered') return `record ${difference.auditId} was altered.`;
  if (difference.kind === 'inserted') return `record ${difference.auditId} was inserted.`;
  const { after, before } = difference;
  if (after && before) return `a record was removed between ${after} and ${before}.`;
  if (after) return `a record was removed after ${after}.`;
  return before ? `a record was removed before ${before}.` : 'a record was removed.';
}

interface OutsideRow {
  unsealedCount: number;
  strayCount: number;
  strayId: string | null;
}

/**
 * Records after the newest seal are not sealed yet; after the last seal of an earlier generation there must be none.
 */
const OUTSIDE = `
  select
    (select count(*)
     from audit_record a
     where a.tenant_id = :tenantId and a.generation = :generation and a.xid >= :toXid::xid8)
    + (select count(*)
       from audit_record a
       where a.tenant_id = :tenantId and a.generation > :generation) as "unsealedCount",
    strays.count as "strayCount", strays.first as "strayId"
  from (
    select count(*) as count, min(a.audit_id::text) as first
    from audit_record a
    left join unnest(:generations::int[], :ends::text[]) as ended (generation, to_xid) on ended.generation = a.generation
    where a.tenant_id = :tenantId and a.generation < :generation
      and (ended.generation is null or a.xid >= ended.to_xid::xid8)) strays`;

function outsideOf(ends: ReadonlyMap<number, string>, { generation, toXid }: typeof BEFORE_FIRST_SEAL) {
  return { generation, toXid, generations: [...ends.keys()], ends: [...ends.values()] };
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
