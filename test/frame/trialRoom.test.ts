/**
 * A feature that is not part of the service: a table, events in two streams, bodies streamed in and out, a public
 * route, a job, and a rule that enrolls. It takes a folder of its own and one line in a list.
 */
import {
  createFeatures,
  createFrontDoor,
  createJobForwarder,
  foldFeatures,
  type JobForwarder,
  listJobs,
  people,
  RequestLimits,
  type RunningJobs,
  startJobs,
} from '@aimline/plugin-interventions-backend';
import { API_BASE } from '@aimline/plugin-interventions-common/endpoints';
import { createAccessFeature } from '@aimline/lti';
import { coordinator, LinkSecrets, provenTenantId, route } from '@aimline/plugin-interventions-node';
import { ServiceUnavailableError } from '@backstage/errors';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { join, resolve } from 'node:path';
import { NOW } from '../support/clock';
import { featureTools, readingGroup, startTestService, type TestService, UNLIMITED } from '../support/service';
import { until } from '../support/until';
import { createVisitsFeature } from './visits/feature';
import { exportVisits } from './visits/language';

const ROOT = resolve(__dirname, '../..');
const links = new LinkSecrets(featureTools.keyRing);
const registry = foldFeatures([
  ...createFeatures(featureTools),
  createAccessFeature(people),
  createVisitsFeature({ tenants: () => service.tenants, links }),
]);

let service: TestService;
let interventionId: string;
let jobs: RunningJobs;
let forwarder: JobForwarder;

beforeAll(async () => {
  service = await startTestService({
    registry,
    limits: new RequestLimits(UNLIMITED),
    schemas: [join(ROOT, 'plugins/interventions-backend'), join(ROOT, 'lti'), ...registry.schemas],
    onEnqueued: ({ tenantId }) => void forwarder.forward(tenantId),
  });
  ({ interventionId } = await service.as('sofia')('intervention.create', { body: readingGroup(service) }));
  jobs = await startJobs({
    knex: service.db.app,
    jobs: registry.jobs.filter(({ name }) => name.startsWith('visit.')),
    logger: console as never,
  });
  forwarder = createJobForwarder({
    tenants: service.tenants,
    listTenants: async () => [service.cedarValley],
    names: ['visit.enroll_regulars'],
    put: jobs.put,
  });
});
afterAll(async () => {
  await jobs.stop();
  await service.close();
});

const at = (path: string) => `${service.origin}${API_BASE}/interventions/${interventionId}/visits${path}`;
const importing = (lines: string, who = 'vivian', headers: Record<string, string> = {}) =>
  fetch(at(''), {
    method: 'PUT',
    headers: { authorization: `Bearer ${who}`, 'content-type': 'text/csv', ...headers },
    body: lines,
  });
const count = async (sql: string) => Number((await service.db.admin.query(sql)).rows[0].count);

test('an imported file is streamed, announced in two kinds of streams, and processed once per key', async () => {
  const { maya, diego } = service.id;
  const lines = [`${maya},2026-09-14`, `${diego},2026-09-14`, `${maya},2026-09-16`].join('\n');
  const first = await importing(lines, 'vivian', { 'idempotency-key': 'file-1' });
  expect([first.status, await first.json()]).toEqual([200, { visitCount: 3 }]);
  const again = await importing(lines, 'vivian', { 'idempotency-key': 'file-1' });
  expect([again.status, await again.json()]).toEqual([200, { visitCount: 3 }]);
  const other = await importing(`${maya},2026-09-21`, 'vivian', { 'idempotency-key': 'file-1' });
  expect(other.status).toBe(422);
  const { rows } = await service.db.admin.query(
    `select type, subject, seq from aimline.outbox_event where type like '%visit%' order by subject, seq`,
  );
  expect(rows).toEqual(
    [
      { type: 'interventions.visit.recorded', subject: `interventions/${interventionId}`, seq: 2 },
      { type: 'interventions.student.visited', subject: `students/${maya}`, seq: 1 },
      { type: 'interventions.student.visited', subject: `students/${maya}`, seq: 2 },
      { type: 'interventions.student.visited', subject: `students/${diego}`, seq: 1 },
    ].toSorted((a, b) => (a.subject === b.subject ? a.seq - b.seq : a.subject < b.subject ? -1 : 1)),
  );
});

