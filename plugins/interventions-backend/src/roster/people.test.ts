import { provenTenantId, type TenantId, type UnitOfWork } from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import { listen } from '../../../../test/support/listen';
import type { TenantTransactions } from '../db/unitOfWork';
import { createRoster } from '../createRoster';
import { people } from './people';

const CEDAR = provenTenantId('0199a000-0000-7000-8000-00000000000a');
const HARBOR = provenTenantId('0199a000-0000-7000-8000-00000000000b');
const NOW = new Date('2026-09-14T14:05:00Z');
const SOURCE = 'lti:practice';
const roster = createRoster();

let db: TestDatabase;
let tenants: TenantTransactions;
/** Ids of people and courses of Cedar Valley; Ingrid, Marta and their course are of Harbor. */
let id: Record<'maya' | 'hannah' | 'hannahAtHome' | 'denise' | 'ingrid' | 'grade3' | 'grade4' | 'harborCourse', string>;

beforeAll(async () => {
  db = await createTestDatabase();
  tenants = db.tenants(() => NOW);
  const cedar = await inTenant(CEDAR, async (uow) => ({
    maya: await record(uow, 'student', 'maya', 'Maya', 'Thompson'),
    hannah: await record(uow, 'staff', 'hannah', 'Hannah', 'Brooks'),
    hannahAtHome: await record(uow, 'contact', 'hannah', 'Hannah', 'Brooks'),
    denise: await record(uow, 'contact', 'denise', '', ''),
    grade3: await roster.recordCourse(uow, SOURCE, { externalId: 'grade-3', title: 'Grade 3' }),
    grade4: await roster.recordCourse(uow, SOURCE, { externalId: 'grade-4', title: 'Grade 4' }),
  }));
  const harbor = await inTenant(HARBOR, async (uow) => ({
    ingrid: await record(uow, 'staff', 'ingrid', 'Ingrid', 'Solberg'),
    harborCourse: await roster.recordCourse(uow, SOURCE, { externalId: 'harbor-1', title: 'Reading' }),
  }));
  id = { ...cedar, ...harbor };
});
afterAll(() => db.destroy());

const inTenant = <T>(tenantId: TenantId, work: (uow: UnitOfWork) => Promise<T>) =>
  tenants.transact({ tenantId, actorId: null, action: 'lti.launch' }, work);
const inCedar = <T>(work: (uow: UnitOfWork) => Promise<T>) => inTenant(CEDAR, work);
const record = (
  uow: UnitOfWork,
  kind: 'student' | 'staff' | 'contact',
  externalId: string,
  givenName: string,
  familyName: string,
) => roster.recordPerson(uow, SOURCE, { externalId, kind, givenName, familyName });

test('people of every kind are returned by family name, without those of another district and unknown ids', async () => {
  const unknown = '0199a000-0000-7000-8000-0000000000ff';
  const found = await inCedar((uow) => people.namesOf(uow, [id.maya, id.hannah, id.denise, id.ingrid, unknown]));
  expect([...found]).toEqual([
    [id.denise, { personId: id.denise, kind: 'contact', givenName: '', familyName: '' }],
    [id.hannah, { personId: id.hannah, kind: 'staff', givenName: 'Hannah', familyName: 'Brooks' }],
    [id.maya, { personId: id.maya, kind: 'student', givenName: 'Maya', familyName: 'Thompson' }],
  ]);
});

test('a person who is both staff and a contact is identified as both, in the order of the external ids', async () => {
  const found = await inCedar((uow) =>
    people.identify(uow, SOURCE, ['staff', 'contact'], ['hannah', 'maya', 'denise', 'ingrid', 'unknown']),
  );
  expect(found).toEqual([
    { externalId: 'denise', personId: id.denise, kind: 'contact', givenName: '', familyName: '' },
    { externalId: 'hannah', personId: id.hannahAtHome, kind: 'contact', givenName: 'Hannah', familyName: 'Brooks' },
    { externalId: 'hannah', personId: id.hannah, kind: 'staff', givenName: 'Hannah', familyName: 'Brooks' },
  ]);
});

