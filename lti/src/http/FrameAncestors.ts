import type { Knex } from 'knex';
import { NO_ORIGIN, sourceList } from './sourceList';

const FRESH_MS = 30_000;
/** A tenant that is not known may be new; one that is made up must not make us ask each time. */
const RETRY_MS = 1_000;

/**
 * Who may show the app of a tenant in a frame: the platforms with an active deployment of that tenant, as a source list.
 * Those of all tenants are read at once and kept for half a minute, so the memory is that of the tenants there are; a
 * stranger learns nothing of them, and makes us ask the database once in a second at most.
 */
export class FrameAncestors {
  #kept: { readAtMs: number; sources: Promise<ReadonlyMap<string, string>> } | undefined;

  constructor(private readonly options: { knex: Knex; now: () => Date }) {}

  /** `'none'` when the tenant is unknown, or has no active deployment. */
  async ofTenant(tenantId: string): Promise<string> {
    const known = (await this.#read(FRESH_MS)).get(tenantId);
    return known ?? (await this.#read(RETRY_MS)).get(tenantId) ?? NO_ORIGIN;
  }

  #read(freshMs: number): Promise<ReadonlyMap<string, string>> {
    const nowMs = this.options.now().getTime();
    if (this.#kept && nowMs - this.#kept.readAtMs < freshMs) return this.#kept.sources;
    const reading = { readAtMs: nowMs, sources: readSources(this.options.knex) };
    this.#kept = reading;
    reading.sources.catch(() => {
      if (this.#kept === reading) this.#kept = undefined;
    });
    return reading.sources;
  }
}

async function readSources(knex: Knex): Promise<ReadonlyMap<string, string>> {
  const { rows } = await knex.raw<{ rows: { tenantId: string; origins: string[] }[] }>(
    `select d.tenant_id as "tenantId", array_agg(distinct origin order by origin) as origins
     from directory.lti_deployment d
     join directory.lti_registration r using (registration_id)
     cross join unnest(r.frame_origins) origin
     where d.status = 'active'
     group by d.tenant_id`,
  );
  return new Map(rows.map(({ tenantId, origins }) => [tenantId, sourceList(origins)]));
}
