/** Several sources describe the same people and courses, and none undoes what another has recorded. */
import {
  type CourseMember,
  provenTenantId,
  type RosterPerson,
  type UnitOfWork,
} from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startTestService, type TestService } from '../../../../test/support/service';
import { createRoster } from '../createRoster';
import { identify } from './identify';
import {
  linkIdentity,
  recordContactAddresses,
  recordStudentContacts,
  setContactLanguages,
  setNameSources,
} from './operations';

const LMS = 'lti:practice';
const SIS = 'import:sis';
const roster = createRoster();

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());
beforeEach(() => {
  service.clock.now = new Date(service.clock.now.getTime() + 60_000);
});

const inCedarValley = <T>(work: (uow: UnitOfWork) => Promise<T>) =>
  service.tenants.transact(
    { tenantId: provenTenantId(service.cedarValley), actorId: null, action: 'roster.test' },
    work,
  );
const rows = async (sql: string, values: unknown[] = []) => (await service.db.admin.query(sql, values)).rows;
const audited = async () => (await rows('select count(*)::int as n from aimline.audit_record'))[0].n;

/** A student of the LMS whom the SIS knows as well, by the same external id. */
async function knownToBoth(externalId: string): Promise<string> {
  return inCedarValley(async (uow) => {
    const localId = await roster.recordPerson(uow, LMS, person(externalId, 'Noa', 'Reyes'));
    await linkIdentity(uow, SIS, { kind: 'student', externalId, localId });
    return localId;
  });
}
const person = (externalId: string, givenName: string | null, familyName: string | null): RosterPerson => ({
  ...{ externalId, kind: 'student', givenName, familyName },
});
const record = (source: string, ...named: [string, string | null, string | null]) =>
  inCedarValley((uow) => roster.recordPerson(uow, source, person(...named)));
const nameOf = async (studentId: string) => {
  const [name] = await rows(
    `select given_name || ' ' || family_name as name, name_source as source from aimline.student where student_id = $1`,
    [studentId],
  );
  return `${name.name}, from ${name.source}`;
};

const begin = (source: string, courseId: string) =>
  inCedarValley((uow) => roster.beginSync(uow, source, courseId, uow.now));
async function read(source: string, courseId: string, ...externalIds: string[]): Promise<void> {
  const reading = await begin(source, courseId);
  const members = externalIds.map((id): CourseMember => ({ ...person(id, id, 'Soto'), kind: 'student' }));
  await inCedarValley((uow) => roster.recordMembers(uow, reading!, members));
  await inCedarValley((uow) => roster.completeSync(uow, reading!, 'all'));
}
const membersOf = async (courseId: string) =>
  (
    await rows(
      `select st.given_name || ' by ' || split_part(cs.source, ':', 1) as member
       from aimline.course_student cs join aimline.student st using (tenant_id, student_id)
       where cs.course_id = $1 order by 1`,
      [courseId],
    )
  ).map(({ member }) => member);

test('a complete sync removes what its own source had recorded, and nothing of another source', async () => {
  const courseId = await inCedarValley((uow) =>
    roster.recordCourse(uow, LMS, { externalId: 'two', title: 'Two sources' }),
  );
  await knownToBoth('both');
  await read(LMS, courseId, 'both', 'lms-only');
  await read(SIS, courseId, 'both', 'sis-only');
  expect(await membersOf(courseId)).toEqual(['both by import', 'both by lti', 'lms-only by lti', 'sis-only by import']);
  await read(LMS, courseId, 'lms-only');
  expect(await membersOf(courseId)).toEqual(['both by import', 'lms-only by lti', 'sis-only by import']);
  await read(SIS, courseId);
  expect(await membersOf(courseId)).toEqual(['lms-only by lti']);
});

test('two sources sync one course at once, and neither takes over the other', async () => {
  const courseId = await inCedarValley((uow) =>
    roster.recordCourse(uow, LMS, { externalId: 'at-once', title: 'At once' }),
  );
  const [lms, sis] = [await begin(LMS, courseId), await begin(SIS, courseId)];
  await inCedarValley((uow) => roster.recordMembers(uow, lms!, [{ ...person('a', 'a', 'Soto'), kind: 'student' }]));
  await inCedarValley((uow) => roster.recordMembers(uow, sis!, [{ ...person('b', 'b', 'Soto'), kind: 'student' }]));
  await inCedarValley((uow) => roster.failSync(uow, lms!));
  await inCedarValley((uow) => roster.completeSync(uow, sis!, 'all'));
  expect(await membersOf(courseId)).toEqual(['a by lti', 'b by import']);
});

