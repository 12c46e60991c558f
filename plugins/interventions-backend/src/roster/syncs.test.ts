import {
  type CourseMember,
  provenTenantId,
  type RosterSync,
  type UnitOfWork,
} from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import { recordWholeCourse } from '../../../../test/support/recordWholeCourse';
import type { TenantTransactions } from '../db/unitOfWork';
import { createRoster } from '../createRoster';
import { findCourseRoster } from './queries';

const CEDAR = provenTenantId('0199a000-0000-7000-8000-00000000000a');
const SOURCE = 'lti:practice';
const MINUTE_MS = 60_000;
const roster = createRoster();

let db: TestDatabase;
let tenants: TenantTransactions;
let now: Date;
/** A course that only this test uses. */
let courseId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  tenants = db.tenants(() => now);
});
afterAll(() => db.destroy());
beforeEach(async () => {
  now = new Date('2026-09-14T14:05:00Z');
  courseId = await addCourse(expect.getState().currentTestName ?? '');
});

const inTenant = <T>(work: (uow: UnitOfWork) => Promise<T>) =>
  tenants.transact({ tenantId: CEDAR, actorId: null, action: 'lti.roster' }, work);
const addCourse = (externalId: string) =>
  inTenant((uow) => roster.recordCourse(uow, SOURCE, { externalId, title: externalId }));
const record = (...members: CourseMember[]) => inTenant((uow) => recordWholeCourse(uow, SOURCE, courseId, members));
const begin = (unlessBegunSince: Date | null = now) =>
  inTenant((uow) => roster.beginSync(uow, SOURCE, courseId, unlessBegunSince));
const recordBatch = (reading: RosterSync, ...members: CourseMember[]) =>
  inTenant((uow) => roster.recordMembers(uow, reading, members));
const complete = (reading: RosterSync, extent: 'all' | 'changes' = 'all') =>
  inTenant((uow) => roster.completeSync(uow, reading, extent));
const stateOf = () => inTenant((uow) => findCourseRoster(uow, courseId));

const student = (externalId: string, givenName: string | null = externalId, familyName: string | null = 'Rivera') =>
  ({ externalId, kind: 'student', givenName, familyName }) as const;
const staff = (externalId: string) => ({ ...student(externalId), kind: 'staff' }) as const;
const other = (externalId: string) => ({ ...student(externalId), kind: 'other' }) as const;

const namesOfStudents = async () => {
  const { rows } = await db.admin.query(
    `select st.given_name || ' ' || st.family_name as name
     from aimline.course_student cs join aimline.student st using (tenant_id, student_id)
     where course_id = $1 order by 1`,
    [courseId],
  );
  return rows.map(({ name }) => name);
};
const audited = async () => (await db.admin.query('select from aimline.audit_record')).rowCount;

test('a member who is listed twice is one student, named as in the last entry', async () => {
  await record(
    student('maya', 'M.', 'Thompson'),
    student('diego', 'Diego', 'Morales'),
    student('maya', 'Maya', 'Thompson'),
  );
  expect(await namesOfStudents()).toEqual(['Diego Morales', 'Maya Thompson']);
});

test('an unchanged list, and one of a platform that stops sharing names, leave no audit record', async () => {
  await record(student('maya', 'Maya', 'Thompson'), student('diego', 'Diego', 'Morales'), staff('hannah'));
  const before = await audited();
  now = new Date(now.getTime() + MINUTE_MS);
  await record(student('maya', 'Maya', 'Thompson'), student('diego', 'Diego', 'Morales'), staff('hannah'));
  now = new Date(now.getTime() + MINUTE_MS);
  await record(student('maya', null, null), student('diego', '', 'Morales'), staff('hannah'));
  expect(await namesOfStudents()).toEqual(['Diego Morales', 'Maya Thompson']);
  expect(await audited()).toBe(before);
});

test('a student who becomes staff is no longer a student of the course', async () => {
  await record(student('maya'), student('diego'));
  now = new Date(now.getTime() + MINUTE_MS);
  await record(student('maya'), staff('diego'));
  expect(await namesOfStudents()).toEqual(['maya Rivera']);
});

test('a member who is staff in one batch and a student in another is a student', async () => {
  const reading = (await begin())!;
  await recordBatch(reading, staff('first'), student('last'), staff('teacher'));
  await recordBatch(reading, staff('last'), student('first'));
  await complete(reading);
  expect(await namesOfStudents()).toEqual(['first Rivera', 'last Rivera']);
  const { rows } = await db.admin.query(
    `select external_id from aimline.external_identity
     where kind = 'staff' and external_id in ('first', 'last', 'teacher')`,
  );
  expect(rows).toEqual([{ external_id: 'teacher' }]);
});

