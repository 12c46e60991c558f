/** User story 1: educators create interventions, and enroll students in them. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { listen } from '../support/listen';
import { readingGroup, startTestService, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

test('US1.1 a new intervention has all its sessions, in the time zone of the school, and emits an event', async () => {
  const { as, db, id } = service;
  const created = await as('vivian')('intervention.create', { body: readingGroup(service) });
  expect(created).toEqual({
    interventionId: expect.any(String),
    title: 'Repeated reading, grade 3',
    objective: 'Read a grade-level passage at 83 words correct per minute.',
    tier: 2,
    domain: 'reading',
    targetPopulation: 'Grade 3 below the 25th percentile in oral reading fluency',
    beginDate: '2026-09-14',
    endDate: '2026-12-18',
    school: { schoolId: service.juniper.schoolId, name: 'Juniper Elementary' },
    owner: { staffId: id.sofia, givenName: 'Sofia', familyName: 'Marchetti' },
    facilitator: { staffId: id.vivian, givenName: 'Vivian', familyName: 'Okafor' },
    room: { roomId: expect.any(String), name: 'Reading Room' },
    meetingTimes: readingGroup(service).meetingTimes,
    enrolledCount: 0,
    // 14 weeks of two days, without 12 October
    sessionCount: 27,
    nextSessionStartsAt: '2026-09-14T14:00:00.000Z',
    timeZone: 'America/Chicago',
    canFacilitate: true,
  });
  const { sessions } = await as('vivian')('session.list', { params: created });
  const starts = sessions.map((session) => [session.localDate, session.startsAt]);
  expect(sessions).toHaveLength(27);
  expect(starts).toContainEqual(['2026-10-28', '2026-10-28T14:00:00.000Z']);
  // clocks go back on 1 November; nine o'clock stays nine o'clock
  expect(starts).toContainEqual(['2026-11-02', '2026-11-02T15:00:00.000Z']);
  expect(starts.map(([date]) => date)).not.toContain('2026-10-12');
  const events = await db.admin.query(`select type, data from aimline.outbox_event`);
  expect(events.rows).toEqual([
    {
      type: 'interventions.intervention.created',
      data: {
        interventionId: created.interventionId,
        schoolId: service.juniper.schoolId,
        facilitatorId: id.vivian,
        beginDate: '2026-09-14',
        endDate: '2026-12-18',
        sessionCount: 27,
      },
    },
  ]);
});

test('US1.2 students enrolled by hand are audited with source, actor and time, and emit an event', async () => {
  const { as, db, id } = service;
  const { interventions } = await as('vivian')('intervention.list');
  const { interventionId } = interventions[0]!;
  const { enrollments } = await as('vivian')('enrollment.create', {
    params: { interventionId },
    body: { studentIds: [id.maya, id.diego] },
  });
  expect(enrollments.map(({ student, ...rest }) => ({ ...rest, name: student.givenName }))).toEqual([
    enrollment(interventionId, 'Diego'),
    enrollment(interventionId, 'Maya'),
  ]);
  const audit = await db.admin.query(
    `select action, reason, actor_id, after ->> 'source' as source, after ->> 'enrolled_at' as at
     from aimline.audit_record where entity = 'enrollment'`,
  );
  const record = {
    action: 'enrollment.create',
    reason: 'facilitatorOfIntervention',
    actor_id: id.vivian,
    source: 'manual',
    at: '2026-09-14T14:05:00+00:00',
  };
  expect(audit.rows).toEqual([record, record]);
  const event = await db.admin.query(
    `select data from aimline.outbox_event where type = 'interventions.student.enrolled'`,
  );
  expect(event.rows[0].data).toEqual({
    interventionId,
    beginDate: '2026-09-14',
    source: 'manual',
    enrollments: expect.arrayContaining([
      { enrollmentId: expect.any(String), studentId: id.maya },
      { enrollmentId: expect.any(String), studentId: id.diego },
    ]),
  });
  const seenByTheirTeacher = await as('hannah')('intervention.list');
  expect(seenByTheirTeacher.interventions.map(({ title }) => title)).toEqual(['Repeated reading, grade 3']);
});

function enrollment(interventionId: string, name: string) {
  return {
    enrollmentId: expect.any(String),
    interventionId,
    name,
    status: 'active',
    source: 'manual',
    beginDate: '2026-09-14',
    endDate: null,
  };
}

test('US1.3 without objective, owner or schedule nothing is created, and each missing field is named', async () => {
  const { as, db } = service;
  const before = await counts();
  const { objective: _o, ownerId: _w, meetingTimes: _m, ...rest } = readingGroup(service);
  const refused = as('vivian')('intervention.create', { body: rest as never });
  await expect(refused).rejects.toMatchObject({
    status: 400,
    problem: {
      fields: expect.arrayContaining([
        { path: 'body.objective', message: 'Expected an objective: what students will be able to do.' },
        { path: 'body.ownerId', message: 'Expected an id in the form of a UUID.' },
        { path: 'body.meetingTimes', message: 'Expected at least one weekly meeting time.' },
      ]),
    },
  });
  expect(await counts()).toEqual(before);

  async function counts() {
    const tables = ['intervention', 'intervention_session', 'meeting_time', 'outbox_event'];
    const sql = tables.map((table) => `(select count(*) from aimline.${table}) as ${table}`).join(', ');
    return (await db.admin.query(`select ${sql}`)).rows[0];
  }
});

test('an intervention of seventy-two sessions takes no more statements than one of two', async () => {
  const { as, db, id } = service;
  const sent = listen(db.app);
  const draft = { ...readingGroup(service), facilitatorId: id.owen, roomId: null };
  const count = async (beginDate: string, endDate: string, sessionCount: number) => {
    sent.length = 0;
    const created = await as('sofia')('intervention.create', { body: { ...draft, beginDate, endDate } });
    expect(created.sessionCount).toBe(sessionCount);
    return sent.length;
  };
  const few = await count('2027-01-04', '2027-01-10', 2);
  expect(await count('2027-01-11', '2027-09-19', 72)).toBe(few);
  // begin, reason, key, calendar, intervention, meeting times, sessions, event, the response, storing it, commit
  expect(few).toBe(11);
});
