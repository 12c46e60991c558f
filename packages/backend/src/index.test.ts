import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const SETTINGS = {
  AIMLINE_ORIGIN: 'http://localhost:7007',
  AIMLINE_DB_APP_PASSWORD: 'a password for tests',
  AIMLINE_ENCRYPTION_KEY: 'a key for tests, and for nothing else',
};

test.each(Object.keys(SETTINGS))('the service without %s does not start, and names it', (name) => {
  expect(serve({ [name]: '' })).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(new RegExp(`^Aimline cannot start: ${name} is not set: .+\\.\n$`)),
  });
});

test.each(['verify_full', 'VERIFY-FULL', 'allow'])('PGSSLMODE=%s is refused by service and commands', (PGSSLMODE) => {
  const sentence = `PGSSLMODE is "${PGSSLMODE}": expected disable, prefer, require, no-verify, verify-ca or verify-full.\n`;
  expect(serve({ PGSSLMODE })).toMatchObject({ status: 1, stderr: `Aimline cannot start: ${sentence}` });
  expect(run('cli/aimline.js', { PGSSLMODE })).toMatchObject({ status: 1, stderr: sentence });
});

function serve(changes: Record<string, string>) {
  return run('index.js', { ...SETTINGS, ...changes });
}

/** Runs compiled code in a process of its own. */
function run(script: string, changes: Record<string, string>) {
  return spawnSync(process.execPath, [resolve(__dirname, '../dist', script)], {
    cwd: resolve(__dirname, '../../..'),
    env: { ...process.env, ...changes, NODE_NO_WARNINGS: '1' },
    encoding: 'utf8',
  });
}
