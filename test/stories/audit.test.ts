/** Who did what, when, and why it was allowed: a coordinator searches the audit trail of the district and exports it. */
import { sealRecords, verifyTrail } from '@aimline/plugin-interventions-backend';
import { provenTenantId } from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readingGroup, startTestService, type TestService } from '../support/service';
import { untilFinished } from '../support/untilFinished';

let service: TestService;
let interventionId: string;
let sessionId: string;

beforeAll(async () => {
  service = await startTestService();
  const { as, id } = service;
  ({ interventionId } = await as('vivian')('intervention.create', { body: readingGroup(service) }));
  const params = { interventionId };
  const { enrollments } = await as('vivian')('enrollment.create', {
    params,
    body: { studentIds: [id.maya, id.diego] },
  });
  const { sessions } = await as('vivian')('session.list', { params });
  ({ sessionId } = sessions[0]!);
  const record = (status: 'present' | 'tardy') =>
    as('vivian')('attendance.record', { params: { sessionId }, body: { marks: [{ studentId: id.maya, status }] } });
  await record('present');
  await record('tardy');
  await as('sofia')('progress.note', { params, body: { studentId: id.diego, rating: 3, text: '=HYPERLINK("x")' } });
  await as('denise')('staff.list').catch(() => {});
  await as('vivian')('enrollment.withdraw', {
    params: { enrollmentId: enrollments[0]!.enrollmentId },
    body: { endDate: '2026-09-14' },
  });
});
afterAll(() => service.close());

/** Action, kind of record and person of each entry. */
const search = async (query: object) => {
  const { entries } = await service.as('sofia')('audit.search', { query });
  return entries.map(({ action, entity, actor }) => `${action} ${entity} ${actor?.givenName ?? 'system'}`);
};

test('an entry contains who, what, why, about whom, and the values before and after', async () => {
  const { id } = service;
  const { entries } = await service.as('sofia')('audit.search', { query: { action: 'attendance.record' } });
  expect(entries).toHaveLength(2);
  expect(entries[0]).toEqual({
    auditId: expect.any(String),
    recordedAt: expect.stringMatching(/Z$/),
    actor: { personId: id.vivian, givenName: 'Vivian', familyName: 'Okafor' },
    action: 'attendance.record',
    reason: 'facilitatorOfIntervention',
    entity: 'attendance_record',
    entityId: expect.any(String),
    student: { studentId: id.maya, givenName: 'Maya', familyName: 'Thompson' },
    intervention: { interventionId, title: 'Repeated reading, grade 3' },
    before: expect.objectContaining({ status: 'present' }),
    after: expect.objectContaining({ status: 'tardy' }),
  });
});

test('filters narrow the trail by person, action, kind of record, student and intervention', async () => {
  const { id } = service;
  expect(await search({ actorId: id.denise })).toEqual(['staff.list access_refusal Denise']);
  expect(await search({ entity: 'access_refusal' })).toEqual(['staff.list access_refusal Denise']);
  expect(await search({ action: 'enrollment.withdraw' })).toEqual(['enrollment.withdraw enrollment Vivian']);
  expect(await search({ studentId: id.diego })).toEqual([
    'enrollment.withdraw enrollment Vivian',
    'progress.note progress_note Sofia',
    'enrollment.create enrollment Vivian',
    'lti.launch course_student system',
    'lti.launch student system',
  ]);
  expect(await search({ interventionId, entity: 'enrollment' })).toEqual([
    'enrollment.withdraw enrollment Vivian',
    'enrollment.create enrollment Vivian',
    'enrollment.create enrollment Vivian',
  ]);
  expect(await search({ interventionId, actorId: id.denise })).toEqual([]);
});

