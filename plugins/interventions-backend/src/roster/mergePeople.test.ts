/** Two records of one person are merged, and nothing recorded about either is lost. */
import { provenTenantId, type UnitOfWork } from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { recordAccess } from '../../../../test/support/recordAccess';
import { readingGroup, startTestService, type TestService } from '../../../../test/support/service';
import { until } from '../../../../test/support/until';
import { createRoster } from '../createRoster';
import {
  linkIdentity,
  mergePeople,
  recordContactAddresses,
  recordStudentContacts,
  setContactLanguages,
} from './operations';
import { recordPeople } from './recordPeople';

const LMS = 'lti:practice';
const SIS = 'import:sis';
const roster = createRoster();

let service: TestService;
/** Two records of one student without interventions: from the LMS, and from the student information system. */
let ofLms: string;
let ofSis: string;

beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());
beforeEach(async () => {
  service.clock.now = new Date(service.clock.now.getTime() + 60_000);
  const externalId = expect.getState().currentTestName!;
  [ofLms, ofSis] = await inCedarValley(async (uow) => [
    await roster.recordPerson(uow, LMS, { externalId, kind: 'student', givenName: 'Noa', familyName: 'Reyes' }),
    await roster.recordPerson(uow, SIS, { externalId, kind: 'student', givenName: 'Noah', familyName: 'Reyes' }),
  ]);
});

const inCedarValley = <T>(work: (uow: UnitOfWork) => Promise<T>) =>
  service.tenants.transact(
    { tenantId: provenTenantId(service.cedarValley), actorId: null, action: 'person.merge' },
    work,
  );
const merge = (from: string, into: string, kind: 'student' | 'staff' | 'contact' = 'student') =>
  inCedarValley((uow) => mergePeople(uow, { kind, from, into }));
const rows = async (sql: string, ...values: unknown[]) => (await service.db.admin.query(sql, values)).rows;
/** The table of every row that refers to an id, without the tables that preserve the past. */
const namedIn = async (id: string) => {
  const tables = await rows(
    `select relname from pg_class
     where relnamespace = 'aimline'::regnamespace and relkind = 'r'
       and relname not in ('audit_record', 'idempotent_answer', 'merged_person', 'outbox_event')`,
  );
  const counts = await Promise.all(
    tables.map(({ relname }) =>
      rows(`select $1 as t from aimline.${relname} x where x::text like $2`, relname, `%${id}%`),
    ),
  );
  return counts
    .flat()
    .map(({ t }) => t)
    .toSorted();
};

/** Adds a group on its own weekday, so that no two groups meet at the same time. */
async function addGroup(weekday: 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday', startTime: string) {
  const endTime = startTime.replace(':00', ':30');
  const body = { ...readingGroup(service), roomId: null, meetingTimes: [{ weekday, startTime, endTime }] };
  const { interventionId } = await service.as('sofia')('intervention.create', { body });
  return interventionId;
}
const enroll = (interventionId: string, ...studentIds: string[]) =>
  service.as('sofia')('enrollment.create', { params: { interventionId }, body: { studentIds } });

test('all references move to the remaining record, external ids included, and the name of the higher ranking source is kept', async () => {
  const { as } = service;
  const monday = await addGroup('monday', '11:00');
  const tuesday = await addGroup('tuesday', '11:00');
  await enroll(monday, ofSis);
  await enroll(tuesday, ofLms);
  const { sessions } = await as('sofia')('session.list', { params: { interventionId: monday } });
  const params = { sessionId: sessions[0]!.sessionId };
  await as('sofia')('attendance.record', { params, body: { marks: [{ studentId: ofSis, status: 'present' }] } });
  await as('sofia')('progress.note', {
    params: { interventionId: monday },
    body: { studentId: ofSis, text: 'Reads.' },
  });
  await merge(ofSis, ofLms);
  expect(await namedIn(ofSis)).toEqual([]);
  expect(await rows('select given_name, name_source from aimline.student where student_id = $1', ofLms)).toEqual([
    { given_name: 'Noah', name_source: SIS },
  ]);
  const names = {
    externalId: expect.getState().currentTestName!,
    kind: 'student',
    givenName: null,
    familyName: null,
  } as const;
  expect(await inCedarValley((uow) => roster.recordPerson(uow, SIS, names))).toBe(ofLms);
  expect(await inCedarValley((uow) => roster.recordPerson(uow, LMS, names))).toBe(ofLms);
  const busy = await rows(
    'select kind, intervention_id from aimline.booking where resource_id = $1 order by intervention_id',
    ofLms,
  );
  expect(busy).toEqual([monday, tuesday].toSorted().map((each) => ({ kind: 'student', intervention_id: each })));
  const dashboard = await as('sofia')('dashboard.student', { params: { studentId: ofLms } });
  expect(dashboard.interventions.find((each) => each.interventionId === monday)).toMatchObject({
    attendance: { attended: 1, recorded: 1, expected: 1 },
  });
  await expect(enroll(monday, ofLms)).rejects.toMatchObject({ status: 409 });
});

