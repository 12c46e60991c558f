import type { Roster } from '@aimline/plugin-interventions-node';
import { beginReading } from './beginReading';
import { completeReading } from './completeReading';
import { expectMembers } from './expectMembers';
import { failReading } from './failReading';
import { recordMembers } from './recordMembers';
import { identify, recordPeople } from './recordPeople';
import { restartReading } from './restartReading';

/** The roster as modules that know outside systems write it. */
export function createRoster(): Roster {
  return {
    async recordPerson(uow, source, person) {
      const [personId] = await recordPeople(uow, source, person.kind, [person]);
      return personId!;
    },

    async recordCourse(uow, source, { externalId, title }) {
      const [courseId] = await identify(uow, source, 'course', [externalId]);
      await uow.rows(
        `insert into course as c (tenant_id, course_id, title) values (:tenantId, :courseId, :title)
         on conflict (tenant_id, course_id) do update set title = excluded.title
           where c.title is distinct from excluded.title`,
        { courseId, title },
      );
      return courseId!;
    },

    expectMembers,
    beginReading,
    recordMembers,
    restartReading,
    completeReading,
    failReading,
  };
}
