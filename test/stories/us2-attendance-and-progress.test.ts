/** User story 2: facilitators record attendance, notes and ratings; no one is in two places at once. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readingGroup, startTestService, type TestService } from '../support/service';

let service: TestService;
let interventionId: string;
let sessionId: string;

beforeAll(async () => {
  service = await startTestService();
  const { as, id } = service;
  ({ interventionId } = await as('vivian')('intervention.create', { body: readingGroup(service) }));
  await as('sofia')('enrollment.create', {
    params: { interventionId },
    body: { studentIds: [id.maya, id.diego, id.noor] },
  });
  const { sessions } = await as('vivian')('session.list', { params: { interventionId } });
  sessionId = sessions[0]!.sessionId;
});
afterAll(() => service.close());

test('US2.1 attendance of all participants is stored with status, reason and note, and emits an event', async () => {
  const { as, db, id } = service;
  const sheet = await as('vivian')('attendance.record', {
    params: { sessionId },
    body: {
      marks: [
        { studentId: id.maya, status: 'present' },
        { studentId: id.diego, status: 'tardy', reason: 'transportation' },
        { studentId: id.noor, status: 'excused_absence', reason: 'illness', note: 'Flu, back on Wednesday.' },
      ],
    },
  });
  expect(sheet.entries.map(({ student, ...entry }) => ({ name: student.givenName, ...entry }))).toEqual([
    { name: 'Diego', status: 'tardy', reason: 'transportation', note: null },
    { name: 'Noor', status: 'excused_absence', reason: 'illness', note: 'Flu, back on Wednesday.' },
    { name: 'Maya', status: 'present', reason: null, note: null },
  ]);
  expect(sheet.session).toMatchObject({ status: 'held', enrolledCount: 3, recordedCount: 3 });
  expect(await eventsOfAttendance(db)).toEqual([
    {
      interventionId,
      sessionId,
      marks: expect.arrayContaining([
        { studentId: id.maya, status: 'present' },
        { studentId: id.diego, status: 'tardy' },
        { studentId: id.noor, status: 'excused_absence' },
      ]),
    },
  ]);
});

test('recording the same again writes nothing and emits no event', async () => {
  const { as, db, id } = service;
  const before = await auditOf(db, 'attendance_record');
  const marks = [{ studentId: id.maya, status: 'present' as const }];
  await as('vivian')('attendance.record', { params: { sessionId }, body: { marks } });
  expect(await auditOf(db, 'attendance_record')).toEqual(before);
  expect(await eventsOfAttendance(db)).toHaveLength(1);
});

test('a removed mark is no longer recorded, and remains in the audit trail', async () => {
  const { as, db, id } = service;
  const removed = { studentId: id.diego, status: null };
  const sheet = await as('vivian')('attendance.record', { params: { sessionId }, body: { marks: [removed] } });
  expect(sheet.session).toMatchObject({ status: 'held', recordedCount: 2 });
  const [latest] = (await auditOf(db, 'attendance_record')).slice(-1);
  expect(latest).toMatchObject({ action: 'attendance.record', before: { status: 'tardy' }, after: null });
});

test('attendance of a future day is refused', async () => {
  const { as, id } = service;
  const { sessions } = await as('vivian')('session.list', { params: { interventionId } });
  const marks = [{ studentId: id.maya, status: 'present' as const }];
  const early = as('vivian')('attendance.record', { params: { sessionId: sessions[1]!.sessionId }, body: { marks } });
  await expect(early).rejects.toMatchObject({
    status: 409,
    message: 'Attendance can be recorded from the day of the session, 2026-09-16.',
  });
});

test('attendance of a student who is not enrolled is refused, and so are the other marks of the request', async () => {
  const { as, id } = service;
  const marks = [
    { studentId: id.diego, status: 'present' as const },
    { studentId: id.luis, status: 'present' as const },
  ];
  const refused = as('vivian')('attendance.record', { params: { sessionId }, body: { marks } });
  await expect(refused).rejects.toMatchObject({
    status: 422,
    problem: { fields: [{ path: 'body.marks.1.studentId', message: 'This student is not enrolled on that day.' }] },
  });
  const { session } = await as('vivian')('attendance.read', { params: { sessionId } });
  expect(session.recordedCount).toBe(2);
});

test.each([
  ['facilitator', { roomId: null }, 'Vivian Okafor'],
  ['room', {}, 'Reading Room'],
] as const)(
  'US2.2 a %s in two places at once is refused, and the conflicting session is named',
  async (kind, change, name) => {
    const { as, id } = service;
    const facilitatorId = kind === 'facilitator' ? id.vivian : id.owen;
    const wednesday = [{ weekday: 'wednesday' as const, startTime: '09:15', endTime: '09:45' }];
    const draft = { ...readingGroup(service), title: 'Word study', facilitatorId, meetingTimes: wednesday, ...change };
    const refused = as('sofia')('intervention.create', { body: { ...draft, endDate: '2026-09-20' } });
    await expect(refused).rejects.toMatchObject({
      status: 409,
      problem: {
        message: 'Nothing was saved: a person or a room would be in two places at once.',
        conflicts: [
          {
            kind,
            resourceName: name,
            startsAt: '2026-09-16T14:15:00.000Z',
            endsAt: '2026-09-16T14:45:00.000Z',
            conflictingSession: {
              interventionId,
              title: 'Repeated reading, grade 3',
              startsAt: '2026-09-16T14:00:00.000Z',
              endsAt: '2026-09-16T14:30:00.000Z',
            },
            timeZone: 'America/Chicago',
          },
        ],
      },
    });
    const { interventions } = await as('sofia')('intervention.list', { body: { search: 'Word study' } });
    expect(interventions).toEqual([]);
  },
);

test('US2.2 a student in two groups at once is refused, and the conflicting session is named', async () => {
  const { as, id } = service;
  const monday = [{ weekday: 'monday' as const, startTime: '09:29', endTime: '10:00' }];
  const draft = {
    ...readingGroup(service),
    title: 'Math facts',
    facilitatorId: id.owen,
    roomId: null,
    meetingTimes: monday,
  };
  const other = await as('sofia')('intervention.create', { body: { ...draft, endDate: '2026-09-20' } });
  const refused = as('sofia')('enrollment.create', { params: other, body: { studentIds: [id.luis, id.maya] } });
  await expect(refused).rejects.toMatchObject({
    status: 409,
    problem: {
      conflicts: [{ kind: 'student', resourceName: 'Maya Thompson', conflictingSession: { interventionId } }],
    },
  });
  const { enrollments } = await as('sofia')('enrollment.list', { params: other });
  expect(enrollments).toEqual([]);
});

test('two groups may use a room, a facilitator and a student back to back', async () => {
  const { as, id } = service;
  const next = [{ weekday: 'monday' as const, startTime: '09:30', endTime: '10:00' }];
  const created = await as('vivian')('intervention.create', {
    body: { ...readingGroup(service), title: 'Vocabulary', meetingTimes: next, ownerId: id.vivian },
  });
  await as('vivian')('enrollment.create', { params: created, body: { studentIds: [id.maya] } });
});

test('a room for two groups can be booked by two at the same time, not by three', async () => {
  const { as, id, juniper } = service;
  const roomId = juniper.rooms.find((room) => room.name === 'Library')!.roomId;
  const friday = [{ weekday: 'friday' as const, startTime: '09:00', endTime: '09:30' }];
  const group = (facilitatorId: string) =>
    as('sofia')('intervention.create', {
      body: { ...readingGroup(service), facilitatorId, roomId, meetingTimes: friday, endDate: '2026-09-20' },
    });
  await group(id.owen);
  await group(id.vivian);
  await expect(group(id.hannah)).rejects.toMatchObject({
    status: 409,
    problem: {
      conflicts: [
        { kind: 'room', resourceName: 'Library' },
        { kind: 'room', resourceName: 'Library' },
      ],
    },
  });
});

test('of twenty people who book the same facilitator at once, one succeeds', async () => {
  const { as, id } = service;
  const tuesday = [{ weekday: 'tuesday' as const, startTime: '13:00', endTime: '13:30' }];
  const draft = { ...readingGroup(service), facilitatorId: id.hannah, roomId: null, meetingTimes: tuesday };
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, () => as('sofia')('intervention.create', { body: draft })),
  );
  const statuses = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 201 : outcome.reason.status));
  expect(statuses.toSorted()).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
});

test('US2.3 a note is stored with rating, author and time, emits an event, and is in the audit trail', async () => {
  const { as, db, id } = service;
  const note = await as('vivian')('progress.note', {
    params: { interventionId },
    body: { studentId: id.maya, rating: 2, text: 'Reads phrases, stops at long words.' },
  });
  expect(note).toEqual({
    noteId: expect.any(String),
    interventionId,
    student: { studentId: id.maya, givenName: 'Maya', familyName: 'Thompson' },
    author: { staffId: id.vivian, givenName: 'Vivian', familyName: 'Okafor' },
    notedOn: '2026-09-14',
    rating: 2,
    text: 'Reads phrases, stops at long words.',
    recordedAt: '2026-09-14T14:05:00.000Z',
  });
  expect((await as('vivian')('progress.list', { params: { interventionId } })).notes).toEqual([note]);
  const event = await db.admin.query(
    `select data from aimline.outbox_event where type = 'interventions.progress.noted'`,
  );
  expect(event.rows).toEqual([
    { data: { interventionId, noteId: note.noteId, studentId: id.maya, notedOn: '2026-09-14', rating: 2 } },
  ]);
  const { records } = await as('sofia')('intervention.history', { params: { interventionId } });
  expect(records[0]).toMatchObject({
    action: 'progress.note',
    reason: 'facilitatorOfIntervention',
    actor: { staffId: id.vivian },
    entity: 'progress_note',
    entityId: note.noteId,
    before: null,
    after: { rating: 2, text: 'Reads phrases, stops at long words.' },
  });
});

test('a withdrawn student keeps marks and notes, and is released from future sessions', async () => {
  const { as, db, id } = service;
  const { enrollments } = await as('vivian')('enrollment.list', { params: { interventionId } });
  const { enrollmentId } = enrollments.find(({ student }) => student.studentId === id.noor)!;
  const body = { endDate: '2026-09-14' };
  const withdrawn = await as('vivian')('enrollment.withdraw', { params: { enrollmentId }, body });
  expect(withdrawn).toMatchObject({ status: 'withdrawn', endDate: '2026-09-14' });
  const { entries } = await as('vivian')('attendance.read', { params: { sessionId } });
  expect(entries.find(({ student }) => student.studentId === id.noor)?.status).toBe('excused_absence');
  const busy = await db.admin.query('select busy from aimline.booking where resource_id = $1', [id.noor]);
  expect(busy.rows).toEqual([{ busy: '{["2026-09-14 14:00:00+00","2026-09-14 14:30:00+00")}' }]);
  const again = as('vivian')('enrollment.withdraw', { params: { enrollmentId }, body });
  await expect(again).rejects.toMatchObject({
    status: 409,
    message: 'The enrollment ended on 2026-09-14 already.',
  });
});

test('ids are compared without regard to case, as UUIDs are', async () => {
  const { as, id } = service;
  const marks = [{ studentId: id.maya.toUpperCase(), status: 'tardy' as const }];
  const sheet = await as('vivian')('attendance.record', {
    params: { sessionId: sessionId.toUpperCase() },
    body: { marks },
  });
  expect(sheet.entries.find(({ student }) => student.studentId === id.maya)?.status).toBe('tardy');
  const twice = as('vivian')('enrollment.create', {
    params: { interventionId },
    body: { studentIds: [id.amira, id.amira.toUpperCase()] },
  });
  await expect(twice).rejects.toMatchObject({ status: 400, message: 'A student is named twice.' });
});

test('the mark of a student who had left before the session is stored, but not counted', async () => {
  const { as, id } = service;
  const { enrollments } = await as('vivian')('enrollment.list', { params: { interventionId } });
  const { enrollmentId } = enrollments.find(({ student }) => student.studentId === id.maya)!;
  await as('vivian')('enrollment.withdraw', { params: { enrollmentId }, body: { endDate: '2026-09-13' } });
  const { session, entries } = await as('vivian')('attendance.read', { params: { sessionId } });
  expect(entries.map(({ student, status }) => [student.givenName, status])).toEqual([
    ['Diego', null],
    ['Noor', 'excused_absence'],
  ]);
  expect(session).toMatchObject({ status: 'held', enrolledCount: 2, recordedCount: 1 });
});

type Db = TestService['db'];

async function eventsOfAttendance(db: Db) {
  const sql = `select data from aimline.outbox_event where type = 'interventions.attendance.recorded' order by event_id`;
  return (await db.admin.query(sql)).rows.map((row) => row.data);
}

async function auditOf(db: Db, entity: string) {
  const sql = 'select action, before, after from aimline.audit_record where entity = $1 order by audit_id';
  return (await db.admin.query(sql, [entity])).rows;
}
