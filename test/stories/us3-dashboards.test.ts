/** User story 3, as far as it is built: dashboards of a group and a student, from current rows. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readingGroup, startTestService, type TestService } from '../support/service';

let service: TestService;
let interventionId: string;

/** Three weeks of a group: Maya always there, Diego misses one, the last session was never recorded. */
beforeAll(async () => {
  service = await startTestService();
  const { as, id, clock } = service;
  ({ interventionId } = await as('vivian')('intervention.create', { body: readingGroup(service) }));
  const params = { interventionId };
  await as('vivian')('enrollment.create', { params, body: { studentIds: [id.maya, id.diego] } });
  const { sessions } = await as('vivian')('session.list', { params });
  clock.now = new Date('2026-10-05T20:00:00Z');
  const diego = ['present', 'unexcused_absence', 'tardy', 'excused_absence', 'present', 'partial'] as const;
  for (const [i, status] of diego.entries()) {
    await as('vivian')('attendance.record', {
      params: { sessionId: sessions[i]!.sessionId },
      body: {
        marks: [
          { studentId: id.diego, status },
          ...(i === 0 ? [] : [{ studentId: id.maya, status: 'present' as const }]),
        ],
      },
    });
  }
  for (const [notedOn, rating] of [
    ['2026-09-14', 1],
    ['2026-09-21', 2],
    ['2026-09-28', 2],
    ['2026-10-05', 3],
  ] as const) {
    await as('vivian')('progress.note', {
      params,
      body: { studentId: id.maya, notedOn, rating, text: 'Weekly look.' },
    });
  }
});
afterAll(() => service.close());

test('US3.3 a dashboard shows attendance, what was not recorded, and the trend of ratings, from current rows', async () => {
  const { as, id } = service;
  const dashboard = await as('vivian')('dashboard.intervention', { params: { interventionId } });
  expect(dashboard).toEqual({
    interventionId,
    asOf: '2026-10-05T20:00:00.000Z',
    sessions: { scheduled: 27, ended: 7, held: 6, notRecorded: 1 },
    // 6 + 5 marks of 14; Diego attended 4, Maya 5
    attendance: { attended: 9, recorded: 11, expected: 14, attendanceRate: 9 / 11, recordingRate: 11 / 14 },
    weeks: [
      {
        weekBeginDate: '2026-09-14',
        ...{ attended: 2, recorded: 3, expected: 4, attendanceRate: 2 / 3, recordingRate: 3 / 4 },
      },
      {
        weekBeginDate: '2026-09-21',
        ...{ attended: 3, recorded: 4, expected: 4, attendanceRate: 3 / 4, recordingRate: 1 },
      },
      {
        weekBeginDate: '2026-09-28',
        ...{ attended: 4, recorded: 4, expected: 4, attendanceRate: 1, recordingRate: 1 },
      },
      {
        weekBeginDate: '2026-10-05',
        ...{ attended: 0, recorded: 0, expected: 2, attendanceRate: null, recordingRate: 0 },
      },
    ],
    students: [
      {
        student: { studentId: id.diego, givenName: 'Diego', familyName: 'Morales' },
        status: 'active',
        attendance: { attended: 4, recorded: 6, expected: 7, attendanceRate: 4 / 6, recordingRate: 6 / 7 },
        ratings: [],
        trend: { direction: 'too_early', slopePerWeek: null, ratingCount: 0, spanDays: 0 },
      },
      {
        student: { studentId: id.maya, givenName: 'Maya', familyName: 'Thompson' },
        status: 'active',
        attendance: { attended: 5, recorded: 5, expected: 7, attendanceRate: 1, recordingRate: 5 / 7 },
        ratings: [
          { notedOn: '2026-09-14', rating: 1 },
          { notedOn: '2026-09-21', rating: 2 },
          { notedOn: '2026-09-28', rating: 2 },
          { notedOn: '2026-10-05', rating: 3 },
        ],
        trend: { direction: 'improving', slopePerWeek: expect.closeTo(0.583, 3), ratingCount: 4, spanDays: 21 },
      },
    ],
  });
});

test('a caregiver sees their own child only', async () => {
  const { as, id } = service;
  const { students } = await as('denise')('student.list');
  expect(students.map(({ givenName }) => givenName)).toEqual(['Maya']);
  const dashboard = await as('denise')('dashboard.student', { params: { studentId: id.maya } });
  expect(dashboard.interventions.map(({ title, attendance }) => [title, attendance.attendanceRate])).toEqual([
    ['Repeated reading, grade 3', 1],
  ]);
  await expect(as('denise')('dashboard.student', { params: { studentId: id.diego } })).rejects.toMatchObject({
    status: 403,
  });
  await expect(as('denise')('intervention.list')).rejects.toMatchObject({ status: 403 });
});

test('a caregiver for whom the LMS lists no child sees no student', async () => {
  const { as, id } = service;
  expect((await as('walter')('student.list')).students).toEqual([]);
  await expect(as('walter')('dashboard.student', { params: { studentId: id.maya } })).rejects.toMatchObject({
    status: 403,
  });
});

test('staff unrelated to an intervention see neither it nor its sessions', async () => {
  const { as } = service;
  expect((await as('owen')('intervention.list')).interventions).toEqual([]);
  await expect(as('owen')('dashboard.intervention', { params: { interventionId } })).rejects.toMatchObject({
    status: 403,
  });
  expect((await as('owen')('session.agenda')).sessions).toEqual([]);
});

test('the agenda lists the sessions of a day', async () => {
  const { as } = service;
  const { date, sessions } = await as('vivian')('session.agenda');
  expect(date).toBe('2026-10-05');
  expect(
    sessions.map(({ title, startsAt, enrolledCount, recordedCount }) => [
      title,
      startsAt,
      enrolledCount,
      recordedCount,
    ]),
  ).toEqual([['Repeated reading, grade 3', '2026-10-05T14:00:00.000Z', 2, 0]]);
  expect((await as('vivian')('session.agenda', { query: { date: '2026-10-06' } })).sessions).toEqual([]);
});

test('a student who returns is enrolled again, whatever was planned and cancelled before', async () => {
  const { as, id } = service;
  const params = { interventionId };
  const enroll = (beginDate: string) =>
    as('sofia')('enrollment.create', { params, body: { studentIds: [id.luis], beginDate } });
  const { enrollments } = await enroll('2026-11-02');
  const { enrollmentId } = enrollments[0]!;
  await as('sofia')('enrollment.withdraw', { params: { enrollmentId }, body: { endDate: '2026-11-01' } });
  await enroll('2026-10-05');
  const ofGroup = await as('sofia')('dashboard.intervention', { params });
  const ofStudent = await as('sofia')('dashboard.student', { params: { studentId: id.luis } });
  expect(ofGroup.students.find(({ student }) => student.studentId === id.luis)?.status).toBe('active');
  expect(ofStudent.interventions.map(({ status }) => status)).toEqual(['active']);
});
