/** Lists longer than a page: read to the end, nothing is missing and nothing comes twice. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readAllPages } from '@aimline/plugin-interventions-common/client';
import { isMedia } from '@aimline/plugin-interventions-common/contract';
import { readingGroup, routes, startTestService, type TestService } from '../support/service';

const NOTE_COUNT = 230;
const SESSION_COUNT = 120;

let service: TestService;
let params: { interventionId: string };
let note: (text: string, notedOn?: string) => Promise<string>;

beforeAll(async () => {
  service = await startTestService();
  const { as, id } = service;
  const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
  const group = {
    ...readingGroup(service),
    endDate: '2027-03-05',
    meetingTimes: weekdays.map((weekday) => ({ weekday, startTime: '09:00', endTime: '09:30' })),
  };
  const { interventionId } = await as('vivian')('intervention.create', { body: group });
  params = { interventionId };
  await as('sofia')('enrollment.create', { params, body: { studentIds: [id.maya, id.diego, id.noor] } });
  note = async (text, notedOn = '2026-09-14') => {
    const body = { studentId: id.maya, notedOn, text };
    return (await as('vivian')('progress.note', { params, body })).noteId;
  };
  for (let i = 0; i < NOTE_COUNT; i += 1) await note(`Note ${i}`);
});
afterAll(() => service.close());

test(`all of ${NOTE_COUNT} notes are read, and each once, while notes are added`, async () => {
  const call = service.as('vivian');
  const first = await call('progress.list', { params });
  expect([first.notes.length, first.hasMore]).toEqual([100, true]);
  expect(first.next).toBe(first.notes.at(-1)!.noteId);
  await note('Newer than all');
  const older = await note('Older than all', '2026-09-13');
  const second = await call('progress.list', { params, query: { after: first.next! } });
  const third = await call('progress.list', { params, query: { after: second.next! } });
  expect(third.hasMore).toBe(false);
  const texts = [first, second, third].flatMap(({ notes }) => notes.map(({ text }) => text));
  expect(texts).toEqual([...Array.from({ length: NOTE_COUNT }, (_, i) => `Note ${i}`).toReversed(), 'Older than all']);
  expect(await call('progress.list', { params, query: { after: older } })).toEqual({
    notes: [],
    next: older,
    hasMore: false,
  });
});

test('all sessions of a long intervention are read in order of time, and each once', async () => {
  const call = service.as('vivian');
  const { sessionCount } = await call('intervention.read', { params });
  expect(sessionCount).toBeGreaterThan(SESSION_COUNT);
  const { sessions } = await readAllPages(call, 'session.list', { params });
  expect(new Set(sessions.map(({ sessionId }) => sessionId)).size).toBe(sessionCount);
  expect(sessions.map(({ startsAt }) => startsAt)).toEqual(sessions.map(({ startsAt }) => startsAt).toSorted());
});

test('the history of an intervention goes back to its creation', async () => {
  const { records } = await readAllPages(service.as('sofia'), 'intervention.history', { params });
  const { rows } = await service.db.admin.query(
    'select audit_id from aimline.audit_record where intervention_id = $1 order by audit_id desc',
    [params.interventionId],
  );
  expect(records.length).toBeGreaterThan(200);
  expect(records.map(({ auditId }) => auditId)).toEqual(rows.map((row) => row.audit_id));
});

test('dead letters are listed to the end, also when the last one of a page is delivered meanwhile', async () => {
  const call = service.as('sofia');
  await service.db.admin.query(
    `with stream as (
       insert into aimline.outbox_stream (tenant_id, ordering_key, last_seq)
       select $1, gen_random_uuid(), 1 from generate_series(1, 150)
       returning tenant_id, ordering_key)
     insert into aimline.event_delivery (tenant_id, sink, ordering_key, delivered_seq, due_at, dead_at)
     select tenant_id, 'rabbitmq', ordering_key, 0, 'infinity', '2026-09-14T12:00:00.123456Z' from stream`,
    [service.cedarValley],
  );
  const first = await call('dead_letter.list');
  expect([first.deadLetters.length, first.hasMore]).toEqual([100, true]);
  const { sink, orderingKey } = first.deadLetters.at(-1)!;
  await call('dead_letter.replay', { body: { sink, orderingKey } });
  const second = await call('dead_letter.list', { query: { after: first.next! } });
  const keys = [first, second].flatMap(({ deadLetters }) => deadLetters.map((letter) => letter.orderingKey));
  expect([new Set(keys).size, second.hasMore]).toEqual([150, false]);
});

/** Lists whose order is that of the cursor itself: they continue behind any id. */
const ORDERED_BY_CURSOR = ['intervention.history', 'audit.search', 'audit.export_read'];
/** The actions of all other lists whose cursor is an id. */
const paged = routes
  .map(({ contract }) => contract)
  .filter(({ query }) => query !== undefined && !isMedia(query) && query.safeParse({ after: randomUUID() }).success)
  .map(({ action }) => action)
  .filter((action) => !ORDERED_BY_CURSOR.includes(action));

test.each(paged)('%s refuses a cursor of nothing that is there, instead of ending early', async (action) => {
  const after = randomUUID();
  const call = service.as('sofia') as (action: string, input: object) => Promise<unknown>;
  await expect(call(action, { params, query: { after } })).rejects.toMatchObject({
    status: 400,
    problem: {
      fields: [
        {
          path: 'query.after',
          message: `Unknown or expired cursor "${after}": read the list from its beginning.`,
        },
      ],
    },
  });
});
