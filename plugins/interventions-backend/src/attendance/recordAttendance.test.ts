/** Attendance is validated against the state after the session is locked, whatever changes concurrently. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { provenTenantId } from '@aimline/plugin-interventions-node';
import { readingGroup, startTestService, type TestService } from '../../../../test/support/service';
import { until } from '../../../../test/support/until';
import { withdrawStudent } from '../enrollments/operations';

let service: TestService;
let sessionId: string;
let enrollmentId: string;
beforeEach(async () => {
  service = await startTestService();
  const call = service.as('vivian');
  const { interventionId } = await call('intervention.create', { body: readingGroup(service) });
  const params = { interventionId };
  const { enrollments } = await call('enrollment.create', { params, body: { studentIds: [service.id.maya] } });
  enrollmentId = enrollments[0]!.enrollmentId;
  sessionId = (await call('session.list', { params })).sessions[0]!.sessionId;
});
afterEach(() => service.close());

const who = () => ({ tenantId: provenTenantId(service.cedarValley), actorId: service.id.sofia, action: 'test.run' });
const record = () =>
  service.as('vivian')('attendance.record', {
    params: { sessionId },
    body: { marks: [{ studentId: service.id.maya, status: 'present' }] },
  });
const waitsForLock = async () =>
  (
    await service.db.admin.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
  ).rows.length > 0;
const countMarks = async () =>
  Number((await service.db.admin.query('select count(*) from aimline.attendance_record')).rows[0].count);

test('a student who is withdrawn while attendance is being recorded gets no mark', async () => {
  let recording: Promise<unknown> | undefined;
  await service.tenants.transact(who(), async (uow) => {
    const by = { kind: 'person', personId: service.id.sofia } as const;
    // the day before the session: Maya no longer takes part in it
    await withdrawStudent(uow, by, enrollmentId, '2026-09-13');
    recording = record();
    recording.catch(() => {});
    await until(waitsForLock);
  });
  await expect(recording).rejects.toMatchObject({
    status: 422,
    problem: { fields: [{ path: 'body.marks.0.studentId', message: 'This student is not enrolled on that day.' }] },
  });
  expect(await countMarks()).toBe(0);
});

test('a session that is cancelled while attendance is being recorded gets no mark', async () => {
  let recording: Promise<unknown> | undefined;
  await service.tenants.transact(who(), async (uow) => {
    await uow.rows(
      `update intervention_session set status = 'cancelled' where tenant_id = :tenantId and session_id = :sessionId`,
      { sessionId },
    );
    recording = record();
    recording.catch(() => {});
    await until(waitsForLock);
  });
  await expect(recording).rejects.toMatchObject({ status: 409, message: 'The session was cancelled.' });
  expect(await countMarks()).toBe(0);
});

test('sheets of two sessions of one intervention are saved in parallel', async () => {
  let saved: unknown;
  await service.tenants.transact(who(), async (uow) => {
    // the locks that the first save holds until its commit
    await uow.rows(
      `select from intervention where tenant_id = :tenantId and intervention_id = (
         select intervention_id from enrollment where tenant_id = :tenantId and enrollment_id = :enrollmentId)
       for share`,
      { enrollmentId },
    );
    saved = await record();
  });
  expect(saved).toMatchObject({ entries: [{ status: 'present' }] });
});
