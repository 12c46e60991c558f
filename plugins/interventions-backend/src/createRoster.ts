import type { Roster } from '@aimline/plugin-interventions-node';
import { beginSync } from './roster/beginSync';
import { completeSync } from './roster/completeSync';
import { markPending } from './roster/markPending';
import { failSync } from './roster/failSync';
import { recordMembers } from './roster/recordMembers';
import { recordMentored } from './roster/recordMentored';
import { recordCopy } from './courseLinks/recordCopy';
import { recordCourse } from './roster/recordCourse';
import { recordLinks } from './courseLinks/recordLinks';
import { recordPeople } from './roster/recordPeople';
import { resetSync } from './roster/resetSync';

/** Write access to the roster for roster sources, such as the LTI module. */
export function createRoster(): Roster {
  return {
    async recordPerson(uow, source, person) {
      const [personId] = await recordPeople(uow, source, person.kind, [person]);
      return personId!;
    },
    recordMentored,

    recordCourse,
    recordCopy,
    recordLinks,

    markPending,
    beginSync,
    recordMembers,
    resetSync,
    completeSync,
    failSync,
  };
}
