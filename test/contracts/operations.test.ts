/** The page for operators and the image name only what exists. */
import { USAGE as BACKUP_USAGE } from '@aimline/embedded/backup/runBackupCommand';
import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { USAGE } from '../../packages/backend/src/cli/runCommand';

const read = (path: string) => readFileSync(resolve(__dirname, '../..', path), 'utf8');
const PAGE = read('packages/backend/README.md');
const { scripts, devDependencies } = JSON.parse(read('package.json'));

test('every npm script on the page exists', () => {
  const named = new Set([...PAGE.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script!));
  expect([...named].toSorted()).toEqual(['aimline', 'build', 'serve']);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining([...named]));
});

test('every command on the page is in the usage, with its options', () => {
  const commands = [...PAGE.matchAll(/npm run aimline -- (\w+) ([\w-]+)([^#`\n]*)/g)];
  expect(commands.length).toBeGreaterThan(15);
  const unknown = commands.filter(([, area, command, rest]) => {
    const usage = area === 'backup' ? BACKUP_USAGE : (USAGE.split(`\n\n${area}\n`)[1]?.split('\n\n')[0] ?? '');
    const options = rest!.match(/--[\w-]+/g) ?? [];
    return ![`  ${command} `, ...options].every((part) => usage.includes(part));
  });
  expect(unknown.map(([line]) => line)).toEqual([]);
});

test('every variable of the configuration is on the page', () => {
  const variables = [...read('app-config.yaml').matchAll(/\$\{(\w+)/g)].map(([, variable]) => `\`${variable}\``);
  expect(variables.filter((variable) => !PAGE.includes(variable))).toEqual([]);
});

test('the image has the Node that Aimline is tested with', () => {
  const images = [...read('packages/backend/Dockerfile').matchAll(/^FROM node:([\d.]+)-/gm)];
  expect(images.map(([, version]) => version)).toEqual([devDependencies.node, devDependencies.node]);
});