test('a student whom two sources list is listed once, until neither lists her', async () => {
  const { as, id, courseId } = service;
  const listed = async () => {
    const { students } = await as('hannah')('student.list');
    return students.filter(({ studentId }) => studentId === id.noor).length;
  };
  await inCedarValley((uow) => linkIdentity(uow, SIS, { kind: 'student', externalId: 'Noor', localId: id.noor }));
  await read(SIS, courseId, 'Noor');
  expect(await listed()).toBe(1);
  await read(LMS, courseId);
  expect(await listed()).toBe(1);
  await read(SIS, courseId);
  expect(await listed()).toBe(0);
});

test('a name from an import is not changed by a launch, but by hand', async () => {
  const studentId = await knownToBoth('flip');
  expect(await nameOf(studentId)).toBe('Noa Reyes, from lti:practice');
  await record(SIS, 'flip', 'Noah', 'Reyes');
  await record(LMS, 'flip', 'Noa', 'Reyes');
  expect(await nameOf(studentId)).toBe('Noah Reyes, from import:sis');
  await inCedarValley((uow) => linkIdentity(uow, 'hand', { kind: 'student', externalId: 'flip', localId: studentId }));
  await record('hand', 'flip', 'Noa', 'Reyes-Lund');
  await record(SIS, 'flip', 'Noah', 'Reyes');
  expect(await nameOf(studentId)).toBe('Noa Reyes-Lund, from hand');
});

test('a source updates its own name, and of two sources of one kind the first keeps it', async () => {
  const studentId = await knownToBoth('equal');
  await inCedarValley((uow) =>
    linkIdentity(uow, 'lti:second', { kind: 'student', externalId: 'equal', localId: studentId }),
  );
  await record('lti:second', 'equal', 'Noah', 'Reyes');
  expect(await nameOf(studentId)).toBe('Noa Reyes, from lti:practice');
  await record(LMS, 'equal', 'Noe', 'Reyes');
  expect(await nameOf(studentId)).toBe('Noe Reyes, from lti:practice');
});

test('an unknown name is set by any source that has one, and an empty name removes none', async () => {
  const studentId = await inCedarValley(async (uow) => {
    const localId = await roster.recordPerson(uow, SIS, person('unnamed', null, null));
    await linkIdentity(uow, LMS, { kind: 'student', externalId: 'unnamed', localId });
    return localId;
  });
  await record(LMS, 'unnamed', 'Noa', null);
  expect(await nameOf(studentId)).toBe('Noa , from lti:practice');
  await record(SIS, 'unnamed', '', '');
  expect(await nameOf(studentId)).toBe('Noa , from lti:practice');
  await record(SIS, 'unnamed', null, 'Reyes');
  expect(await nameOf(studentId)).toBe('Noa Reyes, from import:sis');
});

test('a source that may not set a name, or repeats it, leaves no audit record', async () => {
  await knownToBoth('quiet');
  await record(SIS, 'quiet', 'Noah', 'Reyes');
  const before = await audited();
  await record(LMS, 'quiet', 'Noa', 'Reyes');
  await record(SIS, 'quiet', 'Noah', 'Reyes');
  expect(await audited()).toBe(before);
});

test('the district ranks name sources, by kind or by source', async () => {
  const studentId = await knownToBoth('setting');
  await record(SIS, 'setting', 'Noah', 'Reyes');
  await inCedarValley((uow) => setNameSources(uow, ['lti', 'import']));
  await record(LMS, 'setting', 'Noa', 'Reyes');
  expect(await nameOf(studentId)).toBe('Noa Reyes, from lti:practice');
  await inCedarValley((uow) => setNameSources(uow, [SIS, 'lti', 'import']));
  await record(SIS, 'setting', 'Noah', 'Reyes');
  expect(await nameOf(studentId)).toBe('Noah Reyes, from import:sis');
  await inCedarValley((uow) => setNameSources(uow, ['hand', 'import', 'lti']));
  await expect(inCedarValley((uow) => setNameSources(uow, []))).rejects.toThrow('Expected the sources of names');
  await expect(inCedarValley((uow) => setNameSources(uow, ['lti', 'lti']))).rejects.toThrow('listed twice');
});

