import type { UnitOfWork } from '@aimline/plugin-interventions-node';

/** The newest seal of a tenant; transaction ids are texts, because they can be larger than a number is exact. */
export interface NewestSeal {
  seq: number;
  generation: number;
  toXid: string;
  totalCount: number;
  /** In hexadecimal digits. */
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

/** When the oldest of the first thousand records behind a seal was written, and the instant it is now at the server. */
export async function findOldestUnsealed(uow: UnitOfWork, newest: NewestSeal | null) {
  const { generation, toXid } = newest ?? { generation: 0, toXid: '0' };
  const [waiting] = await uow.rows<{ recordedAt: string | null; serverNow: string }>(
    `select min(x.recorded_at) as "recordedAt", clock_timestamp() as "serverNow"
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
