import { cast } from './cast';
import type { Person } from './person';

/** A school of a practice district, with its rooms. */
export interface School {
  readonly name: string;
  readonly timeZone: string;
  /** `groupCapacity` is the number of groups that may meet in the room at once. */
  readonly rooms: readonly { readonly name: string; readonly groupCapacity: number }[];
}

/** A school district: a tenant of Aimline, with one deployment in the practice LMS. */
export interface District {
  readonly key: string;
  readonly name: string;
  readonly tenantId: string;
  readonly deploymentId: string;
  /** Administers the district's LMS account and its interventions; can open every course. */
  readonly coordinator: Person;
  readonly schools: readonly School[];
}

const CHICAGO = 'America/Chicago';

export const juniper: School = {
  name: 'Juniper Elementary',
  timeZone: CHICAGO,
  rooms: [
    room('Reading Room'),
    room('Room 9'),
    room('Room 12'),
    room('Math Lab'),
    room('Library', 3),
    room('Counseling Office'),
  ],
};

export const westbrook: School = {
  name: 'Westbrook Elementary',
  timeZone: CHICAGO,
  rooms: [room('Room 4'), room('Room 11'), room('Language Lab'), room('Small Group Room'), room('Library', 3)],
};

export const cedarMiddle: School = {
  name: 'Cedar Middle School',
  timeZone: CHICAGO,
  rooms: [room('Room 104'), room('Room 107'), room('Flex Room'), room('Counseling Office'), room('Media Center', 4)],
};

export const summitHigh: School = {
  name: 'Summit High School',
  timeZone: CHICAGO,
  rooms: [
    room('Room 210'),
    room('Room 212'),
    room('Learning Center', 4),
    room('Counseling Office'),
    room('Advisory Room'),
  ],
};

export const harborview: School = {
  name: 'Harborview Elementary',
  timeZone: 'America/New_York',
  rooms: [room('Room 3'), room('Library', 2)],
};

export const cedarValley: District = {
  key: 'cedar-valley',
  name: 'Cedar Valley',
  tenantId: '5b0f7a2e-3c61-4d0a-9e57-2f8c1a6b4d10',
  deploymentId: 'cedar-valley-1',
  coordinator: cast.sofia,
  schools: [juniper, westbrook, cedarMiddle, summitHigh],
};

/** A second district: nothing of it may be visible in the first, and the reverse. */
export const harbor: District = {
  key: 'harbor',
  name: 'Harbor',
  tenantId: 'c4d1e8b3-7a52-4f96-8b0d-61e29f35a7c8',
  deploymentId: 'harbor-1',
  coordinator: cast.ingrid,
  schools: [harborview],
};

export const districts: readonly District[] = [cedarValley, harbor];

/** @param groupCapacity - the number of groups that may meet in the room at once */
function room(name: string, groupCapacity = 1) {
  return { name, groupCapacity };
}