test('a course and a school with the same id in one source are different records', async () => {
  const ids = await inCedarValley(async (uow) => [
    ...(await identify(uow, SIS, 'course', ['17'])),
    ...(await identify(uow, SIS, 'school', ['17'])),
    ...(await identify(uow, SIS, 'course', ['17'])),
  ]);
  expect(ids[0]).not.toBe(ids[1]);
  expect(ids[0]).toBe(ids[2]);
});

test('an existing record gets an id of another source, which cannot be linked twice', async () => {
  const { schoolId } = service.juniper;
  const link = (kind: 'school' | 'course', localId: string) =>
    inCedarValley((uow) => linkIdentity(uow, SIS, { kind, externalId: 'JUN', localId }));
  await link('school', schoolId);
  await link('school', schoolId);
  expect(await inCedarValley((uow) => identify(uow, SIS, 'school', ['JUN']))).toEqual([schoolId]);
  await expect(link('course', schoolId)).rejects.toThrow('There is no such course.');
  const other = await service.as('sofia')('school.import', {
    body: { schools: [{ name: 'Alder Middle', timeZone: 'America/Chicago', rooms: [], closedDays: [] }] },
  });
  const alder = other.schools.find(({ name }) => name === 'Alder Middle')!;
  await expect(link('school', alder.schoolId)).rejects.toThrow(
    'The school "JUN" of "import:sis" is linked to another record',
  );
});

test('each source records the students of a caregiver on its own, and writes only what is new', async () => {
  const { id } = service;
  const record = (source: string, ...students: [string, string | null][]) =>
    inCedarValley((uow) =>
      recordStudentContacts(
        uow,
        source,
        id.denise,
        students.map(([studentId, relationship]) => ({ studentId, relationship })),
      ),
    );
  const recorded = async () =>
    (
      await rows(
        `select st.given_name || ' by ' || split_part(sc.source, ':', 1) || coalesce(' as ' || relationship, '') as child
         from aimline.student_contact sc join aimline.student st using (tenant_id, student_id)
         where sc.contact_id = $1 order by 1`,
        [id.denise],
      )
    ).map(({ child }) => child);
  await record(LMS, [id.maya, null], [id.diego, null]);
  await record(SIS, [id.diego, 'Aunt'], [id.diego, 'Mother']);
  expect(await recorded()).toEqual(['Diego by import as Mother', 'Diego by lti', 'Maya by lti']);
  const before = await audited();
  await record(SIS, [id.diego, 'Mother']);
  expect(await audited()).toBe(before);
  await record(LMS, [id.maya, null]);
  await record(SIS);
  expect(await recorded()).toEqual(['Maya by lti']);
});

test('languages of a contact are in order of preference, in canonical BCP 47 form', async () => {
  const { id } = service;
  const set = (...languages: string[]) => inCedarValley((uow) => setContactLanguages(uow, id.denise, languages));
  const languages = () => rows('select languages from aimline.contact where contact_id = $1', [id.denise]);
  expect(await languages()).toEqual([{ languages: [] }]);
  await set('es-mx', 'EN', 'es-MX');
  expect(await languages()).toEqual([{ languages: ['es-MX', 'en'] }]);
  const before = await audited();
  await set('es-MX', 'en');
  expect(await audited()).toBe(before);
  await expect(set('Spanish!')).rejects.toThrow('Expected BCP 47 language tags');
  await expect(inCedarValley((uow) => setContactLanguages(uow, id.maya, ['en']))).rejects.toThrow('no such contact');
  await set();
  expect(await languages()).toEqual([{ languages: [] }]);
});

test('each source records the addresses of a contact on its own, and writes only what is new', async () => {
  const { id } = service;
  const record = (source: string, ...values: string[]) =>
    inCedarValley((uow) =>
      recordContactAddresses(
        uow,
        source,
        id.denise,
        values.map((value) => ({ kind: value.includes('@') ? 'email' : 'telephone', value })),
      ),
    );
  const addresses = async () =>
    (
      await rows(
        `select kind || ' ' || value || ' by ' || source as address from aimline.contact_address where contact_id = $1 order by 1`,
        [id.denise],
      )
    ).map(({ address }) => address);
  await record(SIS, 'denise@example.org', '555-0100', '555-0100');
  await record('hand', 'denise@example.org');
  const before = await audited();
  await record(SIS, '555-0100', 'denise@example.org');
  expect(await audited()).toBe(before);
  await record(SIS, '555-0101');
  expect(await addresses()).toEqual(['email denise@example.org by hand', 'telephone 555-0101 by import:sis']);
});
