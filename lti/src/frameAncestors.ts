import type { Knex } from 'knex';

const FRESH_MS = 30_000;

/**
 * The source list of `frame-ancestors`: origins of the platforms with an active deployment, `'none'` when there are
 * none. Kept for half a minute.
 */
export function createFrameAncestors({ knex, now }: { knex: Knex; now: () => Date }): () => Promise<string> {
  let kept: { readAtMs: number; sources: Promise<string> } | undefined;
  return () => {
    const nowMs = now().getTime();
    if (!kept || nowMs - kept.readAtMs >= FRESH_MS) {
      kept = { readAtMs: nowMs, sources: readSources(knex) };
      kept.sources.catch(() => (kept = undefined));
    }
    return kept.sources;
  };
}

async function readSources(knex: Knex): Promise<string> {
  const { rows } = await knex.raw<{ rows: { origin: string }[] }>(
    `select distinct unnest(r.frame_origins) as origin
     from directory.lti_registration r
     where exists (
       select from directory.lti_deployment d
       where d.registration_id = r.registration_id
         and d.status = 'active'
     )
     order by origin`,
  );
  return rows.map((row) => row.origin).join(' ') || "'none'";
}
