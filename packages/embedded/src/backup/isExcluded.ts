/**
 * Whether a path of a PostgreSQL data folder is not copied, as the manual has it (chapter "Continuous Archiving and
 * Point-in-Time Recovery", "Making a Base Backup Using the Low Level API"): the files of the running server, what the
 * server makes anew when it starts, and the write-ahead log, whose needed part is copied at the end.
 */
export function isExcluded(path: string): boolean {
  const names = path.split('/');
  return (
    SERVER_FILES.has(path) ||
    (names.length > 1 && EMPTIED_FOLDERS.has(names[0]!)) ||
    names.some((name) => name.startsWith('pgsql_tmp') || name.startsWith('pg_internal.init'))
  );
}

const SERVER_FILES = new Set(['postmaster.pid', 'postmaster.opts']);

/** Must be there, with nothing in them. */
const EMPTIED_FOLDERS = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);
