/**
 * What leaves Aimline besides its responses contains no personal data: a day of a district with the service in a process
 * of its own, from the launch to a lost database; then every log line, every URL that it received or requested, and every
 * event is searched for all names, for what people wrote, and for every secret.
 */
import { approveCoordinators } from '@aimline/demo/approveCoordinators';
import { cast } from '@aimline/demo/cast';
import { gradeThree, courses } from '@aimline/demo/courses';
import { launchAs } from '@aimline/demo/launchAs';
import { type PracticeLms, startPracticeLms } from '@aimline/demo/practiceLms';
import { registerPracticeLms } from '@aimline/demo/registerPracticeLms';
import { type Call, createClient } from '@aimline/plugin-interventions-common/client';
import { API_BASE } from '@aimline/plugin-interventions-common/endpoints';
import { localDateAt } from '@aimline/plugin-interventions-common/expandMeetingTimes';
import { WEEKDAYS } from '@aimline/plugin-interventions-common/interventions';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { type RecordedRequests, recordRequests } from '../support/recordRequests';
import { endpoints } from '../support/service';
import { type RunningBackend, startBackend } from '../support/startBackend';

jest.setTimeout(120_000);

const TIME_ZONE = 'America/Chicago';
const WRITTEN = {
  title: 'Whispering readers',
  objective: 'Whisper a page without stumbling.',
  targetPopulation: 'Children who stumble',
  attendance: 'Grandmother fetched her at noon.',
  note: 'Cried when the timer rang.',
  search: 'thompso',
};
/** A constraint that the service does not know, so that its violation is logged. */
const UNFORESEEN = 'Throws chairs, says the neighbour.';

let db: TestDatabase;
let backend: RunningBackend;
let lms: PracticeLms;
let requests: RecordedRequests;
const tokens: string[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  await db.admin.query(`
    alter table aimline.progress_note add constraint unforeseen check (text <> '${UNFORESEEN}')`);
  requests = recordRequests();
  backend = await startBackend(db);
  lms = await startPracticeLms({ port: 0, toolOrigin: backend.origin });
  await registerPracticeLms(db.ownerConnection, lms);
  await approveCoordinators(db.ownerConnection, lms);
});
afterAll(async () => {
  requests?.stop();
  await backend?.stop();
  await lms?.close();
  await db?.destroy();
});

test('a day passes, with its errors', async () => {
  const [sofia, vivian, denise] = [await enter('sofia'), await enter('vivian'), await enter('denise')];
  await sofia('school.import', {
    body: { schools: [{ name: 'Juniper Elementary', timeZone: TIME_ZONE, rooms: [], closedDays: [] }] },
  });
  const { studentIds, staffIds, schoolId } = await rosterOnceRead(vivian);
  const today = localDateAt(new Date(), TIME_ZONE);
  const weekday = WEEKDAYS[(new Date(today).getUTCDay() + 6) % 7]!;
  const { title, objective, targetPopulation } = WRITTEN;
  const draft = {
    ...{ title, objective, targetPopulation, schoolId, tier: 2 as const, domain: 'reading' as const },
    ...{ ownerId: staffIds.vivian!, facilitatorId: staffIds.vivian!, beginDate: today, endDate: today },
    meetingTimes: [{ weekday, startTime: '09:00', endTime: '09:30' }],
  };
  const { interventionId } = await vivian('intervention.create', { body: draft });
  const params = { interventionId };
  await vivian('enrollment.create', { params, body: { studentIds: [studentIds.maya!, studentIds.diego!] } });
  const { sessions } = await vivian('session.list', { params });
  await vivian('attendance.record', {
    params: { sessionId: sessions[0]!.sessionId },
    body: { marks: [{ studentId: studentIds.maya!, status: 'early_departure', note: WRITTEN.attendance }] },
  });
  const note = { studentId: studentIds.maya!, rating: 2 as const };
  await vivian('progress.note', { params, body: { ...note, text: WRITTEN.note } });
  await vivian('dashboard.intervention', { params });
  await denise('dashboard.student', { params: { studentId: studentIds.maya! } });
  expect((await sofia('student.list', { body: { search: WRITTEN.search } })).students).toHaveLength(1);
  await sofia('intervention.list', { body: { search: WRITTEN.search } });
  const exported = await sofia('audit.export', { body: { format: 'csv' } });
  expect(JSON.stringify(await sofia('audit.export_read', { params: exported }))).toContain(WRITTEN.note);

  await expect(denise('audit.search')).rejects.toMatchObject({ status: 403 });
  await expect(vivian('intervention.create', { body: draft })).rejects.toMatchObject({ status: 409 });
  await expect(vivian('progress.note', { params, body: { ...note, text: UNFORESEEN } })).rejects.toMatchObject({
    status: 500,
  });
  // not recorded, because these URLs and bodies are made by the test
  const json = { 'content-type': 'application/json', authorization: `Bearer ${tokens[0]}` };
  expect(await send('POST', `${API_BASE}/students/search`, json, '{"search": Maya Thompson}')).toBe(400);
  expect(await send('GET', `${API_BASE}/students/Maya%20Thompson/dashboard`, json)).toBe(400);
  expect(await send('GET', '/nobody/Maya%20Thompson?code=Maya')).toBe(404);
  expect(await send('TRACE', `${API_BASE}/schools`, json)).toBe(404);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const begun = await fetch(`${lms.origin}/launch?course=${gradeThree.key}&person=${cast.hannah.key}`);
  const { next, verifier } = JSON.parse(/id="data">(.*)<\/script>/.exec(await begun.text())![1]!);
  const state = new URL(next).searchParams.get('state');
  const part = Buffer.from('{"given_name": Maya, "family_name": Thompson}').toString('base64url');
  const broken = `state=${state}&verifier=${verifier}&id_token=${part}.${part}.${part}`;
  expect(await send('POST', '/lti/launch', form, broken)).toBe(400);
  expect(await send('GET', `/app/?code=${codes()[0]}`)).toBe(200);

  const { database } = db.appConnection;
  await db.admin.query(`alter database ${database} connection limit 0`);
  await db.admin.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename like $2',
    [database, 'aimline_%'],
  );
  await expect(vivian('progress.note', { params, body: { ...note, text: WRITTEN.note } })).rejects.toMatchObject({
    problem: expect.objectContaining({ name: expect.stringMatching(/Error$/) }),
  });
  // first pooled connections fail, then no connection is available, then all are new
  while (!backend.output().includes('too many connections')) await expect(enter('hannah')).rejects.toThrow();
  await db.admin.query(`alter database ${database} connection limit -1`);
  while (!(await enter('hannah').catch(() => null)));
});

