/**
 * Modules read the service through the ports of the extension point: their SQL uses only their own tables, so that the
 * service can change its tables.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../support/database';

const ROOT = resolve(__dirname, '../..');
const SERVICE = 'plugins/interventions-backend';
const MODULES = ['lti', `${SERVICE}-module-*`];

let db: TestDatabase;
/** The tenant tables that remain when the migrations of the modules are rolled back. */
let tables: string[];

beforeAll(async () => {
  db = await createTestDatabase();
  const config = {
    directory: filesOf([SERVICE, ...MODULES], 'migrations').map((folder) => join(ROOT, folder)),
    sortDirsSeparately: false,
    schemaName: 'aimline',
    tableName: 'schema_migration',
  };
  const names = filesOf(MODULES, 'migrations/*.js').map((path) => basename(path));
  // the newest first
  for (const name of names.toSorted().toReversed()) await db.owner.migrate.down({ ...config, name } as never);
  const { rows } = await db.admin.query<{ relname: string }>(
    `select relname
     from pg_class
     where relnamespace = 'aimline'::regnamespace and relkind in ('r', 'p') and relname not like 'schema_migration%'`,
  );
  tables = rows.map(({ relname }) => relname);
});
afterAll(() => db.destroy());

test('the tables of the service are distinguished from those of a module', () => {
  expect(tables).toEqual(expect.arrayContaining(['staff', 'course', 'external_identity', 'intervention_session']));
  expect(tables.filter((table) => /^lti_|^launch_session$|^role_mapping$/.test(table))).toEqual([]);
});

test('no module names a table of the service in a statement', () => {
  const sources = filesOf(MODULES, 'src/**/*.ts').filter((path) => !/\.(test|d)\.ts$/.test(path));
  const named = sources.flatMap((path) =>
    tablesNamedIn(readFileSync(join(ROOT, path), 'utf8')).map((found) => `${path}: ${found}`),
  );
  expect(sources.length).toBeGreaterThan(100);
  expect(named).toEqual([]);
});

/** Paths from the root of the repository. */
function filesOf(packages: readonly string[], pattern: string): string[] {
  return packages.flatMap((folder) => globSync(`${folder}/${pattern}`, { cwd: ROOT }));
}

/** Mentions of tables in SQL, such as `join staff`; comments are ignored. */
function tablesNamedIn(source: string): string[] {
  const code = source.replaceAll(/\/\*[^]*?\*\/|(?<!:)\/\/.*/g, '');
  const mention = new RegExp(
    `\\b(?:from|join|into|update|using|table|only)\\s+(?:only\\s+)?"?(?:(?:aimline"?\\."?)?(?:${tables.join('|')})\\b|\\$\\{)|\\baimline"?\\."?(?:${tables.join('|')})\\b`,
    'g',
  );
  return [...code.matchAll(mention)].map(([found]) => found.replaceAll(/\s+/g, ' '));
}