test('students are visible with their batch, and only a complete sync removes those who left', async () => {
  await record(student('maya'), student('diego'));
  const reading = (await begin())!;
  await recordBatch(reading, student('noor'), student('maya'));
  expect(await stateOf()).toEqual({ state: 'reading', readAt: '2026-09-14T14:05:00.000Z', membersRead: 2 });
  expect(await namesOfStudents()).toEqual(['diego Rivera', 'maya Rivera', 'noor Rivera']);
  await complete(reading);
  expect(await stateOf()).toEqual({ state: 'read', readAt: '2026-09-14T14:05:00.000Z', membersRead: 0 });
  expect(await namesOfStudents()).toEqual(['maya Rivera', 'noor Rivera']);
});

test('a failed sync removes no member, and leaves nothing behind for the next one', async () => {
  await record(student('maya'), student('diego'));
  const broken = (await begin())!;
  await recordBatch(broken, student('noor'));
  await inTenant((uow) => roster.failSync(uow, broken));
  expect(await stateOf()).toEqual({ state: 'failed', readAt: '2026-09-14T14:05:00.000Z', membersRead: 0 });
  expect(await namesOfStudents()).toEqual(['diego Rivera', 'maya Rivera', 'noor Rivera']);
  const next = (await begin())!;
  await recordBatch(next, student('maya'));
  await complete(next);
  expect(await namesOfStudents()).toEqual(['maya Rivera']);
});

test('a sync of changes removes members who left or changed their role, and no others', async () => {
  await record(student('maya'), student('diego'), student('noor'), student('amira'));
  const reading = (await begin())!;
  await recordBatch(reading, other('diego'), staff('noor'), student('jonah'));
  await recordBatch(reading, other('amira'), student('amira'));
  await complete(reading, 'changes');
  expect(await namesOfStudents()).toEqual(['amira Rivera', 'jonah Rivera', 'maya Rivera']);
});

test('a restarted sync has recorded no members', async () => {
  await record(student('maya'), student('diego'));
  const reading = (await begin())!;
  await recordBatch(reading, student('diego'));
  await inTenant((uow) => roster.resetSync(uow, reading));
  await recordBatch(reading, student('maya'));
  await complete(reading);
  expect(await namesOfStudents()).toEqual(['maya Rivera']);
});

test('of twenty syncs that begin at once, one begins', async () => {
  const started = await Promise.all(Array.from({ length: 20 }, () => begin()));
  expect(started.filter((reading) => reading !== null)).toHaveLength(1);
});

test('a course whose last sync began after the given time is not synced again', async () => {
  await record(student('maya'));
  expect(await begin(new Date(now.getTime() - 1))).toBeNull();
  expect(await begin(now)).not.toBeNull();
});

test('a sync whose process has ended is taken over at once, and can no longer change anything', async () => {
  const killed = await begin();
  const next = await begin(null);
  await expect(recordBatch(killed!, student('maya'))).rejects.toThrow('Another sync of the course has taken over.');
  await recordBatch(next!, student('diego'));
  await complete(next!);
  expect(await namesOfStudents()).toEqual(['diego Rivera']);
});

test('a silent sync is taken over after a minute, and can no longer change anything', async () => {
  const silent = (await begin())!;
  await recordBatch(silent, student('maya'), student('left'));
  now = new Date(now.getTime() + MINUTE_MS);
  expect(await begin()).toBeNull();
  now = new Date(now.getTime() + 1);
  expect(await stateOf()).toMatchObject({ state: 'failed' });
  const second = (await begin())!;
  const tooLate = 'Another sync of the course has taken over.';
  await expect(recordBatch(silent, student('ghost'))).rejects.toThrow(tooLate);
  await recordBatch(second, student('maya'), student('noor'));
  await expect(complete(silent)).rejects.toThrow(tooLate);
  await expect(inTenant((uow) => roster.failSync(uow, silent))).rejects.toThrow(tooLate);
  await complete(second);
  expect(await namesOfStudents()).toEqual(['maya Rivera', 'noor Rivera']);
  expect(await stateOf()).toMatchObject({ state: 'read' });
});

test('twenty concurrent courses with the same students leave one person for each member', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'].map((name) => student(name, name.toUpperCase(), 'Okoro'));
  const courses = await Promise.all(Array.from({ length: 20 }, (_, i) => addCourse(`shared ${i}`)));
  await Promise.all(
    courses.map((id, i) =>
      inTenant((uow) => recordWholeCourse(uow, SOURCE, id, i % 2 === 0 ? names : names.toReversed())),
    ),
  );
  const people = await db.admin.query(`select count(*)::int as n from aimline.student where family_name = 'Okoro'`);
  expect(people.rows).toEqual([{ n: 5 }]);
  const members = await db.admin.query(
    'select count(*)::int as n from aimline.course_student where course_id = any($1) group by course_id',
    [courses],
  );
  expect(members.rows).toEqual(courses.map(() => ({ n: 5 })));
});

test('a course has no roster until a sync is planned, and is unread from then on', async () => {
  expect(await stateOf()).toBeNull();
  await inTenant((uow) => roster.markPending(uow, SOURCE, courseId));
  expect(await stateOf()).toEqual({ state: 'unread', readAt: null, membersRead: 0 });
});
