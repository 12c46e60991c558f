import type { UnitOfWork } from '@aimline/plugin-interventions-node';

/** The newest seal of a tenant. Transaction ids are strings, because they can exceed the safe integers. */
export interface NewestSeal {
  seq: number;
  generation: number;
  toXid: string;
  totalCount: number;
  /** The hash of the seal, in hexadecimal digits. */
  hash: string;
  sealedAt: string;
}

export async function findNewestSeal(uow: UnitOfWork): Promise<NewestSeal | null> {
  const [newest] = await uow.rows<NewestSeal>(
    `select s.seq, s.generation, s.to_xid::text as "toXid", s.total_count as "totalCount",
       encode(s.hash, 'hex') as hash, s.sealed_at as "sealedAt"
     from audit_seal s
     where s.tenant_id = :tenantId
     order by s.seq desc
     limit 1`,
  );
  return newest ?? null;
}

/** The state of the records that are not sealed yet. */
export interface Unsealed {
  /** When the oldest of the first thousand was written; null when there are none. */
  oldestUnsealedAt: string | null;
  waitedMinutes: number;
  /** Whether a record has waited for more than five minutes. */
  isDelayed: boolean;
}

/** The records after the newest seal, by the clock of the database. */
export async function findOldestUnsealed(uow: UnitOfWork, newest: NewestSeal | null): Promise<Unsealed> {
  const { generation, toXid } = newest ?? { generation: 0, toXid: '0' };
  const [waiting] = await uow.rows<Unsealed>(
    `select min(x.recorded_at) as "oldestUnsealedAt",
       coalesce(extract(epoch from clock_timestamp() - min(x.recorded_at)) / 60, 0)::int as "waitedMinutes",
       coalesce(min(x.recorded_at) < clock_timestamp() - interval '5 minutes', false) as "isDelayed"
     from (
       (select a.recorded_at
        from audit_record a
        where a.tenant_id = :tenantId and a.generation = :generation and a.xid >= :toXid::xid8
        order by a.xid
        limit 1000)
       union all
       (select a.recorded_at
        from audit_record a
        where a.tenant_id = :tenantId and a.generation > :generation
        order by a.generation, a.xid
        limit 1000)) x`,
    { generation, toXid },
  );
  return waiting!;
}
