/** Every event of the language is announced by some action, as its schema says and without names or free text. */
import { CloudEvent, eventData, type EventType } from '@aimline/plugin-interventions-common/events';
import { cast } from '@aimline/demo/cast';
import { startRelay } from '@aimline/plugin-interventions-backend';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { readingGroup, startTestService, type TestService } from '../support/service';

let service: TestService;
let interventionId: string;

beforeAll(async () => {
  service = await startTestService();
  const { as, id } = service;
  ({ interventionId } = await as('vivian')('intervention.create', { body: readingGroup(service) }));
  const params = { interventionId };
  const { enrollments } = await as('vivian')('student.enroll', { params, body: { studentIds: [id.maya] } });
  const { sessions } = await as('vivian')('session.list', { params });
  await as('vivian')('attendance.record', {
    params: { sessionId: sessions[0]!.sessionId },
    body: { marks: [{ studentId: id.maya, status: 'tardy', note: 'Bus was late.' }] },
  });
  await as('vivian')('progress.note', { params, body: { studentId: id.maya, rating: 3, text: 'Reads well.' } });
  await as('vivian')('student.withdraw', {
    params: { enrollmentId: enrollments[0]!.enrollmentId },
    body: { endDate: '2026-09-14' },
  });
});
afterAll(() => service.close());

test('every event is announced, and carries what its schema says and nothing else', async () => {
  const { rows } = await service.db.admin.query<{ type: EventType; data: unknown }>(
    `select envelope ->> 'type' as type, envelope -> 'data' as data from aimline.outbox_event order by event_id`,
  );
  expect(rows.map(({ type }) => type).toSorted()).toEqual(Object.keys(eventData).toSorted());
  for (const { type, data } of rows) expect(eventData[type].parse(data)).toEqual(data);
  const names = Object.values(cast).flatMap(({ givenName, familyName }) => [givenName, familyName]);
  const text = JSON.stringify(rows);
  expect([...names, 'Bus was late', 'Reads well'].filter((name) => text.includes(name))).toEqual([]);
});

test('events reach a subscriber in order, and again until it takes them', async () => {
  const taken: CloudEvent[] = [];
  let refusals = 2;
  const relay = startRelay({
    tenants: service.tenants,
    listTenants: async () => [],
    sinks: [
      {
        name: 'test',
        async deliver(event) {
          if (refusals-- > 0) throw new Error('Not now.');
          taken.push(event);
        },
      },
    ],
    logger: { warn() {} } as never,
  });
  for (let waited = 0; waited < 15_000 && taken.length < 5; waited += 200) {
    relay.wake(service.actors.sofia.tenantId);
    await setTimeout(200);
  }
  await relay.stop();
  expect(taken.map(({ type }) => type)).toEqual([
    'interventions.intervention.created',
    'interventions.student.enrolled',
    'interventions.attendance.recorded',
    'interventions.progress.noted',
    'interventions.student.withdrawn',
  ]);
  expect(CloudEvent.parse(taken[0])).toEqual({
    specversion: '1.0',
    id: expect.any(String),
    source: `/tenants/${service.cedarValley}`,
    type: 'interventions.intervention.created',
    subject: `interventions/${interventionId}`,
    time: '2026-09-14T14:05:00.000Z',
    datacontenttype: 'application/json',
    tenantid: service.cedarValley,
    data: expect.objectContaining({ interventionId }),
  });
  expect((await service.db.admin.query('select from aimline.outbox_event')).rowCount).toBe(0);
});
