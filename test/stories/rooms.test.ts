/** The number of groups that a room holds may change; the new number applies to existing sessions as well. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { readingGroup, startTestService, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());
beforeEach(async () => {
  await clear();
});

function clear() {
  return service.db.admin.query(`
    begin;
    set local session_replication_role = replica;
    delete from aimline.booking;
    delete from aimline.intervention_session;
    delete from aimline.meeting_time;
    delete from aimline.intervention;
    commit`);
}

const libraryHolds = (groupCapacity: number) => {
  const { name, timeZone } = service.juniper;
  const school = { name, timeZone, rooms: [{ name: 'Library', groupCapacity }], closedDays: [] };
  return service.as('sofia')('school.import', { body: { schools: [school] } });
};

/** A group in the library on Mondays at nine. */
const meetInLibrary = (name: 'vivian' | 'owen') => {
  const roomId = service.juniper.rooms.find((room) => room.name === 'Library')!.roomId;
  const draft = { ...readingGroup(service), roomId, facilitatorId: service.id[name], endDate: '2026-09-20' };
  return service.as('sofia')('intervention.create', { body: draft });
};

const holdsNow = async () =>
  (await service.db.admin.query(`select group_capacity from aimline.room where name = 'Library'`)).rows;
const REFUSED = { status: 409, message: 'Nothing was saved: a person or a room would be in two places at once.' };

test('a room whose capacity drops from two to one accepts no second group', async () => {
  await libraryHolds(2);
  await meetInLibrary('vivian');
  await libraryHolds(1);
  await expect(meetInLibrary('owen')).rejects.toMatchObject(REFUSED);
});

test('a room whose capacity rises from one to two accepts a second group', async () => {
  await libraryHolds(1);
  await meetInLibrary('vivian');
  await libraryHolds(2);
  expect((await meetInLibrary('owen')).room?.name).toBe('Library');
});

test('the capacity of a room cannot drop below the groups that meet in it at once', async () => {
  await libraryHolds(2);
  await Promise.all([meetInLibrary('vivian'), meetInLibrary('owen')]);
  await expect(libraryHolds(1)).rejects.toMatchObject(REFUSED);
  expect(await holdsNow()).toEqual([{ group_capacity: 2 }]);
});

test('when a room is made smaller while two groups book it, not all three succeed', async () => {
  for (let round = 0; round < 8; round += 1) {
    await libraryHolds(3);
    const outcomes = await Promise.allSettled([meetInLibrary('vivian'), libraryHolds(1), meetInLibrary('owen')]);
    const [{ group_capacity }] = await holdsNow();
    const groups = (await service.as('sofia')('intervention.list')).interventions.length;
    expect(outcomes.map(({ status }) => status)).toContain('rejected');
    expect(groups).toBeLessThanOrEqual(group_capacity);
    await clear();
  }
  expect(service.errors).toEqual([]);
});
