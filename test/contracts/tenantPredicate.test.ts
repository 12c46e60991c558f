/**
 * The second wall: every statement names its tenant, so that even a login which row-level security does not bind sees
 * and changes one district. Both districts hold the same: whatever lacks the tenant would find two.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cast } from '@aimline/demo/cast';
import { createRoster, rosterOperations } from '@aimline/plugin-interventions-backend';
import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { listen } from '../support/listen';
import { recordHarbor } from '../support/recordHarbor';
import { readingGroup, startTestService, type TestService } from '../support/service';

let service: TestService;
/** Ids of Harbor, by what they are. */
let harbor: { interventionId: string; sessionId: string; enrollmentId: string; studentId: string };
let cedar: typeof harbor;

/** Every text that was sent to the database. */
let statements: string[];

beforeAll(async () => {
  service = await startTestService({ pastTheWall: true });
  statements = listen(service.db.app);
  const { studentIds, ...inHarbor } = await recordHarbor(service);
  await readRoster();
  harbor = await fill('ingrid', inHarbor, studentIds[0]);
  cedar = await fill('sofia', {}, service.id.maya);
});
afterAll(() => service.close());

/** Every way in which a reading of Hannah's course goes on and ends, and a course from which it was copied. */
async function readRoster(): Promise<void> {
  const { tenants, actors, courseId, id } = service;
  const roster = createRoster();
  const source = 'lti:practice';
  const members = [
    { externalId: cast.maya.userId, kind: 'student', givenName: null, familyName: null },
    { externalId: cast.hannah.userId, kind: 'staff', givenName: null, familyName: null },
  ] as const;
  await tenants.transact({ tenantId: actors.sofia.tenantId, actorId: null, action: 'lti.roster' }, async (uow) => {
    await roster.markPending(uow, source, courseId);
    for (const extent of ['everybody', 'changes'] as const) {
      const reading = await roster.beginSync(uow, source, courseId, uow.now);
      await roster.recordMembers(uow, reading!, members);
      await roster.resetSync(uow, reading!);
      await roster.recordMembers(uow, reading!, members);
      await roster.completeSync(uow, reading!, extent);
    }
    await roster.recordMentored(uow, source, {
      ...{ contactId: id.denise, courseId },
      studentExternalIds: [cast.maya.userId],
    });
    await actOnRoster(uow);
    const broken = await roster.beginSync(uow, source, courseId, uow.now);
    await roster.failSync(uow, broken!);
    const origin = await roster.recordCourse(uow, source, { externalId: 'last-year', title: 'Grade 3, 2025–26' });
    await roster.recordLinks(uow, origin, [{ target: '/', title: 'Today' }]);
    await roster.recordCopy(uow, source, { externalId: 'grade-3', title: null, originExternalIds: ['last-year'] });
  });
}

/** Every operation once, at the end with a record that goes. */
async function actOnRoster(uow: UnitOfWork): Promise<void> {
  const { id, juniper } = service;
  const { linkIdentity, mergePeople, recordContactAddresses, setContactLanguages, setNameSources } = rosterOperations;
  await setNameSources(uow, ['hand', 'import', 'lti']);
  await linkIdentity(uow, 'import:sis', { kind: 'school', externalId: 'JUN', localId: juniper.schoolId });
  await recordContactAddresses(uow, 'import:sis', id.denise, [{ kind: 'email', value: 'denise@example.org' }]);
  await setContactLanguages(uow, id.denise, ['en']);
  for (const kind of ['student', 'staff', 'contact'] as const) {
    const [from, into] = [
      await createRoster().recordPerson(uow, 'import:a', { externalId: kind, kind, givenName: 'A', familyName: 'B' }),
      await createRoster().recordPerson(uow, 'import:b', { externalId: kind, kind, givenName: 'A', familyName: 'B' }),
    ];
    await mergePeople(uow, { kind, from, into });
  }
}

async function fill(who: 'sofia' | 'ingrid', change: object, studentId: string) {
  const call = service.as(who);
  const { interventionId } = await call('intervention.create', { body: { ...readingGroup(service), ...change } });
  const params = { interventionId };
  const { enrollments } = await call('enrollment.create', { params, body: { studentIds: [studentId] } });
  const { sessions } = await call('session.list', { params });
  const { sessionId } = sessions[0]!;
  await call('attendance.record', { params: { sessionId }, body: { marks: [{ studentId, status: 'present' }] } });
  await call('progress.note', { params, body: { studentId, rating: 3, text: 'Reads well.' } });
  return { interventionId, sessionId, enrollmentId: enrollments[0]!.enrollmentId, studentId };
}

