/** Invalid input gets a status in the 400s with a sentence, never a 500, and nothing is stored. */
import { API_BASE } from '@aimline/plugin-interventions-common/endpoints';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readingGroup, startTestService, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${service.origin}${API_BASE}/interventions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sofia', 'content-type': 'application/json', ...headers },
    body,
  });

const stored = async () =>
  (await service.db.admin.query('select count(*)::int as n from aimline.intervention')).rows[0].n as number;

test.each([
  ['malformed JSON', '{"title": ', {}, 400, 'The body is not JSON.'],
  [
    'no JSON at all',
    'title=x',
    { 'content-type': 'application/x-www-form-urlencoded' },
    400,
    'Expected a JSON body with POST.',
  ],
  [
    'JSON that is two hundred thousand lists deep',
    `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
    {},
    400,
    'Invalid input: expected object, received array.',
  ],
  [
    'two keys for one request',
    '{}',
    { 'idempotency-key': 'one, two' },
    400,
    'Expected one key of 1 to 100 visible ASCII characters.',
  ],
  ['an empty key', '{}', { 'idempotency-key': '' }, 400, 'Expected one key of 1 to 100 visible ASCII characters.'],
  [
    'a key of 101 characters',
    '{}',
    { 'idempotency-key': 'x'.repeat(101) },
    400,
    'Expected one key of 1 to 100 visible ASCII characters.',
  ],
  [
    'a key with an umlaut',
    '{}',
    { 'idempotency-key': 'ü' },
    400,
    'Expected one key of 1 to 100 visible ASCII characters.',
  ],
  ['a body of 5 MB', JSON.stringify({ title: 'x'.repeat(5_000_000) }), {}, 413, 'The body is larger than 1 MB.'],
  ['another encoding', '{}', { 'content-encoding': 'zstd' }, 415, 'The body must be JSON in UTF-8.'],
])('%s is refused with a sentence', async (_, body, headers, status, message) => {
  const response = await post(body, headers);
  expect({ status: response.status, message: (await response.json()).error.message }).toEqual({ status, message });
});

test.each([
  ['an end before the begin', { endDate: '2026-09-13' }, 'endDate', 'The end date must not be before the begin date.'],
  ['a span of years', { endDate: '2030-01-01' }, 'endDate', 'An intervention lasts at most 400 days.'],
  ['a day that does not exist', { beginDate: '2026-02-30' }, 'beginDate', 'Expected a date such as "2026-09-14".'],
  ['a last day outside the range of dates', { endDate: '9999-12-31' }, 'endDate', 'Expected a date from 1900 to 2199.'],
  ['a tier as text', { tier: '2' }, 'tier', 'Invalid input.'],
  ['a NUL in a text', { title: 'a\u0000b' }, 'title', 'Control characters are not allowed.'],
  ['blanks for a title', { title: '   ' }, 'title', 'Expected a title.'],
  ['no meeting', { meetingTimes: [] }, 'meetingTimes', 'Expected at least one weekly meeting time.'],
  [
    'a meeting that ends before it begins',
    { meetingTimes: [{ weekday: 'monday', startTime: '09:30', endTime: '09:00' }] },
    'meetingTimes.0.endTime',
    'The meeting must end after it begins.',
  ],
  [
    'two meetings at once',
    {
      meetingTimes: [
        { weekday: 'monday', startTime: '09:00', endTime: '09:30' },
        { weekday: 'monday', startTime: '09:29', endTime: '10:00' },
      ],
    },
    'meetingTimes',
    'Two meeting times overlap.',
  ],
  [
    'a schedule of closed days only',
    {
      beginDate: '2026-10-12',
      endDate: '2026-10-12',
      meetingTimes: [{ weekday: 'monday', startTime: '09:00', endTime: '09:30' }],
    },
    'meetingTimes',
    'No meeting falls on an open day between the dates.',
  ],
])('%s is refused at its field, and nothing is stored', async (_, change, field, message) => {
  const response = await post(JSON.stringify({ ...readingGroup(service), ...change }));
  expect(response.status).toBe(400);
  expect((await response.json()).error.fields).toEqual([{ path: `body.${field}`, message }]);
  expect(await stored()).toBe(0);
});

test.each([
  [
    'a facilitator who does not exist',
    { facilitatorId: '0199a000-0000-7000-8000-000000000001' },
    'facilitatorId',
    'There is no such staff member.',
  ],
  [
    'a room that does not exist',
    { roomId: '0199a000-0000-7000-8000-000000000001' },
    'roomId',
    'There is no such room in this school.',
  ],
  [
    'a school that does not exist',
    { schoolId: '0199a000-0000-7000-8000-000000000001' },
    'schoolId',
    'There is no such school.',
  ],
])('%s is not found, the field says what, and nothing is stored', async (_, change, field, message) => {
  const response = await post(JSON.stringify({ ...readingGroup(service), ...change }));
  expect(response.status).toBe(422);
  expect((await response.json()).error.fields).toEqual([{ path: `body.${field}`, message }]);
  expect(await stored()).toBe(0);
});

const times = <T>(count: number, value: T) => Array.from({ length: count }, () => value);
const anyId = '0199a000-0000-7000-8000-000000000001';
const open = { name: 'Oak', timeZone: 'America/Chicago', rooms: [], closedDays: [] };

test.each([
  [
    '201 marks',
    'PUT',
    `/sessions/${anyId}/attendance`,
    { marks: times(201, { studentId: anyId, status: 'present' }) },
    'marks',
    'Expected at most 200 marks at once.',
  ],
  [
    '101 students',
    'POST',
    `/interventions/${anyId}/enrollments`,
    { studentIds: times(101, anyId) },
    'studentIds',
    'Choose at most 100 students at once.',
  ],
  ['no school', 'PUT', '/schools', { schools: [] }, 'schools', 'Expected at least one school.'],
  ['201 schools', 'PUT', '/schools', { schools: times(201, open) }, 'schools', 'Expected at most 200 schools at once.'],
  [
    '501 rooms',
    'PUT',
    '/schools',
    { schools: [{ ...open, rooms: times(501, { name: 'A' }) }] },
    'schools.0.rooms',
    'Expected at most 500 rooms.',
  ],
  [
    '1001 closed days',
    'PUT',
    '/schools',
    { schools: [{ ...open, closedDays: times(1001, { date: '2026-12-24', event: 'holiday' }) }] },
    'schools.0.closedDays',
    'Expected at most 1000 closed days.',
  ],
])('%s at once are refused at their field', async (_, method, path, body, field, message) => {
  const response = await fetch(`${service.origin}${API_BASE}${path}`, {
    method,
    headers: { authorization: 'Bearer sofia', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(400);
  expect((await response.json()).error.fields).toContainEqual({ path: `body.${field}`, message });
});

test.each([
  ['a thousand parameters', `/sessions?${'date=2026-09-14&'.repeat(900)}`],
  ['parameters in parameters', '/sessions?date[a][b][c][d][e][f][g]=x'],
  ['a list for a text', '/sessions?date=2026-09-14&date=2026-09-15'],
  ['the name of what every object has', '/sessions?__proto__[date]=x&constructor=y'],
])('%s are refused with a sentence', async (_, path) => {
  const response = await fetch(`${service.origin}${API_BASE}${path}`, { headers: { authorization: 'Bearer sofia' } });
  expect(response.status).toBe(400);
  expect((await response.json()).error.message).toMatch(/\.$/);
});

test.each(['intervention.list', 'student.list'] as const)('a NUL in the search of %s is refused', async (action) => {
  await expect(service.as('sofia')(action, { body: { search: 'a\u0000b' } })).rejects.toMatchObject({
    status: 400,
    problem: { fields: [{ path: 'body.search', message: 'Control characters are not allowed.' }] },
  });
});

test('the year 0 is refused', async () => {
  await expect(service.as('sofia')('session.agenda', { query: { date: '0000-01-01' } })).rejects.toMatchObject({
    status: 400,
    problem: { fields: [{ path: 'query.date', message: 'Expected a date from 1900 to 2199.' }] },
  });
});

test.each([
  ['a school named twice', [{}, {}], 'schools', 'A school is named twice.'],
  ['a room named twice', [{ rooms: [{ name: 'A' }, { name: ' A' }] }], 'schools.0.rooms', 'A room is named twice.'],
  [
    'a closed day named twice',
    [{ closedDays: ['holiday', 'weather_day'].map((event) => ({ date: '2026-12-24', event })) }],
    'schools.0.closedDays',
    'A day is named twice.',
  ],
  [
    'a time zone that JavaScript knows and the database does not',
    [{ timeZone: 'US/Pacific-New' }],
    'schools.0.timeZone',
    'The database does not know the time zone "US/Pacific-New".',
  ],
  [
    'an abbreviation that is India to one and Israel to the other',
    [{ timeZone: 'IST' }],
    'schools.0.timeZone',
    'The database does not know the time zone "IST".',
  ],
])('%s is refused at its field, and no school is stored', async (_, changes, field, message) => {
  const schools = changes.map((change) => ({
    ...{ name: 'Oak', timeZone: 'america/chicago', rooms: [], closedDays: [] },
    ...change,
  }));
  const response = await fetch(`${service.origin}${API_BASE}/schools`, {
    method: 'PUT',
    headers: { authorization: 'Bearer sofia', 'content-type': 'application/json' },
    body: JSON.stringify({ schools }),
  });
  expect(response.status).toBe(400);
  expect((await response.json()).error.fields).toEqual([{ path: `body.${field}`, message }]);
  expect((await service.as('sofia')('school.list')).schools.map(({ name }) => name)).toEqual(['Juniper Elementary']);
});

test('a room of another school is refused', async () => {
  const oak = { name: 'Oak Elementary', timeZone: 'America/Chicago', rooms: [{ name: 'Den' }], closedDays: [] };
  const { schools } = await service.as('sofia')('school.import', { body: { schools: [oak] } });
  const { roomId } = schools.find(({ name }) => name === oak.name)!.rooms[0]!;
  const refused = service.as('sofia')('intervention.create', { body: { ...readingGroup(service), roomId } });
  await expect(refused).rejects.toMatchObject({
    status: 422,
    problem: { fields: [{ path: 'body.roomId', message: 'There is no such room in this school.' }] },
  });
});

test("another district's staff, room and school get the same response as those that do not exist", async () => {
  const { as, id } = service;
  const pier = { name: 'Pier', timeZone: 'America/New_York', rooms: [{ name: 'Dock' }], closedDays: [] };
  const { schools } = await as('ingrid')('school.import', { body: { schools: [pier] } });
  const foreign = {
    facilitatorId: id.marta,
    ownerId: id.ingrid,
    schoolId: schools[0]!.schoolId,
    roomId: schools[0]!.rooms[0]!.roomId,
  };
  for (const [field, value] of Object.entries(foreign)) {
    const response = await post(JSON.stringify({ ...readingGroup(service), [field]: value }));
    expect({ status: response.status, path: (await response.json()).error.fields[0].path }).toEqual({
      status: 422,
      path: `body.${field}`,
    });
  }
  expect(await stored()).toBe(0);
});

test('an educator cannot set up an intervention that others own and lead; the refusal is recorded like any other', async () => {
  const refused = service.as('hannah')('intervention.create', { body: readingGroup(service) });
  await expect(refused).rejects.toMatchObject({
    status: 403,
    problem: {
      name: 'NotAllowedError',
      fields: [{ path: 'body.ownerId', message: 'Only a coordinator can set up an intervention for others.' }],
    },
  });
  const { rows } = await service.db.admin.query(
    `select person_id, subject_id from aimline.access_refusal where action = 'intervention.create'`,
  );
  expect(rows).toEqual([{ person_id: service.id.hannah, subject_id: null }]);
});

test('an educator enrolls only students of their own course', async () => {
  const { as, id } = service;
  const created = await as('vivian')('intervention.create', { body: readingGroup(service) });
  const refused = as('vivian')('enrollment.create', { params: created, body: { studentIds: [id.maya, id.jonah] } });
  await expect(refused).rejects.toMatchObject({ status: 422, problem: { fields: [{ path: 'body.studentIds' }] } });
  expect((await as('vivian')('enrollment.list', { params: created })).enrollments).toEqual([]);
  await service.db.admin.query('begin; set local session_replication_role = replica');
  await service.db.admin.query(
    'delete from aimline.meeting_time; delete from aimline.intervention_session; delete from aimline.intervention; delete from aimline.booking; commit',
  );
});

test('no random draft causes a 500 or is stored', async () => {
  const good = readingGroup(service);
  const strange = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(
      '',
      ' ',
      '9999-12-31',
      '0000-00-00',
      '2026-09-14T00:00:00Z',
      '24:00',
      '-1',
      'null',
      "'; --",
      '\ud800',
    ),
    fc.double(),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  const field = fc.constantFrom(...(Object.keys(good) as (keyof typeof good)[]).filter((name) => name !== 'roomId'));
  await fc.assert(
    fc.asyncProperty(field, strange, async (name, value) => {
      fc.pre(!(typeof value === 'string' && ['title', 'objective', 'targetPopulation'].includes(name)));
      fc.pre(!(name === 'tier' && [1, 2, 3].includes(value as number)));
      const response = await post(JSON.stringify({ ...good, [name]: value }));
      expect({ name, value, status: response.status }).toEqual({ name, value, status: 400 });
    }),
    { numRuns: 300, seed: 20260914 },
  );
  expect(await stored()).toBe(0);
  expect(service.errors).toEqual([]);
});

test.each(['/interventions/%E0%A4%A', '/interventions/%00', '/nothing', `/interventions/${'x'.repeat(5000)}`])(
  'the URL %s gets a sentence',
  async (path) => {
    const response = await fetch(`${service.origin}${API_BASE}${path}`, { headers: { authorization: 'Bearer sofia' } });
    expect([400, 404]).toContain(response.status);
    expect((await response.json()).error.message).toMatch(/\.$/);
  },
);
