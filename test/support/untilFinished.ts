import type { TestDatabase } from './database';
import { setTimeout } from 'node:timers/promises';

/**
 * Waits until every transaction of the server that began before now has ended, including those of concurrent tests:
 * until then no audit record is sealed.
 */
export async function untilFinished({ admin }: Pick<TestDatabase, 'admin'>): Promise<void> {
  const { rows } = await admin.query<{ next: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as next');
  for (const next = rows[0]!.next; ; await setTimeout(5)) {
    const { rowCount } = await admin.query('select where pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8', [next]);
    if (rowCount) return;
  }
}
