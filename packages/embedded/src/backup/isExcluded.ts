/**
 * Whether a base backup excludes a path of a PostgreSQL data folder (manual, "Continuous Archiving and Point-in-Time
 * Recovery", "Making a Base Backup Using the Low Level API"): files of the running server, files that the server creates
 * again when it starts, and the write-ahead log, whose needed part is copied at the end.
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

/** Folders that must exist in a backup, and whose content is excluded. */
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
