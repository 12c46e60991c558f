import { createTenantTransactions, sealRecords } from '@aimline/plugin-interventions-backend';
import { provenTenantId } from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import { untilFinished } from '../../../../test/support/untilFinished';

const CEDAR = provenTenantId('5b0f7a2e-3c61-4d0a-9e57-2f8c1a6b4d10');
const HARBOR = provenTenantId('7c9d1e55-8a42-4b13-b0a6-19e3d5f7c820');

let db: TestDatabase;
let folder: string;
let signingKey: string;
let verifyingKeyFile: string;

/** Three sealed records of Cedar Valley and one of Harbor. */
beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'aimline-audit-commands-'));
  await db.owner.raw('insert into directory.tenant values (?, ?), (?, ?)', [CEDAR, 'Cedar Valley', HARBOR, 'Harbor']);
  await addSchools(CEDAR, 3);
  await addSchools(HARBOR, 1);
});
afterAll(async () => {
  await db.destroy();
  await rm(folder, { recursive: true, force: true });
});

test('new-key prints the signing key and the verifying key', async () => {
  const { status, stdout } = aimline(['new-key']);
  const keys = stdout.split('\n').filter((line) => /^[\w+/=]{40,}$/.test(line));
  expect([status, keys.length]).toEqual([0, 2]);
  signingKey = keys[0]!;
  verifyingKeyFile = await fileOf('verifying-key', keys[1]!);
});

test('an intact trail ends with 0, and the output names what was not verified', () => {
  const { status, stdout, stderr } = aimline(['verify', '--tenant', 'cedar valley']);
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^The audit trail of Cedar Valley is intact: 3 records under one seal, the newest of 20.*Z\.\nNot sealed yet: 0\.\nWithout an anchor /,
  );
  // progress is not part of the output
  expect(stderr).toBe('Verified: 3 records\n');
  expect(aimline(['verify', '--tenant', 'Harbor'])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('is intact: 1 record under one seal,'),
    stderr: 'Verified: 1 record\n',
  });
});

test('an anchor is verified with the verifying key, which is no secret', async () => {
  const anchor = await anchorOf('Cedar Valley');
  expect(JSON.parse(await readFile(anchor, 'utf8'))).toMatchObject({ tenantId: CEDAR, seq: 1, totalCount: 3 });
  const { status, stdout } = aimline(['verify', '--tenant', CEDAR, '--anchor', anchor, '--key', verifyingKeyFile]);
  expect([status, stdout]).toEqual([0, expect.stringContaining('It continues from the anchor of 20')]);
});

test('an anchor of another district, a forged one and a wrong key end with 1', async () => {
  const anchor = await anchorOf('Harbor');
  expect(aimline(['verify', '--tenant', CEDAR, '--anchor', anchor])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining(`The anchor is of another tenant: ${HARBOR}.`),
  });
  const forged = await fileOf('forged', (await readFile(anchor, 'utf8')).replace(HARBOR, CEDAR));
  expect(aimline(['verify', '--tenant', CEDAR, '--anchor', forged])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('The anchor was not signed with this audit key'),
  });
  expect(aimline(['anchor', '--tenant', CEDAR, '--key', verifyingKeyFile])).toMatchObject({
    status: 1,
    stderr: 'The audit key is not a signing key: create one with "audit new-key".\n',
  });
});

test('a broken trail ends with 1, and the record is named', async () => {
  const anchor = await anchorOf('Cedar Valley');
  await db.admin.query('alter table aimline.audit_record disable trigger append_only');
  const { rows } = await db.admin.query(
    `update aimline.audit_record set reason = 'coordinator'
     where audit_id = (select audit_id from aimline.audit_record where tenant_id = $1 order by audit_id offset 1 limit 1)
     returning audit_id`,
    [CEDAR],
  );
  await db.admin.query('alter table aimline.audit_record enable always trigger append_only');
  const { status, stdout, stderr } = aimline(['verify', '--tenant', CEDAR, '--anchor', anchor]);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain(
    `The audit trail of Cedar Valley is broken.\n  Seal 1: record ${rows[0].audit_id} was altered.`,
  );
});

/** Runs the compiled command in a process of its own, as an operator does. */
function aimline(args: string[]) {
  const script = resolve(__dirname, '../../dist/cli/aimline.js');
  const env = {
    ...process.env,
    AIMLINE_DB_OWNER_CONNECTION: db.ownerConnection,
    AIMLINE_AUDIT_SIGNING_KEY: signingKey ?? '',
    NODE_NO_WARNINGS: '1',
  };
  return spawnSync(process.execPath, [script, 'audit', ...args], { env, encoding: 'utf8' });
}

/** Writes the anchor of a tenant to a file, and returns its path. */
async function anchorOf(tenant: string): Promise<string> {
  const { stdout } = aimline(['anchor', '--tenant', tenant]);
  return fileOf(`anchor-${tenant}`, stdout);
}

async function fileOf(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

async function addSchools(tenantId: typeof CEDAR, count: number): Promise<void> {
  const tenants = createTenantTransactions({ knex: db.app, now: () => new Date() });
  await tenants.transact({ tenantId, actorId: null, action: 'school.add' }, (uow) =>
    uow.rows(
      `insert into school (tenant_id, school_id, name, time_zone)
       select :tenantId, gen_random_uuid(), 'School ' || n, 'America/Chicago' from generate_series(1, :count::int) n`,
      { count },
    ),
  );
  await untilFinished(db);
  await sealRecords(tenants, tenantId);
}
