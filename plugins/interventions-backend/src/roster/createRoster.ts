import type { Roster } from '@aimline/plugin-interventions-node';
import { beginReading } from './beginReading';
import { completeReading } from './completeReading';
import { expectMembers } from './expectMembers';
import { failReading } from './failReading';
import { recordMembers } from './recordMembers';
import { recordCopy } from './recordCopy';
import { recordCourse } from './recordCourse';
import { recordLinks } from './recordLinks';
import { recordPeople } from './recordPeople';
import { restartReading } from './restartReading';

/** The roster as modules that know outside systems write it. */
export function createRoster(): Roster {
  return {
    async recordPerson(uow, source, person) {
      const [personId] = await recordPeople(uow, source, person.kind, [person]);
      return personId!;
    },

    recordCourse,
    recordCopy,
    recordLinks,

    expectMembers,
    beginReading,
    recordMembers,
    restartReading,
    completeReading,
    failReading,
  };
}