test('an external id has no meaning in another source', async () => {
  const found = await inCedar((uow) => people.identify(uow, 'lti:another', ['student'], ['maya']));
  expect(found).toEqual([]);
  const adult = await inCedar((uow) => people.findAdult(uow, 'lti:another', { person: 'hannah', course: 'grade-3' }));
  expect(adult).toEqual({ staff: null, contact: null, course: null });
});

test('courses are returned with their titles, without those of another district', async () => {
  const titles = await inCedar((uow) => people.courseTitles(uow, [id.grade3, id.grade4, id.harborCourse]));
  expect(titles).toEqual(
    new Map([
      [id.grade3, 'Grade 3'],
      [id.grade4, 'Grade 4'],
    ]),
  );
});

test('an adult is found as staff and as a contact, with the course of the launch', async () => {
  const find = (person: string, course?: string) => inCedar((uow) => people.findAdult(uow, SOURCE, { person, course }));
  const hannah = { givenName: 'Hannah', familyName: 'Brooks' };
  expect(await find('hannah', 'grade-3')).toEqual({
    staff: { personId: id.hannah, kind: 'staff', ...hannah },
    contact: { personId: id.hannahAtHome, kind: 'contact', ...hannah },
    course: { courseId: id.grade3, title: 'Grade 3', syncStartedAt: null },
  });
  expect(await find('denise')).toEqual({
    staff: null,
    contact: { personId: id.denise, kind: 'contact', givenName: '', familyName: '' },
    course: null,
  });
});

test('a student, or an adult of another district, is not found', async () => {
  const find = (person: string, course: string) => inCedar((uow) => people.findAdult(uow, SOURCE, { person, course }));
  const nothing = { staff: null, contact: null, course: null };
  expect(await find('maya', 'harbor-1')).toEqual(nothing);
  expect(await find('ingrid', 'unknown')).toEqual(nothing);
});

test('a course has the start of its last sync, once there was one', async () => {
  const find = async () => {
    const adult = await inCedar((uow) => people.findAdult(uow, SOURCE, { person: 'hannah', course: 'grade-4' }));
    return adult.course;
  };
  const unread = { courseId: id.grade4, title: 'Grade 4', syncStartedAt: null };
  expect(await find()).toEqual(unread);
  await inCedar((uow) => roster.markPending(uow, SOURCE, id.grade4));
  expect(await find()).toEqual(unread);
  await inCedar((uow) => roster.beginSync(uow, SOURCE, id.grade4, NOW));
  expect(await find()).toEqual({ ...unread, syncStartedAt: '2026-09-14T14:05:00.000Z' });
});

test('many ids take one statement, and no ids take none', async () => {
  const statements = listen(db.app);
  const count = async (work: (uow: UnitOfWork) => Promise<unknown>) => {
    statements.length = 0;
    await inCedar(work);
    return statements.filter((statement) => statement.startsWith('select')).length;
  };
  const ids = Array.from({ length: 500 }, (_, i) => `0199a000-0000-7000-8000-${String(i).padStart(12, '0')}`);
  expect(await count((uow) => people.namesOf(uow, ids))).toBe(1);
  expect(await count((uow) => people.identify(uow, SOURCE, ['student'], ids))).toBe(1);
  expect(await count((uow) => people.courseTitles(uow, ids))).toBe(1);
  expect(await count((uow) => people.findAdult(uow, SOURCE, { person: 'hannah', course: 'grade-3' }))).toBe(1);
  expect(await count((uow) => people.namesOf(uow, []))).toBe(0);
  expect(await count((uow) => people.identify(uow, SOURCE, ['student'], []))).toBe(0);
  expect(await count((uow) => people.courseTitles(uow, []))).toBe(0);
});