test('no log line contains a name, a written text or a secret', () => {
  const log = backend.output();
  expect(log).toContain('A launch was refused: token_readable');
  expect(log).toContain('database error 23514 unforeseen');
  expect(found(log, [...names(), ...Object.values(WRITTEN), UNFORESEEN])).toEqual([]);
  const secrets = [...backend.secrets, ...tokens, ...requests.authorizations, ...codes()];
  expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
  expect(log).not.toMatch(JSON_WEB_TOKEN);
});

test('no URL, received or requested, contains a name, a written text or a token', () => {
  const ofAimline = requests.sent.filter((url) => url.startsWith(backend.origin));
  // a launch begins with a URL of the LMS
  const ofPlatform = requests.received.filter((url) => !url.startsWith('/launch?'));
  expect(ofAimline.length).toBeGreaterThan(30);
  expect(ofPlatform.length).toBeGreaterThan(10);
  const addresses = decodeURIComponent([...ofAimline, ...ofPlatform, ...requests.redirects].join('\n'));
  expect(found(addresses, [...names(), ...Object.values(WRITTEN)])).toEqual([]);
  const secrets = [...backend.secrets, ...tokens, ...requests.authorizations];
  expect(secrets.filter((secret) => addresses.includes(secret))).toEqual([]);
  expect(addresses).not.toMatch(JSON_WEB_TOKEN);
});

test('no event contains a name or a written text', async () => {
  const { rows } = await db.admin.query('select type, subject, data from aimline.outbox_event order by event_id');
  expect(rows.map(({ type }) => type)).toEqual([
    'interventions.intervention.created',
    'interventions.student.enrolled',
    'interventions.attendance.recorded',
    'interventions.progress.noted',
  ]);
  expect(found(JSON.stringify(rows), [...names(), ...Object.values(WRITTEN)])).toEqual([]);
});

test('the search finds a name, a sentence and a token', () => {
  const log = `${backend.output()}\nThe note on maya says "${WRITTEN.note}" (eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtYXlhIn0.c2ln)`;
  expect(found(log, [...names(), ...Object.values(WRITTEN)])).toEqual(['Maya', WRITTEN.note]);
  expect(log).toMatch(JSON_WEB_TOKEN);
  expect(tokens).toHaveLength(4);
  expect(requests.authorizations.length).toBeGreaterThan(0);
  expect(codes().length).toBeGreaterThan(3);
});

const JSON_WEB_TOKEN = /\beyJ[\w-]{8,}\.eyJ[\w-]+/;

/** Launches as a person of the course, and returns their client. */
async function enter(name: 'sofia' | 'vivian' | 'hannah' | 'denise'): Promise<Call> {
  const { token } = await launchAs({ lms, person: cast[name], course: gradeThree });
  tokens.push(token);
  return createClient({ endpoints, origin: backend.origin, token: () => token });
}

/** Ids of the people of the course by their keys, once the LMS has listed them. */
async function rosterOnceRead(call: Call) {
  for (;;) {
    const { students, roster } = await call('student.list');
    if (roster?.state === 'read') {
      const { staff } = await call('staff.list');
      const { schools } = await call('school.list');
      const keyed = (id: 'studentId' | 'staffId', people: readonly { givenName: string }[]) =>
        Object.fromEntries(people.map((person) => [person.givenName.toLowerCase(), (person as never)[id] as string]));
      return {
        studentIds: keyed('studentId', students),
        staffIds: keyed('staffId', staff),
        schoolId: schools[0]!.schoolId,
      };
    }
    await setTimeout(50);
  }
}

/** Sends a request that is not recorded; returns the status. */
function send(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(`${backend.origin}${path}`, { method, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode!));
    });
    sent.on('error', reject).end(body);
  });
}

/** Every given name and family name in the practice LMS. */
function names(): string[] {
  const people = [...Object.values(cast), ...courses.flatMap(({ members }) => members.map(({ person }) => person))];
  return [...new Set(people.flatMap(({ givenName, familyName }) => [givenName, familyName]))];
}

/** The one-time codes of the launches. */
function codes(): string[] {
  return requests.redirects.flatMap((address) => /[?&]code=([^&]+)/.exec(address)?.[1] ?? []);
}

/** The words and sentences that a text contains, in any case and as whole words. */
function found(text: string, sought: readonly string[]): string[] {
  return sought.filter((words) => new RegExp(`(?<!\\p{L})${words.replace('.', '\\.')}(?!\\p{L})`, 'iu').test(text));
}
