import type { School } from '@aimline/plugin-interventions-common/roster';
import { type PageBindings, type UnitOfWork, type WHOLE_LIST } from '@aimline/plugin-interventions-node';

/** SQL: today's date at the school `c`, at the time of the request. */
export const TODAY_AT_SCHOOL = `(:now::timestamptz at time zone c.time_zone)::date`;

/** The time zone of a school and its closed days between two dates, both inclusive; null when there is no such school. */
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

/** Schools with their rooms, by name; those of `names`, or of all with null. */
export async function findSchools(
  uow: UnitOfWork,
  bindings: { names: readonly string[] | null } & (PageBindings | typeof WHOLE_LIST),
): Promise<School[]> {
  return uow.rows<School>(
    `select c.school_id as "schoolId", c.name, c.time_zone as "timeZone",
       coalesce((select json_agg(json_build_object('roomId', r.room_id, 'name', r.name, 'groupCapacity', r.group_capacity) order by r.name)
         from room r
         where r.tenant_id = :tenantId and r.school_id = c.school_id), '[]') as rooms
     from school c
     where c.tenant_id = :tenantId
       and (:names::text[] is null or c.name = any(:names))
       and (:after::uuid is null or c.name > (
         select last.name from school last where last.tenant_id = :tenantId and last.school_id = :after))
     order by c.name
     limit :limit`,
    bindings,
  );
}
