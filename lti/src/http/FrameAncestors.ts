import type { Knex } from 'knex';
import { NO_ORIGIN, sourceList } from './sourceList';

const FRESH_MS = 30_000;
/**
 * Minimum age of the list before an unknown tenant causes a re-read: it may be new, but invented ones must not cost a
 * query each.
 */
const RETRY_MS = 1_000;

/**
 * The origins that may show the app of a tenant in a frame: those of platforms with an active deployment of the tenant.
 * The lists of all tenants are read together and cached for half a minute, so that invented tenant ids use no memory,
 * and cause one query a second at most. A list names the platforms of one tenant only.
 */
export class FrameAncestors {
  #cached: { readAtMs: number; sources: Promise<ReadonlyMap<string, string>> } | undefined;

  constructor(private readonly options: { knex: Knex; now: () => Date }) {}

  /** The source list of a tenant; `'none'` when the tenant is unknown, or has no active deployment. */
  async ofTenant(tenantId: string): Promise<string> {
    const known = (await this.#read(FRESH_MS)).get(tenantId);
    return known ?? (await this.#read(RETRY_MS)).get(tenantId) ?? NO_ORIGIN;
  }

  #read(freshMs: number): Promise<ReadonlyMap<string, string>> {
    const nowMs = this.options.now().getTime();
    if (this.#cached && nowMs - this.#cached.readAtMs < freshMs) return this.#cached.sources;
    const reading = { readAtMs: nowMs, sources: readSources(this.options.knex) };
    this.#cached = reading;
    reading.sources.catch(() => {
      if (this.#cached === reading) this.#cached = undefined;
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
