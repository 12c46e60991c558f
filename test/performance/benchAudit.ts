import { createTenantTransactions, sealRecords, verifyTrail } from '@aimline/plugin-interventions-backend';
import { provenTenantId } from '@aimline/plugin-interventions-node';
import knexFactory from 'knex';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { BenchDistrict } from './benchDistrict';
import { benchServer } from './benchServer';
import { replay, type Statement } from './replay';
import { timings } from './timings';

const RECORDS = 60_000;
const RECORDS_IN_A_TRANSACTION = 40;

/** Measures audit records: sealed and verified per second, and what writing them adds to an insert. */
export async function benchAudit(options: {
  data: string;
  district: BenchDistrict;
  create: readonly Statement[];
  /** Numbers of the rounds to use; no other benchmark uses the same. */
  rounds: readonly number[];
}): Promise<string[][]> {
  const { sealed, verified } = await sealAndVerify(options.data);
  const { ratio, row } = await costOfTrigger(options);
  return [
    ['records sealed in a second', sealed, ''],
    ['records verified in a second', verified, ''],
    ['insert of an intervention with 36 sessions, audited against not', ratio, row],
  ];
}

/** Uses a tenant that is not in the directory, so that the service does not seal it. */
async function sealAndVerify(data: string): Promise<{ sealed: string; verified: string }> {
  const { server, admin, owner, app } = benchServer(data);
  const tenantId = provenTenantId(randomUUID());
  const writer = new Client({ ...server, user: 'postgres', password: admin });
  await writer.connect();
  await writer.query(`set app.tenant_id = '${tenantId}'; set app.action = 'bench.prepare'`);
  for (let written = 0; written < RECORDS; written += RECORDS_IN_A_TRANSACTION) {
    await writer.query(
      `insert into aimline.student (tenant_id, student_id, given_name, family_name, name_source)
       select $1, gen_random_uuid(), 'Bench', 'Student ' || n, 'hand' from generate_series(1, $2::int) n`,
      [tenantId, RECORDS_IN_A_TRANSACTION],
    );
  }
  await writer.query('analyze aimline.audit_record');
  await writer.end();
  const asApp = knexFactory({ client: 'pg', connection: { ...server, user: 'aimline_app', password: app } });
  const asOwner = knexFactory({ client: 'pg', connection: { ...server, user: 'aimline_owner', password: owner } });
  const now = () => new Date();
  try {
    const tenants = createTenantTransactions({ knex: asApp, now });
    const sealed = await perSecond(async () => {
      while ((await sealRecords(tenants, tenantId)) > 0);
    });
    const verified = await perSecond(async () => {
      const report = await verifyTrail({ tenants: createTenantTransactions({ knex: asOwner, now }), tenantId });
      if (report.sealedCount !== RECORDS || report.breaks.length > 0) throw new Error('The trail is not as written.');
    });
    return { sealed, verified };
  } finally {
    await Promise.all([asApp.destroy(), asOwner.destroy()]);
  }
}

async function perSecond(work: () => Promise<void>): Promise<string> {
  const started = performance.now();
  await work();
  return Math.round((RECORDS / (performance.now() - started)) * 1000).toLocaleString('en-US');
}

/** The inserts of one create request on the bare driver, with the trigger on and off in turn. */
async function costOfTrigger(options: {
  data: string;
  district: BenchDistrict;
  create: readonly Statement[];
  rounds: readonly number[];
}): Promise<{ ratio: string; row: string }> {
  const { data, district, create, rounds } = options;
  const writes = create.filter(({ text }) => !/^\s*(select|with)\b/i.test(text));
  const { server, admin } = benchServer(data);
  const switcher = new Client({ ...server, user: 'postgres', password: admin });
  await switcher.connect();
  const turn = async (what: 'enable' | 'disable') => {
    for (const table of ['intervention', 'meeting_time', 'intervention_session']) {
      await switcher.query(`alter table aimline.${table} ${what} trigger audited`);
    }
  };
  const [audited, bare]: [number[], number[]] = [[], []];
  try {
    for (const [i, round] of rounds.entries()) {
      await turn(i % 2 === 0 ? 'enable' : 'disable');
      const started = performance.now();
      await replay(district.bare, writes, district.substitutions(round));
      (i % 2 === 0 ? audited : bare).push(performance.now() - started);
    }
  } finally {
    await turn('enable');
    await switcher.end();
  }
  const [a, b] = [timings(audited.slice(10)), timings(bare.slice(10))];
  return { ratio: `${(a.p50 / b.p50).toFixed(2)}x`, row: `${a.row[0]} against ${b.row[0]}` };
}
