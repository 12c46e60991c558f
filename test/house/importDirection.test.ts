/** The linter holds the direction of imports between packages, also for modules below a package's name. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const COMMON = '@aimline/plugin-interventions-common';
const NODE = '@aimline/plugin-interventions-node';
const SERVICE = '@aimline/plugin-interventions-backend';
const UI = '@aimline/plugin-interventions';
const OTHERS = ['@aimline/lti', '@aimline/demo/cast', SERVICE, `${SERVICE}/features`];

/** A file of each package, with what it may import and what not. */
const PACKAGES = [
  {
    file: 'plugins/interventions-common/src/roles.ts',
    allowed: ['zod', './endpoints'],
    refused: [...OTHERS, NODE, UI, `${UI}/launch/LaunchContext`, 'node:fs', 'node:fs/promises', 'express', 'knex'],
  },
  {
    file: 'plugins/interventions-node/src/rule.ts',
    allowed: [COMMON, `${COMMON}/roles`, 'node:crypto', '@backstage/errors'],
    refused: [...OTHERS, UI, `${UI}/features`, 'knex', 'pg'],
  },
  {
    file: 'plugins/interventions-backend/src/roster/people.ts',
    allowed: [COMMON, `${COMMON}/roster`, NODE, 'knex'],
    refused: ['@aimline/lti', '@aimline/demo/cast', UI, `${UI}/features`],
  },
  {
    file: 'lti/src/module.ts',
    allowed: [COMMON, `${COMMON}/roster`, NODE, 'knex'],
    refused: [SERVICE, `${SERVICE}/features`, '@aimline/demo/cast', `${UI}/features`],
  },
  {
    file: 'plugins/interventions/src/start/StartPage.tsx',
    allowed: [COMMON, `${COMMON}/roles`, 'react'],
    refused: [...OTHERS, NODE, '@backstage/errors', 'node:fs/promises'],
  },
  {
    file: 'packages/app/src/theme.ts',
    allowed: [`${COMMON}/roles`, `${UI}/features`, 'react'],
    refused: [...OTHERS, NODE, '@backstage/errors', 'node:fs/promises'],
  },
];

let copy: string;
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'aimline-imports-'));
  const { overrides } = JSON.parse(await readFile(join(ROOT, '.oxlintrc.json'), 'utf8')) as { overrides: object[] };
  const imports = overrides.filter((override) => JSON.stringify(override).includes('no-restricted-imports'));
  await writeFile(
    join(copy, '.oxlintrc.json'),
    JSON.stringify({ categories: { correctness: 'off' }, overrides: imports }),
  );
});
afterAll(() => rm(copy, { recursive: true }));

/** The lines of the file that the linter refuses, in their order. */
async function refusedLines(file: string, lines: readonly string[]): Promise<string[]> {
  await mkdir(dirname(join(copy, file)), { recursive: true });
  await writeFile(join(copy, file), lines.join('\n'));
  const { stdout } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/oxlint/bin/oxlint'), '--format', 'json', file],
    { cwd: copy, encoding: 'utf8' },
  );
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { labels: { span: { line: number } }[] }[] };
  const refused = new Set(diagnostics.map(({ labels }) => labels[0]!.span.line));
  return lines.filter((_, i) => refused.has(i + 1));
}

test.each(PACKAGES)('$file imports what its package may, and nothing else', async ({ file, allowed, refused }) => {
  const importing = (name: string) => `import '${name}';`;
  expect(await refusedLines(file, [...allowed, ...refused].map(importing))).toEqual(refused.map(importing));
});