test('days are those of the time zone, both inclusive', async () => {
  const { entries } = await service.as('sofia')('audit.search', { query: { action: 'enrollment.withdraw' } });
  const zones = ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'];
  for (const timeZone of zones) {
    const day = dayIn(timeZone, entries[0]!.recordedAt);
    const found = (beginDate: string, endDate: string) =>
      search({ action: 'enrollment.withdraw', beginDate, endDate, timeZone });
    expect(await found(day, day)).toEqual(['enrollment.withdraw enrollment Vivian']);
    expect(await found(addDays(day, 1), addDays(day, 2))).toEqual([]);
    expect(await found('1900-01-01', addDays(day, -1))).toEqual([]);
  }
});

test('pages follow each other without a gap and without a record twice', async () => {
  const call = service.as('sofia');
  const ids: string[] = [];
  for (let after: string | undefined; ; after = ids.at(-1)) {
    const { entries, hasMore } = await call('audit.search', { query: { after } });
    ids.push(...entries.map(({ auditId }) => auditId));
    if (!hasMore) break;
    expect(entries).toHaveLength(50);
  }
  const { rows } = await service.db.admin.query<{ audit_id: string }>(
    'select audit_id from aimline.audit_record where tenant_id = $1 order by audit_id desc',
    [service.cedarValley],
  );
  expect(ids.length).toBeGreaterThan(50);
  expect(ids).toEqual(rows.map(({ audit_id }) => audit_id));
});

test('an export is audited, ends with the records of its start, and is readable by its own coordinator only', async () => {
  const { as, id } = service;
  const body = { format: 'csv' as const, filter: { studentId: id.maya } };
  const { exportId } = await as('sofia')('audit.export', { body });
  const params = { exportId };
  const whole = (await as('sofia')('audit.export_read', { params })).entries;
  await as('vivian')('attendance.record', {
    params: { sessionId },
    body: { marks: [{ studentId: id.maya, status: 'present' }] },
  });
  expect((await as('sofia')('audit.export_read', { params })).entries).toEqual(whole);
  const [audited] = (await as('sofia')('audit.search', { query: { action: 'audit.export' } })).entries;
  expect(audited).toMatchObject({
    actor: { personId: id.sofia },
    reason: 'coordinator',
    after: { export_id: exportId, format: 'csv', filter: { studentId: id.maya, timeZone: 'UTC' } },
  });
  await expect(as('ingrid')('audit.export_read', { params })).rejects.toMatchObject({ status: 404 });
});

test('only coordinators read the audit trail', async () => {
  for (const name of ['vivian', 'hannah', 'denise'] as const) {
    await expect(service.as(name)('audit.search')).rejects.toMatchObject({ status: 403 });
    await expect(service.as(name)('audit.seals')).rejects.toMatchObject({ status: 403 });
    await expect(service.as(name)('audit.export', { body: { format: 'csv' } })).rejects.toMatchObject({ status: 403 });
  }
});

test('a coordinator sees how far the trail is sealed', async () => {
  const { as, db, tenants } = service;
  const unsealed = await as('sofia')('audit.seals');
  expect(unsealed).toMatchObject({ sealedCount: 0, newestSeal: null, isDelayed: false });
  expect(unsealed.oldestUnsealedAt).toMatch(/Z$/);
  const tenantId = provenTenantId(service.cedarValley);
  await untilFinished(db);
  const sealedCount = await sealRecords(tenants, tenantId);
  expect(await as('sofia')('audit.seals')).toEqual({
    sealedCount,
    newestSeal: { seq: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/), sealedAt: expect.stringMatching(/Z$/) },
    oldestUnsealedAt: null,
    isDelayed: false,
  });
  expect(await verifyTrail({ tenants, tenantId })).toMatchObject({ breaks: [], sealedCount, unsealedCount: 0 });
});

test('after a whole story, every record has an action, and every record of a person a reason', async () => {
  const { rows } = await service.db.admin.query(
    `select distinct action, entity from aimline.audit_record
     where action = 'unknown' or (actor_id is not null and reason is null and entity <> 'access_refusal')`,
  );
  expect(rows).toEqual([]);
});

function dayIn(timeZone: string, instant: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(instant));
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
