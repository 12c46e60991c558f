import { expect, test } from '@jest/globals';
import { isExcluded } from './isExcluded';

test('files of the running server are excluded from a backup', () => {
  const paths = [
    'postmaster.pid',
    'postmaster.opts',
    'pg_wal/000000010000000000000001',
    'pg_replslot/a_slot/state',
    'pg_stat_tmp/global.stat',
    'base/pgsql_tmp/pgsql_tmp123.0',
    'base/16384/pg_internal.init',
    'global/pg_internal.init.4711',
  ];
  expect(paths.filter((path) => !isExcluded(path))).toEqual([]);
});

test('tables, settings and required folders are copied', () => {
  const paths = ['base/16384/2619', 'base/16384/2619_fsm', 'global/pg_control', 'PG_VERSION', 'pg_hba.conf', 'pg_wal'];
  expect(paths.filter(isExcluded)).toEqual([]);
});
