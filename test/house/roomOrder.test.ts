/** The lint rule for the order of features refuses imports that the order does not allow. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const FEATURES = `
import { createLettersFeature } from './letters/feature';
import { enrollmentsFeature } from './enrollments/feature';
import { rosterFeature } from './roster/feature';

export const createFeatures = (tools) => [
  rosterFeature,
  enrollmentsFeature,
  createLettersFeature(tools),
];
`;

let house: string;
beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'aimline-house-'));
  await cp(__dirname, join(house, 'test/house'), { recursive: true });
  await write('.oxlintrc.json', JSON.stringify(CONFIG));
  await write('plugins/interventions-backend/src/features.ts', FEATURES);
});
afterAll(() => rm(house, { recursive: true }));

const CONFIG = {
  jsPlugins: ['./test/house/plugin.mjs'],
  categories: { correctness: 'off' },
  rules: { 'house/room-order': 'error' },
};

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(house, path)), { recursive: true });
  await writeFile(join(house, path), content);
}

/** The messages of the linter for one file of the service. */
async function lint(file: string, source: string): Promise<string[]> {
  const path = `plugins/interventions-backend/src/${file}`;
  await write(path, source);
  const { stdout } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/oxlint/bin/oxlint'), '--format', 'json', path],
    { cwd: house, encoding: 'utf8' },
  );
  await rm(join(house, path));
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { message: string }[] };
  return diagnostics.map(({ message }) => message);
}

test.each([
  ['the queries of a feature above', 'enrollments/enroll.ts', '../roster/queries'],
  ['the operations of a feature above', 'letters/send.ts', '../enrollments/operations'],
  ['how people see things', 'enrollments/enroll.ts', '../access/visibility'],
  ['its own files', 'roster/merge.ts', './queries'],
])('a feature may import %s', async (_, file, imported) => {
  expect(await lint(file, `import { x } from '${imported}';\nx();\n`)).toEqual([]);
});

test.each([
  [
    'a feature below',
    'roster/merge.ts',
    '../letters/queries',
    '"letters" comes after "roster" in features.ts: a feature imports only those before it.',
  ],
  [
    'a use-case of another',
    'letters/send.ts',
    '../roster/merge',
    'A feature imports the queries and operations of another, never its use-cases.',
  ],
  [
    'the front door',
    'letters/send.ts',
    '../api/door',
    '"api" is the frame: a feature is called by it, and does not call it.',
  ],
  ['the wiring', 'letters/send.ts', '../plugin', 'A feature imports no wiring, such as "plugin".'],
])('a feature may not import %s', async (_, file, imported, message) => {
  expect(await lint(file, `import { x } from '${imported}';\nx();\n`)).toEqual([message]);
  expect(await lint(file, `export { x } from '${imported}';\n`)).toEqual([message]);
});

test('the frame imports no feature', async () => {
  expect(await lint('api/door.ts', `import { x } from '../roster/queries';\nx();\n`)).toEqual([
    'The frame imports no feature, such as "roster".',
  ]);
});

test('a folder that is on no list is refused, even without imports', async () => {
  expect(await lint('exports/write.ts', 'export const x = 1;\n')).toEqual([
    'The folder "exports" is on no list: expected a feature of features.ts.',
  ]);
});
