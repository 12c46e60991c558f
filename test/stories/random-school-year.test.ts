/**
 * For random concurrent requests: no person and no room is in two places at once, the dashboards equal
 * a recount, and no request fails without a fault of its own.
 */
import type { InterventionDraft } from '@aimline/plugin-interventions-common/interventions';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { readingGroup, startTestService, type TestService } from '../support/service';

jest.setTimeout(120_000);

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

const STATUSES = ['present', 'tardy', 'early_departure', 'partial', 'excused_absence', 'unexcused_absence'] as const;
const ATTENDED: readonly string[] = ['present', 'tardy', 'early_departure', 'partial'];
/** The school days of two weeks, between which the clock of the test stands. */
const DAYS = ['14', '15', '16', '17', '18', '21', '22', '23', '24', '25'].map((day) => `2026-09-${day}`);
const WEEKDAYS = ['monday', 'tuesday', 'wednesday'] as const;

const number = (max: number) => fc.integer({ min: 0, max });
const create = fc.record({
  ...{ kind: fc.constant('create' as const), who: number(2), room: number(3), day: number(2), slot: number(3) },
});
const step = fc.oneof(
  { weight: 3, arbitrary: create },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('enroll' as const), group: number(9), who: number(3), from: number(5) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('withdraw' as const), enrollment: number(19), last: number(9) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      ...{
        kind: fc.constant('mark' as const),
        group: number(9),
        session: number(1),
        who: number(3),
        status: number(6),
      },
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hold' as const), groups: number(2) }) },
);
/** Creates some groups, then sends rounds of concurrent requests. */
const year = fc.record({
  groups: fc.array(create, { minLength: 4, maxLength: 6, size: 'max' }),
  rounds: fc.array(fc.array(step, { minLength: 3, maxLength: 6, size: 'max' }), {
    minLength: 4,
    maxLength: 10,
    size: 'max',
  }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

test('no person and no room is in two places at once, and dashboards equal a recount', async () => {
  service.clock.now = new Date('2026-09-21T20:00:00Z');
  await fc.assert(
    fc.asyncProperty(year, async ({ groups, rounds }) => {
      await clear();
      for (const round of [groups, ...rounds]) {
        const known = await readIds();
        await Promise.all(round.map((action) => carryOut(action, known)));
      }
      expect(await overlaps()).toEqual([]);
      await expectDashboardsToAgree();
    }),
    { numRuns: 20, seed: 20260914 },
  );
  expect(service.errors).toEqual([]);
});

/** One request as Sofia, a coordinator; a refusal in the 400s is a valid outcome. */
async function carryOut(action: Step, { groups, enrollments }: Awaited<ReturnType<typeof readIds>>): Promise<void> {
  const { as, id, juniper } = service;
  const call = as('sofia');
  const students = [id.maya, id.diego, id.noor, id.luis];
  const interventionId = 'group' in action ? groups[action.group % (groups.length || 1)] : undefined;
  const request = async () => {
    switch (action.kind) {
      case 'create':
        return call('intervention.create', { body: draft(action) });
      case 'enroll':
        if (!interventionId) return;
        return call('enrollment.create', {
          params: { interventionId },
          body: { studentIds: [students[action.who]!], beginDate: DAYS[action.from] },
        });
      case 'withdraw': {
        const enrollmentId = enrollments[action.enrollment % (enrollments.length || 1)];
        if (!enrollmentId) return;
        return call('enrollment.withdraw', { params: { enrollmentId }, body: { endDate: DAYS[action.last]! } });
      }
      case 'mark': {
        if (!interventionId) return;
        const { sessions } = await call('session.list', { params: { interventionId } });
        const { sessionId } = sessions[action.session % sessions.length]!;
        const { entries } = await call('attendance.read', { params: { sessionId } });
        const studentId = entries[action.who % (entries.length || 1)]?.student.studentId ?? students[action.who]!;
        const marks = [{ studentId, status: STATUSES[action.status] ?? null }];
        return call('attendance.record', { params: { sessionId }, body: { marks } });
      }
      case 'hold': {
        const { name, timeZone } = juniper;
        const rooms = [{ name: 'Library', groupCapacity: action.groups + 1 }];
        return call('school.import', { body: { schools: [{ name, timeZone, rooms, closedDays: [] }] } });
      }
    }
  };
  await request().catch((error) => expect([400, 404, 409, 422, 503]).toContain(error.status));
}

/** The state before a round. */
async function readIds() {
  const groups = await rows<{ id: string }>('select intervention_id as id from aimline.intervention order by 1');
  const enrollments = await rows<{ id: string }>('select enrollment_id as id from aimline.enrollment order by 1');
  return { groups: groups.map(({ id }) => id), enrollments: enrollments.map(({ id }) => id) };
}

function draft({ who, room, day, slot }: Step & { kind: 'create' }): InterventionDraft {
  const { id, juniper } = service;
  const [startTime, endTime] = [slot, slot + 2].map((tens) => `09:${tens * 10}`.replace(':0', ':00'));
  return {
    ...readingGroup(service),
    facilitatorId: [id.vivian, id.owen, id.hannah][who]!,
    roomId: juniper.rooms[room]?.roomId ?? null,
    endDate: DAYS.at(-1)!,
    meetingTimes: [{ weekday: WEEKDAYS[day]!, startTime: startTime!, endTime: endTime! }],
  };
}

/** Pairs of scheduled sessions at one time of one facilitator or one student, and rooms with more groups than they hold. */
const overlaps = () =>
  rows(`
    with busy as (
      select s.session_id, s.starts_at, s.ends_at, s.facilitator_id as resource_id from aimline.intervention_session s
      union all
      select s.session_id, s.starts_at, s.ends_at, e.student_id
        from aimline.intervention_session s join aimline.enrollment e using (tenant_id, intervention_id)
        where s.local_date between e.begin_date and coalesce(e.end_date, 'infinity'))
    select a.resource_id::text, a.starts_at::text from busy a
      join busy b on b.resource_id = a.resource_id and b.session_id > a.session_id
        and b.starts_at < a.ends_at and b.ends_at > a.starts_at
    union all
    select r.name, a.starts_at::text from aimline.room r
      join aimline.intervention_session a using (tenant_id, room_id)
      where r.group_capacity < (select count(*) from aimline.intervention_session b
        where b.room_id = r.room_id and b.starts_at <= a.starts_at and b.ends_at > a.starts_at)`);

async function expectDashboardsToAgree(): Promise<void> {
  const now = service.clock.now.getTime();
  const sessions = await rows<{ session_id: string; intervention_id: string; day: string; ends_at: Date }>(
    'select session_id, intervention_id, local_date::text as day, ends_at from aimline.intervention_session',
  );
  const enrollments = await rows<{ intervention_id: string; student_id: string; first: string; last: string }>(
    `select intervention_id, student_id, begin_date::text as first, coalesce(end_date, '2199-12-31')::text as last from aimline.enrollment`,
  );
  const marks = await rows<{ session_id: string; student_id: string; status: string }>(
    'select session_id, student_id, status from aimline.attendance_record',
  );
  for (const interventionId of new Set(sessions.map((session) => session.intervention_id))) {
    const own = sessions.filter((session) => session.intervention_id === interventionId);
    const tally = { attended: 0, recorded: 0, expected: 0 };
    for (const session of own) {
      for (const enrollment of enrollments.filter((one) => one.intervention_id === interventionId)) {
        if (session.day < enrollment.first || session.day > enrollment.last) continue;
        const mark = marks.find(
          (one) => one.session_id === session.session_id && one.student_id === enrollment.student_id,
        );
        if (!mark && session.ends_at.getTime() > now) continue;
        tally.expected += 1;
        if (mark) tally.recorded += 1;
        if (mark && ATTENDED.includes(mark.status)) tally.attended += 1;
      }
    }
    const held = own.filter((session) => marks.some((mark) => mark.session_id === session.session_id));
    const dashboard = await service.as('sofia')('dashboard.intervention', { params: { interventionId } });
    expect(dashboard.attendance).toMatchObject(tally);
    expect(dashboard.sessions).toMatchObject({
      scheduled: own.length,
      ended: own.filter((session) => session.ends_at.getTime() <= now).length,
      held: held.length,
    });
    for (const key of ['attended', 'recorded', 'expected'] as const) {
      expect(dashboard.weeks.reduce((total, week) => total + week[key], 0)).toBe(tally[key]);
      expect(dashboard.students.reduce((total, { attendance }) => total + attendance[key], 0)).toBe(tally[key]);
    }
  }
}

async function rows<Row extends object>(sql: string): Promise<Row[]> {
  return (await service.db.admin.query<Row>(sql)).rows;
}

/** Deletes everything but people and places, and resets the library. */
async function clear(): Promise<void> {
  await service.db.admin.query(`
    begin;
    set local session_replication_role = replica;
    delete from aimline.attendance_record;
    delete from aimline.enrollment;
    delete from aimline.booking;
    delete from aimline.intervention_session;
    delete from aimline.meeting_time;
    delete from aimline.intervention;
    update aimline.room set group_capacity = 2 where name = 'Library';
    commit`);
}