test('a file is refused as soon as it exceeds its limit, and nothing of it is stored', async () => {
  const before = await count('select count(*) from aimline.visit');
  const response = await importing(`${service.id.maya},2026-10-05\n`.repeat(10_000));
  expect([response.status, (await response.json()).error.message]).toEqual([413, 'The body is larger than 200 kB.']);
  expect(await count('select count(*) from aimline.visit')).toBe(before);
});

test('another media type, an unknown student and a user without permission get a specific error; the refusal is recorded', async () => {
  const json = await importing('{}', 'vivian', { 'content-type': 'application/json' });
  expect([json.status, (await json.json()).error.message]).toEqual([400, 'Expected a body of text/csv with PUT.']);
  const unknown = await importing('0199a000-0000-7000-8000-00000000000f,2026-09-14');
  expect([unknown.status, (await unknown.json()).error.fields]).toEqual([
    400,
    [{ path: 'body', message: 'There is no such student in a line of the file.' }],
  ]);
  expect((await importing('x', 'owen')).status).toBe(403);
  expect(await count(`select count(*) from aimline.access_refusal where action = 'visit.import'`)).toBe(1);
});

test('a refusal by the handler is recorded like any other', async () => {
  const response = await importing(`${service.id.maya},2026-10-05\n`.repeat(101));
  expect([response.status, (await response.json()).error.message]).toEqual([
    ...[403, 'A file of more than 100 visits is for a coordinator.'],
  ]);
  const { rows } = await service.db.admin.query(
    `select person_id, subject_id from aimline.access_refusal where action = 'visit.import' order by refusal_id desc limit 1`,
  );
  expect(rows).toEqual([{ person_id: service.id.vivian, subject_id: interventionId }]);
});

test('a file is sent page by page, with a name and a media type', async () => {
  const response = await fetch(at(''), { headers: { authorization: 'Bearer sofia' } });
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="visits.csv"');
  const { maya, diego } = service.id;
  expect((await response.text()).trim().split('\n')).toEqual([
    `${maya},2026-09-14`,
    `${diego},2026-09-14`,
    `${maya},2026-09-16`,
  ]);
  const missing = await fetch(at('').replace(interventionId, service.id.maya), {
    headers: { authorization: 'Bearer sofia' },
  });
  expect([missing.status, (await missing.json()).error.message]).toEqual([404, 'There is no such intervention.']);
});

test('a grant can be scoped to a school: only staff of that school read the file', async () => {
  const { owen } = service.actors;
  const read = async (schoolIds: string[]) => {
    Object.assign(service.actors, { secretary: { ...owen, schoolIds } });
    return (await fetch(at(''), { headers: { authorization: 'Bearer secretary' } })).status;
  };
  expect(await read([])).toBe(403);
  expect(await read([service.id.maya])).toBe(403);
  expect(await read([service.juniper.schoolId])).toBe(200);
});

test('a public route needs no user, and its secret opens one subject for one purpose', async () => {
  const tenantId = provenTenantId(service.cedarValley);
  const feed = (secret: string) => fetch(`${service.origin}${API_BASE}/public/visits/${secret}`);
  const secret = links.mint('visit.feed', { tenantId, subjectId: interventionId });
  const response = await feed(secret);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
  expect(await response.text()).toBe(
    'BEGIN:VCALENDAR\r\n' +
      'BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260914\r\nEND:VEVENT\r\n' +
      'BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260916\r\nEND:VEVENT\r\n' +
      'END:VCALENDAR\r\n',
  );
  const elsewhere = links.mint('visit.letter', { tenantId, subjectId: interventionId });
  const forged = secret.slice(0, -1) + (secret.endsWith('A') ? 'B' : 'A');
  for (const wrong of [elsewhere, forged, 'x', secret.toUpperCase()]) expect((await feed(wrong)).status).toBe(404);
});

test('guessing secrets of public routes is rate limited', async () => {
  const limits = new RequestLimits({ invalidPerMinute: 2 });
  const app = express().use(createFrontDoor({ registry, tenants: service.tenants, limits, logger: console as never }));
  const guess = async (secret: string) => (await request(app).get(`/public/visits/${secret}`)).status;
  expect([await guess('a'), await guess('b'), await guess('c')]).toEqual([404, 404, 429]);
});

