import type { CourseRoster, School } from '@aimline/plugin-interventions-common/roster';
import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import type { ActingUnitOfWork } from '@aimline/plugin-interventions-node';

/** The zone of a school and its closed days between two dates, both inclusive; null when there is no such school. */
export async function findCalendar(uow: UnitOfWork, schoolId: string, beginDate: string, endDate: string) {
  const [school] = await uow.rows<{ timeZone: string; closedDates: string[] }>(
    `select c.time_zone as "timeZone",
       array(select d.date::text
         from closed_day d
         where d.tenant_id = :tenantId and d.school_id = c.school_id and d.date between :beginDate and :endDate) as "closedDates"
     from school c
     where c.tenant_id = :tenantId and c.school_id = :schoolId`,
    { schoolId, beginDate, endDate },
  );
  return school ? { timeZone: school.timeZone, closedDates: new Set(school.closedDates) } : null;
}

/** All schools with their rooms, by name. */
export async function findSchools(uow: UnitOfWork): Promise<School[]> {
  return uow.rows<School>(
    `select c.school_id as "schoolId", c.name, c.time_zone as "timeZone",
       coalesce((select json_agg(json_build_object('roomId', r.room_id, 'name', r.name, 'holds', r.holds) order by r.name)
         from room r
         where r.tenant_id = :tenantId and r.school_id = c.school_id), '[]') as rooms
     from school c
     where c.tenant_id = :tenantId
     order by c.name`,
  );
}

/** How far the members of the course are read from which the actor came; null when they came from none. */
export async function findRosterOfActor(uow: ActingUnitOfWork): Promise<CourseRoster | null> {
  return uow.actor.courseId === null ? null : findCourseRoster(uow, uow.actor.courseId);
}

/** How far the members of a course are read; null when its platform does not list them. */
export async function findCourseRoster(uow: UnitOfWork, courseId: string): Promise<CourseRoster | null> {
  const [roster] = await uow.rows<CourseRoster>(
    `select
       case
         when r.lease_ends_at > :now then 'reading'
         -- whoever read it was killed
         when r.failed_at is not null or r.reading_id is not null then 'failed'
         when r.read_at is not null then 'read'
         else 'unread'
       end as state,
       r.read_at as "readAt",
       r.members_met as "membersMet"
     from course_roster r
     where r.tenant_id = :tenantId and r.course_id = :courseId`,
    { courseId, now: uow.now },
  );
  return roster ?? null;
}
