/** The word check refuses what is not of the trade, and names the better word. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

let repository: string;
beforeEach(async () => {
  repository = await mkdtemp(join(tmpdir(), 'aimline-words-'));
  execFileSync('git', ['init', '--quiet'], { cwd: repository });
});
afterEach(() => rm(repository, { recursive: true }));

/** What the check prints of a repository with these files, and its exit code. */
async function check(files: Record<string, string>): Promise<{ code: number | null; findings: string[] }> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(repository, file)), { recursive: true });
    await writeFile(join(repository, file), text);
  }
  execFileSync('git', ['add', '--all'], { cwd: repository });
  const { status, stdout } = spawnSync(process.execPath, [join(__dirname, 'words.mjs')], {
    cwd: repository,
    encoding: 'utf8',
  });
  return { code: status, findings: stdout.split('\n').filter(Boolean) };
}

test.each([
  [
    'a constant',
    'src/limits.ts',
    'const x = 1;\nconst MOST_BYTES = 2;\n',
    'src/limits.ts:2: "MOST_BYTES": better MAX_…',
  ],
  ['a constant', 'src/limits.ts', 'const SHORTEST_MS = 2;\n', 'src/limits.ts:1: "SHORTEST_MS": better MIN_…'],
  ['a phrase of a comment', 'src/a.ts', '// Bytes of chance.\n', 'src/a.ts:1: "of chance": better random'],
  [
    'a phrase that runs over a line',
    'src/a.ts',
    '/**\n * Bytes of\n * chance.\n */\n',
    'src/a.ts:2: "of * chance": better random',
  ],
  [
    'a phrase of SQL',
    'sql/a.sql',
    '-- tried in vain\n',
    'sql/a.sql:1: "in vain": better failed attempts, or without effect',
  ],
  [
    'a word of a document',
    'README.md',
    '# A\n\nWhoever reads.\n',
    'README.md:3: "Whoever": better the caller, the user, or another process',
  ],
  [
    'a word of a sentence for people',
    'src/a.ts',
    `fail('By chance.');\n`,
    'src/a.ts:1: "By chance": better at random, or how likely it is',
  ],
  ['an old name', 'src/a.tsx', 'keepLogin();\n', 'src/a.tsx:1: "keepLogin": better saveLoginState'],
  ['an old type', 'src/a.ts', 'let x: Reach;\n', 'src/a.ts:1: ": Reach": better OutboundPolicy'],
  ['an old action', 'src/a.ts', `call('student.enroll');\n`, 'src/a.ts:1: "student.enroll": better enrollment.create'],
  ['an old routine', 'm/a.js', 'call aimline.wall_off();\n', 'm/a.js:1: "wall_off": better enable_tenant_isolation'],
])('refuses %s', async (_, file, text, finding) => {
  expect(await check({ [file]: text })).toEqual({ code: 1, findings: [finding] });
});

test('accepts English that only looks like an old name', async () => {
  const text = `
    /** Reach the platform briefly. */
    const ALMOST_ALL = 1;
    emit('interventions.student.enrolled');
  `;
  expect(await check({ 'src/a.ts': text })).toEqual({ code: 0, findings: [] });
});

test('accepts an old name where an exception says so, and reads tracked text files only', async () => {
  await writeFile(join(repository, '.gitignore'), 'dist/\n');
  const files = {
    'plugins/a/migrations/1.js': 'call wall_off()\n',
    'CHANGELOG.md': 'isCut is now hasMore.\n',
    'dist/a.js': 'isCut\n',
    'package-lock.json': '"isCut"\n',
    'logo.svg': 'isCut\n',
  };
  expect(await check(files)).toEqual({ code: 0, findings: [] });
});