test('the audit trail shows the merge of each row, and finds the person by records of either id', async () => {
  const monday = await addGroup('monday', '12:00');
  await enroll(monday, ofSis);
  await merge(ofSis, ofLms);
  const trail = await rows(
    `select entity, before ->> 'student_id' as before, after ->> 'student_id' as after
     from aimline.audit_record
     where action = 'person.merge' and entity in ('enrollment', 'student') and (before ->> 'student_id') in ($1, $2)
       and before is not null
     order by entity, after nulls last`,
    ofSis,
    ofLms,
  );
  expect(trail).toEqual([
    { entity: 'enrollment', before: ofSis, after: ofLms },
    { entity: 'student', before: ofLms, after: ofLms },
    { entity: 'student', before: ofSis, after: null },
  ]);
  const { entries } = await service.as('sofia')('audit.search', { query: { studentId: ofLms, entity: 'enrollment' } });
  expect(entries.map(({ action, student }) => ({ action, student }))).toEqual([
    { action: 'person.merge', student: { studentId: ofLms, givenName: 'Noah', familyName: 'Reyes' } },
    { action: 'enrollment.create', student: { studentId: ofSis, givenName: 'Noah', familyName: 'Reyes' } },
  ]);
});

test('duplicates are merged, and a sync in progress knows them as one person', async () => {
  const { id } = service;
  const externalId = expect.getState().currentTestName!;
  const courseId = await inCedarValley((uow) => roster.recordCourse(uow, LMS, { externalId, title: 'Merged' }));
  const member = (id: string) => ({ externalId: id, kind: 'student', givenName: null, familyName: null }) as const;
  const read = async (source: string, isComplete: boolean, ...externalIds: string[]) => {
    const reading = await inCedarValley((uow) => roster.beginSync(uow, source, courseId, uow.now));
    await inCedarValley((uow) => roster.recordMembers(uow, reading!, externalIds.map(member)));
    if (isComplete) await inCedarValley((uow) => roster.completeSync(uow, reading!, 'all'));
    return reading!;
  };
  await inCedarValley((uow) => linkIdentity(uow, LMS, { kind: 'student', externalId: 'twice', localId: ofSis }));
  await read(LMS, true, externalId, 'twice');
  const inProgress = await read(SIS, false, externalId);
  await inCedarValley((uow) =>
    recordStudentContacts(uow, LMS, id.denise, [
      { studentId: ofLms, relationship: null },
      { studentId: ofSis, relationship: null },
    ]),
  );
  await merge(ofSis, ofLms);
  await inCedarValley((uow) => roster.completeSync(uow, inProgress, 'all'));
  expect(
    await rows('select student_id, source from aimline.course_student where course_id = $1 order by 2', courseId),
  ).toEqual([SIS, LMS].map((source) => ({ student_id: ofLms, source })));
  expect(await rows('select student_id from aimline.student_contact where contact_id = $1', id.denise)).toEqual([
    { student_id: ofLms },
  ]);
});

test('a merge of two participants of one intervention is refused, and nothing changes', async () => {
  const monday = await addGroup('monday', '13:00');
  await enroll(monday, ofLms, ofSis);
  const before = [await namedIn(ofSis), await namedIn(ofLms)];
  await expect(merge(ofSis, ofLms)).rejects.toMatchObject({ constraint: 'enrollment_once' });
  expect([await namedIn(ofSis), await namedIn(ofLms)]).toEqual(before);
});

test('a merge that would put a person in two places at once is refused', async () => {
  const first = await addGroup('thursday', '11:00');
  const { facilitatorId: _, ...group } = readingGroup(service);
  const { interventionId: second } = await service.as('sofia')('intervention.create', {
    body: {
      ...group,
      facilitatorId: service.id.owen,
      roomId: null,
      meetingTimes: [{ weekday: 'thursday', startTime: '11:00', endTime: '11:30' }],
    },
  });
  await enroll(first, ofLms);
  await enroll(second, ofSis);
  await expect(merge(ofSis, ofLms)).rejects.toMatchObject({ constraint: 'no_double_booking' });
});