test('a stream that fails before its first part is a normal error, and an abandoned stream is ended', async () => {
  const ended: string[] = [];
  async function* lines(fails: boolean) {
    try {
      if (fails) throw new ServiceUnavailableError('Not now.');
      for (let line = 0; ; line += 1) yield `${line}\n`.repeat(1000);
    } finally {
      ended.push(fails ? 'failed' : 'left');
    }
  }
  const contract = (path: `/${string}`) => ({
    ...{ ...exportVisits, params: undefined, action: `visit.${path.slice(1)}`, path },
  });
  const routes = [true, false].map((fails) =>
    route.outside(contract(fails ? '/failing' : '/endless'), {
      allow: coordinator,
      handle: async () => ({ content: lines(fails), fileName: 'x.csv' }),
    }),
  );
  const streaming = foldFeatures([
    { name: 'streams', routes, actorResolvers: [{ resolve: async () => service.actors.sofia }] },
  ]);
  const options = { registry: streaming, tenants: service.tenants, logger: console as never };
  const server = express().use(createFrontDoor(options)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const failing = await fetch(`${origin}/failing`);
  expect([failing.status, failing.headers.get('content-type'), failing.headers.get('content-disposition')]).toEqual([
    ...[503, 'application/json; charset=utf-8', null],
  ]);
  const leaving = new AbortController();
  const endless = await fetch(`${origin}/endless`, { signal: leaving.signal });
  await endless.body!.getReader().read();
  leaving.abort();
  await until(() => ended.length === 2);
  expect(ended).toEqual(['failed', 'left']);
  server.closeAllConnections();
  server.close();
});

test('a rule enrolls students in a job that starts with the commit, and records on whose behalf', async () => {
  const headers = { authorization: 'Bearer sofia', 'content-type': 'application/json', 'idempotency-key': 'share-1' };
  // the second time, the key is known and nothing is enqueued
  for (let time = 1; time <= 2; time += 1) {
    const response = await fetch(at('/feeds'), { method: 'POST', headers, body: '{}' });
    expect([response.status, await response.text()]).toEqual([202, '']);
  }
  await until(async () => (await count('select count(*) from aimline.enrollment')) > 0);
  const { rows } = await service.db.admin.query(
    `select e.student_id, e.source, e.enrolled_by, e.origin_id is not null as has_origin, e.begin_date::text,
       a.action, a.actor_id, a.reason = 'rule_run ' || e.origin_id as says_why
     from aimline.enrollment e
     join aimline.audit_record a on a.entity = 'enrollment' and a.entity_id = e.enrollment_id`,
  );
  expect(rows).toEqual([
    {
      ...{ student_id: service.id.maya, source: 'rule', enrolled_by: null, has_origin: true, begin_date: '2026-09-14' },
      ...{ action: 'rule.run', actor_id: null, says_why: true },
    },
  ]);
  const { enrollments } = await service.as('vivian')('enrollment.list', { params: { interventionId } });
  expect(enrollments.map(({ source, student }) => [source, student.givenName])).toEqual([['rule', 'Maya']]);
  expect(await count('select count(*) from aimline.outbox_job')).toBe(0);
  const [state] = await listJobs(service.db.owner);
  expect(state).toMatchObject({ name: 'visit.enroll_regulars', waiting: 0, failed: 0 });
});

test('the purge of the feature removes what it stores for a limited time', async () => {
  service.clock.now = new Date('2028-01-01T00:00:00Z');
  for (const purge of registry.purges.slice(-1)) await purge(service.tenants, provenTenantId(service.cedarValley));
  expect(await count('select count(*) from aimline.visit')).toBe(0);
  service.clock.now = NOW;
});

test('two features cannot claim the same name or action, and a path cannot name an unknown subject', () => {
  const visits = () => createVisitsFeature({ tenants: () => service.tenants, links });
  expect(() => foldFeatures([visits(), visits()])).toThrow('The feature "visits" is declared twice.');
  expect(() => foldFeatures([visits(), { ...visits(), name: 'copy' }])).toThrow(
    'The action "visit.import" is declared twice.',
  );
  expect(() => foldFeatures([visits()])).toThrow(
    'No feature declares the subject ":interventionId" in the path of visit.import.',
  );
});
