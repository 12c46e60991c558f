/**
 * Every statement names its tenant, so that even a login that bypasses row-level security reads and changes one district
 * only. Both districts hold the same rows: a statement without its tenant would find two of each. What is run is read from
 * the registry and the ports, so that a new route, operation, job or purge cannot be left out.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cast } from '@aimline/demo/cast';
import {
  createFeatures,
  createRoster,
  foldFeatures,
  people,
  rosterOperations,
  schedule,
  startRelay,
} from '@aimline/plugin-interventions-backend';
import { createAccessFeature } from '@aimline/lti';
import { type Job, provenTenantId, type UnitOfWork } from '@aimline/plugin-interventions-node';
import { Client } from 'pg';
import { type ExampleCall, recordExampleCalls } from '../support/exampleCalls';
import { listen } from '../support/listen';
import { besides, idPlacesOf, replacedAt, statusesOfUnknown, valueAt } from '../support/places';
import { idsOnlyIn, stateOf } from '../support/rowsOf';
import { sendCall } from '../support/sendCall';
import { featureTools, startTestService, type TestService } from '../support/service';
import { until } from '../support/until';

/** The same features as `registry` in test/support/service.ts, but with jobs that can run. */
const registry = foldFeatures([
  ...createFeatures({
    ...featureTools,
    tenants: { transact: (options, work) => service.tenants.transact(options, work) },
    listTenants: async () => [service.cedarValley],
    logger: { warn() {} } as never,
  }),
  createAccessFeature(people),
]);
const routes = registry.routes.filter((route) => route.kind !== 'public');
const places = routes.flatMap(({ contract }) => idPlacesOf(contract));

/** The functions of the ports that were called, by name. */
const called = new Set<string>();
const ports = { roster: createRoster(), operations: { ...rosterOperations }, people, schedule };
const { roster, operations, people: reader, schedule: sessions } = recordCalls(ports);

let service: TestService;
let ofCedar: Record<string, ExampleCall>;
let ofHarbor: Record<string, ExampleCall>;
/** The text of every statement sent to the database. */
let statements: string[];

beforeAll(async () => {
  service = await startTestService({ bypassesRowSecurity: true, registry });
  statements = listen(service.db.app);
  ofHarbor = await recordExampleCalls(service, 'ingrid');
  await readRoster();
  ofCedar = await recordExampleCalls(service, 'sofia');
});
afterAll(() => service.close());

/** Runs every step and outcome of a sync of Hannah's course, and records the course that it was copied from. */
async function readRoster(): Promise<void> {
  const { tenants, actors, courseId, id } = service;
  const source = 'lti:practice';
  const members = [
    { externalId: cast.maya.userId, kind: 'student', givenName: null, familyName: null },
    { externalId: cast.hannah.userId, kind: 'staff', givenName: null, familyName: null },
  ] as const;
  await tenants.transact({ tenantId: actors.sofia.tenantId, actorId: null, action: 'lti.roster' }, async (uow) => {
    await roster.markPending(uow, source, courseId);
    for (const extent of ['all', 'changes'] as const) {
      const sync = await roster.beginSync(uow, source, courseId, uow.now);
      await roster.recordMembers(uow, sync!, members);
      await roster.resetSync(uow, sync!);
      await roster.recordMembers(uow, sync!, members);
      await roster.completeSync(uow, sync!, extent);
    }
    await roster.recordMentored(uow, source, {
      ...{ contactId: id.denise, courseId },
      studentExternalIds: [cast.maya.userId],
    });
    await actOnRoster(uow);
    const broken = await roster.beginSync(uow, source, courseId, uow.now);
    await roster.failSync(uow, broken!);
    const origin = await roster.recordCourse(uow, source, { externalId: 'last-year', title: 'Grade 3, 2025–26' });
    await roster.recordLinks(uow, origin, [{ target: '/', title: 'Today' }]);
    await roster.recordCopy(uow, source, { externalId: 'grade-3', title: null, originExternalIds: ['last-year'] });
  });
}

/** Runs every operation once; merging is last, because it removes a record. */
async function actOnRoster(uow: UnitOfWork): Promise<void> {
  const { id, juniper } = service;
  const { linkIdentity, mergePeople, recordContactAddresses, setContactLanguages, setNameSources } = operations;
  await operations.recordCourse(uow, 'import:sis', { externalId: 'sis-3', title: 'Grade 3' });
  await operations.recordStudentContacts(uow, 'import:sis', id.denise, [
    { studentId: id.maya, relationship: 'mother' },
  ]);
  await setNameSources(uow, ['hand', 'import', 'lti']);
  await linkIdentity(uow, 'import:sis', { kind: 'school', externalId: 'JUN', localId: juniper.schoolId });
  await recordContactAddresses(uow, 'import:sis', id.denise, [{ kind: 'email', value: 'denise@example.org' }]);
  await setContactLanguages(uow, id.denise, ['en']);
  for (const kind of ['student', 'staff', 'contact'] as const) {
    const [from, into] = [
      await roster.recordPerson(uow, 'import:a', { externalId: kind, kind, givenName: 'A', familyName: 'B' }),
      await roster.recordPerson(uow, 'import:b', { externalId: kind, kind, givenName: 'A', familyName: 'B' }),
    ];
    await mergePeople(uow, { kind, from, into });
  }
}