test('a merge of two students with marks in one session is refused, and nothing changes', async () => {
  const group = await addGroup('monday', '14:00');
  await enroll(group, ofLms, ofSis);
  const { sessions } = await service.as('sofia')('session.list', { params: { interventionId: group } });
  const params = { sessionId: sessions[0]!.sessionId };
  const marks = [ofLms, ofSis].map((studentId) => ({ studentId, status: 'present' as const }));
  await service.as('sofia')('attendance.record', { params, body: { marks } });
  const before = [await namedIn(ofSis), await namedIn(ofLms)];
  await expect(merge(ofSis, ofLms)).rejects.toMatchObject({ constraint: 'attendance_once' });
  expect([await namedIn(ofSis), await namedIn(ofLms)]).toEqual(before);
});

test('a staff member keeps their interventions and coordinator status; their open sessions end', async () => {
  const { cedarValley } = service;
  const externalId = expect.getState().currentTestName!;
  const [from, into] = await inCedarValley(async (uow) => [
    await roster.recordPerson(uow, LMS, { externalId, kind: 'staff', givenName: 'Ana', familyName: 'Lund' }),
    await roster.recordPerson(uow, SIS, { externalId, kind: 'staff', givenName: 'Anna', familyName: 'Lund' }),
  ]);
  const body = { ...readingGroup(service), roomId: null, facilitatorId: from!, ownerId: from! };
  const { interventionId } = await service.as('sofia')('intervention.create', { body });
  const { launchSessionId } = await recordAccess(service, { tenantId: cedarValley, staffId: from!, personId: from! });
  await merge(from!, into!, 'staff');
  expect(await namedIn(from!)).toEqual([]);
  const intervention = await service.as('sofia')('intervention.read', { params: { interventionId } });
  expect(intervention).toMatchObject({ owner: { staffId: into }, facilitator: { staffId: into, givenName: 'Anna' } });
  expect(
    await rows('select person_id from aimline.launch_session where launch_session_id = $1', launchSessionId),
  ).toEqual([]);
  expect(await rows('select kind from aimline.booking where resource_id = $1', into)).toEqual([
    { kind: 'facilitator' },
  ]);
  expect(await rows('select staff_id from aimline.coordinator_candidate where staff_id = $1', into)).toHaveLength(1);
});

test('of two coordinators the status of the remaining record counts, and histories show its name', async () => {
  const { as, id } = service;
  const body = { ...readingGroup(service), roomId: null, facilitatorId: id.owen, ownerId: id.owen };
  const meetingTimes = [{ weekday: 'tuesday' as const, startTime: '15:00', endTime: '15:30' }];
  const { interventionId } = await as('owen')('intervention.create', { body: { ...body, meetingTimes } });
  await inCedarValley(async (uow) => {
    for (const [staffId, status, code] of [
      [id.owen, 'approved', 'K7QDXM2Q'],
      [id.hannah, 'pending', 'K7QDXM2R'],
    ]) {
      await uow.rows(
        `insert into coordinator_candidate (tenant_id, staff_id, status, code, requested_at, decided_at)
         values (:tenantId, :staffId, :status::text, :code, :now, case when :status::text = 'approved' then :now::timestamptz end)`,
        { staffId, status, code, now: uow.now },
      );
    }
    await mergePeople(uow, { kind: 'staff', from: id.owen, into: id.hannah });
  });
  expect(
    await rows('select status from aimline.coordinator_candidate where staff_id in ($1, $2)', id.owen, id.hannah),
  ).toEqual([{ status: 'pending' }]);
  const { records } = await as('sofia')('intervention.history', { params: { interventionId } });
  expect(records.find(({ action }) => action === 'intervention.create')?.actor).toEqual({
    ...{ staffId: id.hannah, givenName: 'Hannah', familyName: 'Brooks' },
  });
});

test('a merge of two facilitators with overlapping sessions is refused', async () => {
  const { id } = service;
  const at = { roomId: null, meetingTimes: [{ weekday: 'friday' as const, startTime: '15:00', endTime: '15:30' }] };
  for (const facilitatorId of [id.vivian, id.sofia]) {
    await service.as('sofia')('intervention.create', { body: { ...readingGroup(service), ...at, facilitatorId } });
  }
  await expect(merge(id.sofia, id.vivian, 'staff')).rejects.toMatchObject({ constraint: 'no_double_booking' });
});

