import { provenTenantId, type UnitOfWork } from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { NOW } from '../../../../test/support/clock';
import { startTestService, type TestService } from '../../../../test/support/service';
import { createRoster } from '../createRoster';

const SOURCE = 'lti:practice';
const roster = createRoster();

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());
beforeEach(() => {
  service.clock.now = NOW;
});

const asPlatform = <T>(work: (uow: UnitOfWork) => Promise<T>) =>
  service.tenants.transact(
    { tenantId: provenTenantId(service.cedarValley), actorId: null, action: 'lti.roster' },
    work,
  );
const pupil = (index: number) =>
  ({ externalId: `pupil-${index}`, kind: 'student', givenName: `Pupil ${index}`, familyName: 'Zhang' }) as const;
const listed = (search: string) => service.as('hannah')('student.list', { body: { search } });
const names = async (search: string) => (await listed(search)).students.map(({ givenName }) => givenName);

test('a teacher sees the sync state of her course; a person without a course sees none', async () => {
  expect((await service.as('hannah')('student.list')).roster).toEqual({
    state: 'read',
    readAt: '2026-09-14T14:05:00.000Z',
    membersRead: 0,
  });
  expect((await service.as('owen')('student.list')).roster).toBeNull();
  expect((await service.as('ingrid')('staff.list')).roster).toBeNull();

  service.clock.now = new Date(NOW.getTime() + 60_000);
  const reading = await asPlatform((uow) => roster.beginSync(uow, SOURCE, service.courseId, NOW));
  await asPlatform((uow) => roster.recordMembers(uow, reading!, [pupil(0)]));
  const during = { state: 'reading', readAt: '2026-09-14T14:05:00.000Z', membersRead: 1 };
  expect((await service.as('hannah')('student.list')).roster).toEqual(during);
  expect((await service.as('vivian')('staff.list')).roster).toEqual(during);
  await asPlatform((uow) => roster.failSync(uow, reading!));
  expect((await service.as('hannah')('student.list')).roster).toMatchObject({ state: 'failed' });
});

test('a search finds words in either order and any case, with and without accents', async () => {
  service.clock.now = new Date(NOW.getTime() + 120_000);
  await asPlatform(async (uow) => {
    const reading = await roster.beginSync(uow, SOURCE, service.courseId, uow.now);
    const jose = { externalId: 'jose', kind: 'student', givenName: 'José', familyName: 'Muñoz' } as const;
    await roster.recordMembers(uow, reading!, [jose]);
    await roster.completeSync(uow, reading!, 'changes');
  });
  expect(await names('munoz jo')).toEqual(['José']);
  expect(await names('MUÑOZ')).toEqual(['José']);
  expect(await names(' maya ')).toEqual(['Maya']);
  expect(await names('jose maya')).toEqual([]);
});

test('of more than 500 students the first page is listed, a search finds the others, and so does the next page', async () => {
  service.clock.now = new Date(NOW.getTime() + 180_000);
  await asPlatform(async (uow) => {
    const reading = await roster.beginSync(uow, SOURCE, service.courseId, uow.now);
    await roster.recordMembers(
      uow,
      reading!,
      Array.from({ length: 600 }, (_, index) => pupil(index)),
    );
    await roster.completeSync(uow, reading!, 'changes');
  });
  const { students, hasMore, next } = await listed('');
  expect([students.length, hasMore]).toEqual([500, true]);
  const rest = await service.as('hannah')('student.list', { query: { after: next! } });
  const all = [...students, ...rest.students].map(({ studentId }) => studentId);
  expect([new Set(all).size, rest.hasMore]).toEqual([all.length, false]);
  expect(all.length).toBeGreaterThan(600);
  const found = await listed('zhang 599');
  expect([found.students.map(({ givenName }) => givenName), found.hasMore]).toEqual([['Pupil 599'], false]);
});