test('the login of this test is not bound by row-level security', async () => {
  const seen = await service.db.app.raw('select count(distinct tenant_id)::int as districts from aimline.intervention');
  expect(seen.rows).toEqual([{ districts: 2 }]);
});

test('a district reads its own rows, once', async () => {
  const { as, harbor: harborId } = service;
  const call = as('sofia');
  const params = { interventionId: cedar.interventionId };
  const answers = await Promise.all([
    call('intervention.list'),
    call('intervention.read', { params }),
    call('intervention.history', { params }),
    call('session.list', { params }),
    call('session.agenda'),
    call('enrollment.list', { params }),
    call('attendance.read', { params: { sessionId: cedar.sessionId } }),
    call('progress.list', { params }),
    call('dashboard.intervention', { params }),
    call('dashboard.student', { params: { studentId: cedar.studentId } }),
    call('student.list'),
    call('staff.list'),
    call('school.list'),
    call('course_link.offer'),
    call('audit.search'),
    call('audit.seals'),
    call('audit.export_read', { params: await call('audit.export', { body: { format: 'csv' } }) }),
  ]);
  const text = JSON.stringify(answers);
  const foreign = [...Object.values(harbor), harborId, service.id.ingrid];
  expect(foreign.filter((id) => text.includes(id))).toEqual([]);
  const [list, intervention, , sessions, agenda, enrollments, sheet, notes, dashboard] = answers;
  expect(list.interventions).toHaveLength(1);
  expect(intervention).toMatchObject({ enrolledCount: 1, sessionCount: 27 });
  expect(sessions.sessions).toHaveLength(27);
  expect(agenda.sessions).toHaveLength(1);
  expect(enrollments.enrollments).toHaveLength(1);
  expect(sheet.entries).toHaveLength(1);
  expect(notes.notes).toHaveLength(1);
  expect(dashboard.attendance).toMatchObject({ attended: 1, recorded: 1, expected: 1 });
});

test("another district's ids are not found, and nothing of it can be changed", async () => {
  const call = service.as('sofia');
  const before = await rowsOfHarbor();
  const params = { interventionId: harbor.interventionId };
  const body = { marks: [{ studentId: harbor.studentId, status: 'tardy' as const }] };
  for (const attempt of [
    call('intervention.read', { params }),
    call('session.list', { params }),
    call('dashboard.student', { params: { studentId: harbor.studentId } }),
    call('enrollment.create', { params, body: { studentIds: [cedar.studentId] } }),
    call('attendance.record', { params: { sessionId: harbor.sessionId }, body }),
    call('progress.note', { params, body: { studentId: harbor.studentId, text: 'x' } }),
    call('audit.export_read', { params: await service.as('ingrid')('audit.export', { body: { format: 'csv' } }) }),
    call('enrollment.withdraw', { params: { enrollmentId: harbor.enrollmentId }, body: { endDate: '2026-09-14' } }),
  ]) {
    await expect(attempt).rejects.toMatchObject({ status: 404 });
  }
  expect(await rowsOfHarbor()).toEqual(before);
});

test('every statement names the tenant of every table in it', async () => {
  const { rows } = await service.db.admin.query(
    `select relname from pg_class where relnamespace = 'aimline'::regnamespace and relkind = 'r'`,
  );
  const tables = rows.map(({ relname }) => relname).join('|');
  const keyword = 'where|set|join|cross|left|on|order';
  const mention = new RegExp(
    `\\b(?:from|join|update)\\s+(?:${tables})\\b(?:\\s+(?:as\\s+)?(?!${keyword})(\\w+))?`,
    'g',
  );
  const unnamed = [...new Set(statements)].flatMap((statement) =>
    [...statement.matchAll(mention)].flatMap(([found, alias]) => {
      const named = alias ? `\\b${alias}\\.tenant_id = |= ${alias}\\.tenant_id\\b` : '\\btenant_id = ';
      return new RegExp(named).test(statement) ? [] : [`${found} in ${statement}`];
    }),
  );
  expect(new Set(statements).size).toBeGreaterThan(25);
  expect(unnamed).toEqual([]);
});

async function rowsOfHarbor() {
  const tables = [
    'intervention',
    'intervention_session',
    'enrollment',
    'attendance_record',
    'progress_note',
    'booking',
  ];
  const rows = tables.map((table) =>
    service.db.admin.query(
      `select md5(string_agg(x::text, '|' order by x::text)) from aimline.${table} x where tenant_id = $1`,
      [service.harbor],
    ),
  );
  return (await Promise.all(rows)).map((result) => result.rows);
}
