/**
 * Holds changes of the public contract (OpenAPI, AsyncAPI, permissions) to the changelog. `changelog.ts` fails when the
 * contract is not the recorded one; `changelog.ts accept` records it, provided that the changelog says something new.
 */
import { asyncApiDocument, openApiDocument } from '@aimline/plugin-interventions-backend';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { registry } from '../support/service';
import { accept, type ContractLock, differences, partsOf } from './contractLock';

const ROOT = resolve(__dirname, '../..');
const LOCK = resolve(ROOT, 'test/contracts/contract.lock.json');

const changelog = readFileSync(resolve(ROOT, 'CHANGELOG.md'), 'utf8');
const lock = existsSync(LOCK) ? (JSON.parse(readFileSync(LOCK, 'utf8')) as ContractLock) : null;
const parts = partsOf({
  openApi: openApiDocument(registry.routes),
  asyncApi: asyncApiDocument(registry.events),
  permissions: readFileSync(resolve(ROOT, 'plugins/interventions-backend/PERMISSIONS.md'), 'utf8'),
});

try {
  const found = differences(lock?.parts ?? {}, parts);
  if (process.argv[2] === 'accept') {
    writeFileSync(LOCK, `${JSON.stringify(accept(lock, parts, changelog), null, 2)}\n`);
    process.stdout.write(`Recorded:\n${found.map((line) => `  ${line}\n`).join('')}`);
  } else if (found.length > 0) {
    throw new Error(
      `The public contract is not the recorded one:\n${found.map((line) => `  ${line}\n`).join('')}` +
        'Say in the section "Unreleased" of CHANGELOG.md what is different for users, then run "npm run contract:accept" ' +
        'and commit both files.',
    );
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
