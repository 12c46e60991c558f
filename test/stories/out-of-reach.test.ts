/** A group brings students of several courses together; a teacher sees only their own students there. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readingGroup, startTestService, type TestService } from '../support/service';

let service: TestService;
let interventionId: string;
let sessionId: string;
let params: { interventionId: string };

/** Vivian's group with Maya of Hannah's course and with Jonah, whom Hannah does not teach. */
beforeAll(async () => {
  service = await startTestService();
  const { as, id } = service;
  ({ interventionId } = await as('vivian')('intervention.create', { body: readingGroup(service) }));
  params = { interventionId };
  await as('sofia')('enrollment.create', { params, body: { studentIds: [id.maya, id.jonah] } });
  const { sessions } = await as('vivian')('session.list', { params });
  sessionId = sessions[0]!.sessionId;
  await as('vivian')('attendance.record', {
    params: { sessionId },
    body: {
      marks: [
        { studentId: id.maya, status: 'present' },
        { studentId: id.jonah, status: 'excused_absence', reason: 'medical_appointment', note: 'At the clinic.' },
      ],
    },
  });
  for (const studentId of [id.maya, id.jonah]) {
    await as('vivian')('progress.note', { params, body: { studentId, rating: 2, text: 'Stops at long words.' } });
  }
});
afterAll(() => service.close());

test('a teacher sees enrollments, marks, notes and dashboards of their own students only', async () => {
  const { as } = service;
  const call = as('hannah');
  const { enrollments } = await call('enrollment.list', { params });
  const { entries } = await call('attendance.read', { params: { sessionId } });
  const { notes } = await call('progress.list', { params });
  const dashboard = await call('dashboard.intervention', { params });
  expect({
    enrollments: enrollments.map(({ student }) => student.givenName),
    entries: entries.map(({ student }) => student.givenName),
    notes: notes.map(({ student }) => student.givenName),
    students: dashboard.students.map(({ student }) => student.givenName),
    attendance: dashboard.attendance,
    weeks: dashboard.weeks.map(({ recorded }) => recorded),
  }).toEqual({
    enrollments: ['Maya'],
    entries: ['Maya'],
    notes: ['Maya'],
    students: ['Maya'],
    attendance: { attended: 1, recorded: 1, expected: 1, attendanceRate: 1, recordingRate: 1 },
    weeks: [1],
  });
});

test('the leader of the group sees all of it, including students of other courses', async () => {
  const { as } = service;
  const { entries } = await as('vivian')('attendance.read', { params: { sessionId } });
  const { students } = await as('vivian')('dashboard.intervention', { params });
  expect(entries.map(({ student }) => student.givenName).toSorted()).toEqual(['Jonah', 'Maya']);
  expect(students.map(({ student }) => student.givenName).toSorted()).toEqual(['Jonah', 'Maya']);
});

test('a teacher writes notes only on their own students', async () => {
  const { as, id } = service;
  const written = await as('hannah')('progress.note', { params, body: { studentId: id.maya, text: 'Reads at home.' } });
  expect(written.student.givenName).toBe('Maya');
  const refused = as('hannah')('progress.note', { params, body: { studentId: id.jonah, text: 'Reads at home.' } });
  await expect(refused).rejects.toMatchObject({ status: 422, problem: { fields: [{ path: 'body.studentId' }] } });
});

test('a refused enrollment reveals nothing about students whom the user may not enroll', async () => {
  const { as, id } = service;
  const own = await as('hannah')('intervention.create', {
    body: { ...readingGroup(service), title: 'Phonics', ownerId: id.hannah, facilitatorId: id.hannah, roomId: null },
  });
  const refusalOf = async (studentIds: string[]) =>
    as('hannah')('enrollment.create', { params: own, body: { studentIds } }).catch((error) => error);
  const { problem: both } = await refusalOf([id.maya, id.jonah]);
  expect(both).toEqual({
    name: 'UnprocessableContentError',
    message: 'You may not enroll one of these students.',
    fields: [{ path: 'body.studentIds', message: 'You may not enroll one of these students.' }],
  });
  const { problem: alone } = await refusalOf([id.maya]);
  const names = alone.conflicts.map(({ resourceName }: { resourceName: string }) => resourceName);
  expect(new Set(names)).toEqual(new Set(['Maya Thompson']));
});

test('a refused booking shows the time of the conflict, and the title only to users who see the group', async () => {
  const { as, id } = service;
  const draft = { ...readingGroup(service), roomId: null, endDate: '2026-09-14' };
  const titlesFor = async (name: 'owen' | 'sofia') => {
    const refused = as(name)('intervention.create', { body: { ...draft, ownerId: id[name] } });
    const { problem } = await refused.catch((error) => error);
    return problem.conflicts.map((conflict: { conflictingSession: { title: string; startsAt: string } }) => [
      conflict.conflictingSession.title,
      conflict.conflictingSession.startsAt,
    ]);
  };
  expect(await titlesFor('owen')).toEqual([['another group', '2026-09-14T14:00:00.000Z']]);
  expect(await titlesFor('sofia')).toEqual([['Repeated reading, grade 3', '2026-09-14T14:00:00.000Z']]);
});
