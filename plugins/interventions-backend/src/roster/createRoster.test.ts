import { provenTenantId, type RosterPerson, type UnitOfWork } from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import type { TenantTransactions } from '../db/unitOfWork';
import { createRoster } from './createRoster';

const CEDAR = provenTenantId('0199a000-0000-7000-8000-00000000000a');
const SOURCE = 'lti:practice';
const roster = createRoster();

let db: TestDatabase;
let tenants: TenantTransactions;
let courseId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  tenants = db.tenants(() => new Date('2026-09-14T14:05:00Z'));
  courseId = await sync((uow) => roster.recordCourse(uow, SOURCE, { externalId: 'grade-3', title: 'Grade 3' }));
});
afterAll(() => db.destroy());

const sync = <T>(work: (uow: UnitOfWork) => Promise<T>) =>
  tenants.transact({ tenantId: CEDAR, actorId: null, action: 'lti.roster' }, work);

const recordMembers = (...people: RosterPerson[]) => sync((uow) => roster.recordMembers(uow, SOURCE, courseId, people));

const student = (externalId: string, givenName: string | null, familyName: string | null): RosterPerson => ({
  ...{ externalId, kind: 'student', givenName, familyName },
});

const namesOfStudents = async () => {
  const { rows } = await db.admin.query(
    `select st.given_name || ' ' || st.family_name as name
     from aimline.course_student cs join aimline.student st using (tenant_id, student_id) order by 1`,
  );
  return rows.map(({ name }) => name);
};

test('a member who is listed twice is one student, named as in the last entry', async () => {
  await recordMembers(
    student('maya', 'M.', 'Thompson'),
    student('diego', 'Diego', 'Morales'),
    student('maya', 'Maya', 'Thompson'),
  );
  expect(await namesOfStudents()).toEqual(['Diego Morales', 'Maya Thompson']);
});

test('a platform that stops sharing names blanks none, and leaves no audit record', async () => {
  const audited = async () => (await db.admin.query('select from aimline.audit_record')).rowCount;
  const before = await audited();
  await recordMembers(student('maya', null, null), student('diego', '', 'Morales'));
  expect(await namesOfStudents()).toEqual(['Diego Morales', 'Maya Thompson']);
  expect(await audited()).toBe(before);
});

test('a student who becomes staff is no longer a student of the course', async () => {
  await recordMembers(student('maya', 'Maya', 'Thompson'), {
    ...{ externalId: 'diego', kind: 'staff', givenName: 'Diego', familyName: 'Morales' },
  });
  expect(await namesOfStudents()).toEqual(['Maya Thompson']);
});

test('twenty lists of a course at once leave one person for each member', async () => {
  const class1 = ['a', 'b', 'c', 'd', 'e'].map((name) => student(name, name.toUpperCase(), 'Rivera'));
  await Promise.all(
    Array.from({ length: 20 }, (_, i) => recordMembers(...(i % 2 === 0 ? class1 : class1.toReversed()))),
  );
  expect(await namesOfStudents()).toEqual(['A Rivera', 'B Rivera', 'C Rivera', 'D Rivera', 'E Rivera']);
  const people = await db.admin.query(`select count(*)::int as n from aimline.student where family_name = 'Rivera'`);
  expect(people.rows).toEqual([{ n: 5 }]);
});
