/** Every event type is emitted by some action, matches its schema, and contains neither names nor free text. */
import { CloudEvent } from '@aimline/plugin-interventions-common/events';
import { cast } from '@aimline/demo/cast';
import { asyncApiDocument } from '@aimline/plugin-interventions-backend';
import asyncApiSchemas from '@asyncapi/specs';
import Ajv from 'ajv';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { untilFinished } from '../support/untilFinished';
import { recordExampleCalls } from '../support/exampleCalls';
import { sendCall } from '../support/sendCall';
import { readingGroup, registry, routes, startTestService, type TestService } from '../support/service';

let service: TestService;
/** A second service, for the example calls of all features. */
let example: TestService;
let interventionId: string;

beforeAll(async () => {
  [service, example] = await Promise.all([startTestService(), startTestService()]);
  const { as, id } = service;
  ({ interventionId } = await as('vivian')('intervention.create', { body: readingGroup(service) }));
  const params = { interventionId };
  const { enrollments } = await as('vivian')('enrollment.create', { params, body: { studentIds: [id.maya] } });
  const { sessions } = await as('vivian')('session.list', { params });
  await as('vivian')('attendance.record', {
    params: { sessionId: sessions[0]!.sessionId },
    body: { marks: [{ studentId: id.maya, status: 'tardy', note: 'Bus was late.' }] },
  });
  await as('vivian')('progress.note', { params, body: { studentId: id.maya, rating: 3, text: 'Reads well.' } });
  await as('vivian')('enrollment.withdraw', {
    params: { enrollmentId: enrollments[0]!.enrollmentId },
    body: { endDate: '2026-09-14' },
  });
  const { webhook } = await as('sofia')('webhook.create', { body: { url: 'http://127.0.0.1:9/' } });
  await as('sofia')('webhook.test', { params: { webhookId: webhook.webhookId }, body: {} });
});
afterAll(() => Promise.all([service.close(), example.close()]));

test('the feed returns events in order, as CloudEvents', async () => {
  await untilFinished(service.db);
  const { events, next, hasMore } = await service.as('sofia')('event.list');
  expect(events.map(({ type }) => type)).toEqual([
    'interventions.intervention.created',
    'interventions.student.enrolled',
    'interventions.attendance.recorded',
    'interventions.progress.noted',
    'interventions.student.withdrawn',
    'interventions.webhook.tested',
  ]);
  expect(CloudEvent.parse(events[0])).toEqual({
    specversion: '1.0',
    id: expect.any(String),
    source: `/tenants/${service.cedarValley}`,
    type: 'interventions.intervention.created',
    subject: `interventions/${interventionId}`,
    time: '2026-09-14T14:05:00.000Z',
    datacontenttype: 'application/json',
    tenantid: service.cedarValley,
    partitionkey: interventionId,
    sequence: '0000000001',
    data: expect.objectContaining({ interventionId }),
  });
  expect(hasMore).toBe(false);
  expect(await service.as('sofia')('event.list', { query: { after: next! } })).toEqual({
    events: [],
    next,
    hasMore: false,
  });
});

test('the AsyncAPI document is valid and describes every event', async () => {
  const document = asyncApiDocument(registry.events) as {
    components: { messages: Record<string, { payload: object }> };
  };
  expect(Object.keys(document.components.messages)).toEqual(registry.events.map(({ type }) => type));
  const validator = new Ajv({ strict: false, logger: false });
  const schema = asyncApiSchemas.schemasWithoutId['3.0.0'] as object;
  validator.validate(schema, document);
  expect(validator.errors).toBeNull();
  await untilFinished(service.db);
  const { events } = await service.as('sofia')('event.list');
  for (const event of events) {
    const { payload } = document.components.messages[event.type]!;
    expect(validator.validate(payload, event)).toBe(true);
    expect(validator.validate(payload, { ...event, data: { ...(event.data as object), name: 'Maya' } })).toBe(false);
  }
});

test('every event type is emitted by an example call, with exactly the fields of its schema', async () => {
  const examples = await recordExampleCalls(example, 'sofia');
  for (const { contract } of routes) {
    await sendCall(example.origin, contract, examples[contract.action as keyof typeof examples], 'sofia');
  }
  const { rows } = await example.db.admin.query<{ type: string; data: unknown }>(
    `select type, data from aimline.outbox_event order by event_id`,
  );
  expect([...new Set(rows.map(({ type }) => type))].toSorted()).toEqual(
    registry.events.map(({ type }) => type).toSorted(),
  );
  for (const { type, data } of rows) {
    expect(registry.events.find((event) => event.type === type)!.data.parse(data)).toEqual(data);
  }
  const names = Object.values(cast).flatMap(({ givenName, familyName }) => [givenName, familyName]);
  const text = JSON.stringify(rows);
  expect([...names, 'Bus was late', 'Reads well'].filter((name) => text.includes(name))).toEqual([]);
});