/** Wraps each function of each port so that `called` has its name afterwards. */
function recordCalls<Ports extends Record<string, object>>(of: Ports): Ports {
  const recorded = Object.entries(of).map(([port, functions]) => [
    port,
    Object.fromEntries(
      Object.entries(functions).map(([name, run]: [string, (...args: unknown[]) => unknown]) => [
        name,
        (...args: unknown[]) => {
          called.add(`${port}.${name}`);
          return run(...args);
        },
      ]),
    ),
  ]);
  return Object.fromEntries(recorded) as Ports;
}

test('the login of this test is not restricted by row-level security', async () => {
  // a separate connection, because its statements must not be recorded
  const client = new Client(service.db.appConnection);
  await client.connect();
  const seen = await client.query('select count(distinct tenant_id)::int as districts from aimline.intervention');
  await client.end();
  expect(seen.rows).toEqual([{ districts: 2 }]);
});

test.each(places)("$action does not find another district's $place, and changes nothing of it", async (where) => {
  const { contract, action, path } = where;
  const foreign = valueAt(ofHarbor[action]!, path) as string;
  const before = await stateOf(service.db.admin, service.harbor);
  const send = async (id: string) => {
    const { status, text } = await sendCall(service.origin, contract, replacedAt(ofCedar[action]!, path, id), 'sofia');
    return { status, text: text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>') };
  };
  const answered = await send(foreign);
  expect(answered).toEqual(await send(besides(foreign)));
  expect(statusesOfUnknown(path)).toContain(answered.status);
  expect(await stateOf(service.db.admin, service.harbor)).toEqual(before);
});

test('every route succeeds in its own district, and returns no id of another one', async () => {
  const before = await stateOf(service.db.admin, service.harbor);
  const foreign = await idsOnlyIn(service.db.admin, service.harbor);
  expect(foreign.length).toBeGreaterThan(50);
  for (const { contract } of routes) {
    const { action, status: expected = 200 } = contract;
    const { status, text } = await sendCall(service.origin, contract, ofCedar[action]!, 'sofia');
    expect([action, status, foreign.filter((id) => text.includes(id))]).toEqual([action, expected, []]);
  }
  expect(await stateOf(service.db.admin, service.harbor)).toEqual(before);
});

test('every port, job and purge, and the relay, leave another district as it was', async () => {
  const { actors, cedarValley, courseId, id, tenants } = service;
  const { tenantId } = actors.sofia;
  const before = await stateOf(service.db.admin, service.harbor);
  await tenants.transact({ tenantId, actorId: null, action: 'port.read' }, async (uow) => {
    const from = new Date('2026-09-14T00:00:00Z');
    const to = new Date('2026-09-19T00:00:00Z');
    expect((await sessions.sessionsBetween(uow, { from, to })).length).toBeGreaterThan(0);
    await reader.namesOf(uow, [id.hannah, id.marta]);
    await reader.courseTitles(uow, [courseId]);
    await reader.identify(uow, 'lti:practice', ['student', 'staff', 'contact'], [cast.maya.userId]);
    await reader.findAdult(uow, 'lti:practice', { person: cast.hannah.userId, course: 'grade-3' });
  });
  const functions = Object.entries(ports).flatMap(([port, own]) => Object.keys(own).map((name) => `${port}.${name}`));
  expect([...called].toSorted()).toEqual(functions.toSorted());

  for (const job of registry.jobs as readonly Job[]) {
    const run = job.run({ data: {}, isRepeated: false, signal: AbortSignal.timeout(1_000) });
    await run.catch((error: Error) => expect(error.name).toMatch(/^(Abort|Timeout)Error$/));
  }
  for (const purge of registry.purges) await purge(tenants, provenTenantId(cedarValley));

  await service.as('sofia')('webhook.create', { body: { url: 'http://127.0.0.1:9/aimline' } });
  const relay = startRelay({
    tenants,
    listTenants: async () => [cedarValley],
    findSinks: registry.findEventSinks,
    logger: { warn() {}, info() {} } as never,
  });
  const sofia = service.as('sofia');
  const { webhooks } = await sofia('webhook.list');
  await sofia('webhook.test', { params: { webhookId: webhooks.at(-1)!.webhookId }, body: {} });
  relay.wake(tenantId);
  await until(async () => {
    const failed = await service.db.admin.query('select from aimline.event_sink_state where failures > 0');
    return (failed.rowCount ?? 0) > 0;
  });
  await relay.stop();
  expect(await stateOf(service.db.admin, service.harbor)).toEqual(before);
});

test('every statement names the tenant of every table in it', async () => {
  const { rows } = await service.db.admin.query(
    `select relname from pg_class where relnamespace = 'aimline'::regnamespace and relkind = 'r' and relname not like 'schema_migration%'`,
  );
  const tables = rows.map(({ relname }) => relname).join('|');
  const keyword = 'where|set|join|cross|left|on|order|using|limit|for';
  const mention = new RegExp(
    `\\b(?:from|join|update|using)\\s+(?:aimline\\.)?(?:${tables})\\b(?:\\s+(?:as\\s+)?(?!(?:${keyword})\\b)(\\w+))?`,
    'g',
  );
  const unnamed = [...new Set(statements)].flatMap((statement) =>
    [...statement.matchAll(mention)].flatMap(([found, alias]) => {
      const named = alias ? `\\b${alias}\\.tenant_id = |= ${alias}\\.tenant_id\\b` : '\\btenant_id = ';
      return new RegExp(named).test(statement) ? [] : [`${found} in ${statement}`];
    }),
  );
  expect(new Set(statements).size).toBeGreaterThan(100);
  expect(unnamed).toEqual([]);
});