test('a contact keeps children, addresses and languages', async () => {
  const { id } = service;
  const externalId = expect.getState().currentTestName!;
  const from = await inCedarValley((uow) =>
    roster.recordPerson(uow, SIS, { externalId, kind: 'contact', givenName: 'Walt', familyName: 'Abara' }),
  );
  await inCedarValley(async (uow) => {
    await recordStudentContacts(uow, SIS, from, [{ studentId: id.grace, relationship: 'Grandfather' }]);
    for (const contactId of [from, id.walter]) {
      await recordContactAddresses(uow, SIS, contactId, [{ kind: 'email', value: 'walter@example.org' }]);
    }
    await setContactLanguages(uow, from, ['yo', 'en']);
  });
  await merge(from, id.walter, 'contact');
  expect(await namedIn(from)).toEqual([]);
  expect(
    await rows('select student_id, relationship from aimline.student_contact where contact_id = $1', id.walter),
  ).toEqual([{ student_id: id.grace, relationship: 'Grandfather' }]);
  expect(await rows('select value from aimline.contact_address where contact_id = $1', id.walter)).toEqual([
    { value: 'walter@example.org' },
  ]);
  expect(await rows('select languages, given_name from aimline.contact where contact_id = $1', id.walter)).toEqual([
    { languages: ['yo', 'en'], given_name: 'Walt' },
  ]);
});

test('earlier merges are redirected to the remaining record', async () => {
  const third = await inCedarValley((uow) =>
    roster.recordPerson(uow, 'hand', { externalId: 'third', kind: 'student', givenName: 'N.', familyName: 'Reyes' }),
  );
  await merge(ofSis, ofLms);
  await merge(ofLms, third);
  expect(
    await rows('select merged_id from aimline.merged_person where into_id = $1 order by merged_at, merged_id', third),
  ).toEqual([ofSis, ofLms].toSorted().map((merged_id) => ({ merged_id })));
  await expect(merge(ofSis, third)).rejects.toThrow('There is no such student.');
});

test('both must be different records of this district and kind', async () => {
  const { id } = service;
  await expect(merge(ofSis, id.ingrid)).rejects.toThrow('There is no such student.');
  await expect(merge(id.ingrid, id.sofia, 'staff')).rejects.toThrow('There is no such staff.');
  await expect(merge(ofSis, id.hannah)).rejects.toThrow('There is no such student.');
  await expect(merge(ofSis, ofSis)).rejects.toThrow('A record cannot be merged with itself.');
  expect(await namedIn(ofSis)).toEqual(['external_identity', 'student']);
});

test('a name that arrives during the merge is recorded for the remaining record', async () => {
  const externalId = expect.getState().currentTestName!;
  const named = { externalId, kind: 'student', givenName: 'Nora', familyName: 'Reyes' } as const;
  await Promise.all([merge(ofSis, ofLms), inCedarValley((uow) => roster.recordPerson(uow, SIS, named))]);
  expect(await namedIn(ofSis)).toEqual([]);
  expect(await rows('select given_name from aimline.student where student_id = $1', ofLms)).toEqual([
    { given_name: 'Nora' },
  ]);
});

test('of two accounts of one source the first sets the name, and a list with both is accepted', async () => {
  const externalIds = ['1', '2'].map((n) => `${expect.getState().currentTestName} ${n}`);
  const list = (names: readonly [string, string]) =>
    externalIds.map((externalId, i) => ({
      externalId,
      kind: 'student' as const,
      givenName: names[i]!,
      familyName: 'Ek',
    }));
  const [first, second] = await inCedarValley((uow) => recordPeople(uow, LMS, 'student', list(['Liv', 'Liva'])));
  await merge(second!, first!);
  // first both entries change the name, then the entries disagree about it
  for (const names of [
    ['Live', 'Liveta'],
    ['Livia', 'Liva'],
    ['Livia', 'Liva'],
  ] as const) {
    expect(await inCedarValley((uow) => recordPeople(uow, LMS, 'student', list(names)))).toEqual([first, first]);
    expect(await rows('select given_name from aimline.student where student_id = $1', first)).toEqual([
      { given_name: names[0] },
    ]);
  }
});

test('an external id that is linked while a merge waits belongs to the remaining record', async () => {
  const externalId = `${expect.getState().currentTestName} later`;
  let merging: Promise<void> | undefined;
  await inCedarValley(async (uow) => {
    await linkIdentity(uow, SIS, { kind: 'student', externalId, localId: ofLms });
    merging = merge(ofLms, ofSis);
    merging.catch(() => {});
    await until(async () => {
      const waiting = await rows(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return waiting.length > 0;
    });
  });
  await merging;
  expect(await rows('select local_id from aimline.external_identity where external_id = $1', externalId)).toEqual([
    { local_id: ofSis },
  ]);
});
