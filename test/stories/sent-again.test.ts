/** A response is lost and the request is retried: it is done once. */
import { purgeIdempotentAnswers } from '@aimline/plugin-interventions-backend';
import { createClient } from '@aimline/plugin-interventions-common/client';
import { API_BASE } from '@aimline/plugin-interventions-common/endpoints';
import { provenTenantId } from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { NOW } from '../support/clock';
import { endpoints, readingGroup, startTestService, type TestService } from '../support/service';

let service: TestService;
let params: { interventionId: string };
beforeAll(async () => {
  service = await startTestService();
  params = await service.as('sofia')('intervention.create', { body: readingGroup(service) });
});
afterAll(() => service.close());
beforeEach(() => service.db.admin.query('delete from aimline.idempotent_answer'));

const send = async (key: string, body: unknown, { who = 'sofia', path = '/progress-notes' } = {}) => {
  const response = await fetch(`${service.origin}${API_BASE}/interventions/${params.interventionId}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${who}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
};

/** Counts the rows, audit records and events of a note, by its text. */
async function traces(text: string): Promise<Record<string, number>> {
  const { rows } = await service.db.admin.query(
    `with notes as (select note_id from aimline.progress_note where text = $1)
     select
       (select count(*)::int from notes) as notes,
       (select count(*)::int from aimline.audit_record where entity_id in (select note_id from notes)) as audited,
       (select count(*)::int from aimline.outbox_event
         where data ->> 'noteId' in (select note_id::text from notes)) as announced`,
    [text],
  );
  return rows[0];
}

const keys = async () =>
  (await service.db.admin.query('select key from aimline.idempotent_answer order by key')).rows.map(({ key }) => key);

async function enrolled(studentId: string): Promise<string> {
  const { enrollments } = await service.as('sofia')('enrollment.list', { params });
  if (!enrollments.some(({ student }) => student.studentId === studentId)) {
    await service.as('sofia')('enrollment.create', { params, body: { studentIds: [studentId] } });
    await service.db.admin.query('delete from aimline.idempotent_answer');
  }
  return studentId;
}

test('a retried write gets the first response, and is done once', async () => {
  const note = { studentId: await enrolled(service.id.maya), text: 'Reads in phrases.' };
  const first = await send('"lost"', note);
  expect(first.status).toBe(201);
  // fields in another order, and a default value written out
  expect(await send('"lost"', { rating: null, text: note.text, studentId: note.studentId })).toEqual(first);
  expect(await traces(note.text)).toEqual({ notes: 1, audited: 1, announced: 1 });
});

test('the typed client retries a request without a response, and it is done once', async () => {
  const studentId = await enrolled(service.id.maya);
  let lost = 0;
  const call = createClient({
    endpoints,
    origin: service.origin,
    token: () => 'sofia',
    async fetch(...request) {
      const response = await fetch(...request);
      if (lost === 2) return response;
      lost += 1;
      throw new TypeError('terminated');
    },
  });
  const note = await call('progress.note', { params, body: { studentId, text: 'Answered the third time.' } });
  expect({ lost, text: note.text }).toEqual({ lost: 2, text: 'Answered the third time.' });
  expect(await traces(note.text)).toEqual({ notes: 1, audited: 1, announced: 1 });
});

test('of twelve concurrent requests with one key, one is done and all get the same response', async () => {
  const note = { studentId: await enrolled(service.id.maya), text: 'Asked twelve times.' };
  const answers = await Promise.all(Array.from({ length: 12 }, () => send('at-once', note)));
  expect(answers[0]!.status).toBe(201);
  expect(answers).toEqual(Array(12).fill(answers[0]));
  expect(await traces(note.text)).toEqual({ notes: 1, audited: 1, announced: 1 });
});

test('a key belongs to one request', async () => {
  const note = { studentId: await enrolled(service.id.maya), text: 'The first.' };
  await send('once', note);
  const refused = {
    status: 422,
    body: {
      error: {
        name: 'UnprocessableContentError',
        message: 'This Idempotency-Key was used for another request: send a new one.',
      },
      response: { statusCode: 422 },
    },
  };
  expect(await send('once', { ...note, text: 'Another.' })).toEqual(refused);
  expect(await send('once', { studentIds: [note.studentId] }, { path: '/enrollments' })).toEqual(refused);
});

test('the keys of two people are independent', async () => {
  const note = { studentId: await enrolled(service.id.maya), text: 'Seen by both.' };
  const [ours, theirs] = await Promise.all([send('1', note), send('1', note, { who: 'vivian' })]);
  expect([ours.status, theirs.status]).toEqual([201, 201]);
  expect(ours.body.noteId).not.toBe(theirs.body.noteId);
});

test('a refused request leaves no key, and can be corrected and sent again', async () => {
  const note = { studentId: await enrolled(service.id.maya), text: 'Allowed to her.' };
  const ahead = { ...note, notedOn: '2026-09-15' };
  const refusals = [
    await send('again', note, { who: 'nobody' }),
    await send('again', { ...note, text: '' }),
    await send('again', ahead),
  ];
  expect(refusals.map(({ status }) => status)).toEqual([403, 400, 400]);
  expect(await keys()).toEqual([]);
  expect((await send('again', note)).status).toBe(201);
  expect(await keys()).toEqual(['again']);
});

test('a double booking leaves no key either', async () => {
  const hour = [{ weekday: 'friday' as const, startTime: '13:00', endTime: '13:30' }];
  const draft = { ...readingGroup(service), roomId: null, meetingTimes: hour };
  const create = () =>
    fetch(`${service.origin}${API_BASE}/interventions`, {
      method: 'POST',
      headers: { authorization: 'Bearer sofia', 'content-type': 'application/json', 'idempotency-key': 'friday' },
      body: JSON.stringify(draft),
    });
  await service.as('sofia')('intervention.create', { body: draft });
  await service.db.admin.query('delete from aimline.idempotent_answer');
  const refused = await create();
  expect(refused.status).toBe(409);
  expect((await refused.json()).error.conflicts.length).toBeGreaterThan(0);
  expect(await keys()).toEqual([]);
});

test('responses are stored for a day, then removed', async () => {
  const note = { studentId: await enrolled(service.id.maya), text: 'Kept for a day.' };
  await send('old', note);
  const purgeAt = async (hours: number) => {
    service.clock.now = new Date(NOW.getTime() + hours * 3_600_000);
    await purgeIdempotentAnswers(service.tenants, provenTenantId(service.cedarValley));
  };
  await purgeAt(24);
  expect(await keys()).toEqual(['old']);
  await purgeAt(25);
  expect(await keys()).toEqual([]);
  service.clock.now = NOW;
});

test('a secret is returned once, stored nowhere, and not created twice', async () => {
  const create = () =>
    fetch(`${service.origin}${API_BASE}/api-clients`, {
      method: 'POST',
      headers: { authorization: 'Bearer sofia', 'content-type': 'application/json', 'idempotency-key': 'reader' },
      body: JSON.stringify({ name: 'Reporting' }),
    });
  const { token } = await (await create()).json();
  expect(token).toMatch(/^aimline_/);
  const again = await create();
  expect({ status: again.status, message: (await again.json()).error.message }).toEqual({
    status: 409,
    message: 'This request was executed before; its response contained a secret, which is shown only once.',
  });
  const { rows } = await service.db.admin.query('select key, answer from aimline.idempotent_answer');
  expect(rows).toEqual([{ key: 'reader', answer: null }]);
  expect((await service.as('sofia')('api_client.list')).apiClients.length).toBe(1);
});

test('the response to a search by POST is not stored, even with a key', async () => {
  const response = await fetch(`${service.origin}${API_BASE}/students/search`, {
    method: 'POST',
    headers: { authorization: 'Bearer sofia', 'content-type': 'application/json', 'idempotency-key': '"search"' },
    body: '{"search":"may"}',
  });
  expect(response.status).toBe(200);
  await service.as('sofia')('intervention.list', { body: { search: 'reading' } });
  expect(await keys()).toEqual([]);
});
