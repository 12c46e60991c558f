import { cast } from '@aimline/demo/cast';
import { createRoster } from '@aimline/plugin-interventions-backend';
import type { TestService } from './service';

/** The ids that an intervention in Harbor needs. */
export interface HarborIds {
  schoolId: string;
  roomId: string;
  ownerId: string;
  facilitatorId: string;
  studentIds: [string, string];
}

/** Records in Harbor a school and two students with the same names and external ids as in Cedar Valley. */
export async function recordHarbor({ as, actors, tenants, juniper, id }: TestService): Promise<HarborIds> {
  const { name, timeZone, rooms } = juniper;
  const twin = {
    name,
    timeZone,
    rooms: rooms.map(({ name: room, groupCapacity }) => ({ name: room, groupCapacity })),
    closedDays: [],
  };
  const { schools } = await as('ingrid')('school.import', { body: { schools: [twin] } });
  const { tenantId, personId } = actors.ingrid;
  const studentIds = await tenants.transact({ tenantId, actorId: personId, action: 'lti.launch' }, async (uow) => {
    const record = ({ userId, givenName, familyName }: (typeof cast)['maya']) =>
      createRoster().recordPerson(uow, 'lti:practice', { externalId: userId, kind: 'student', givenName, familyName });
    return [await record(cast.maya), await record(cast.diego)] satisfies [string, string];
  });
  const { schoolId, rooms: twinRooms } = schools[0]!;
  const { roomId } = twinRooms.find((room) => room.name === 'Reading Room')!;
  return { schoolId, roomId, ownerId: personId, facilitatorId: id.marta, studentIds };
}
