import type { School, SchoolImport } from '@aimline/plugin-interventions-common/roster';
import { v7 as uuidv7 } from 'uuid';
import { FieldError, type ActingUnitOfWork, WHOLE_LIST } from '@aimline/plugin-interventions-node';
import { findSchools } from './queries';

/**
 * Adds or changes schools by name, their rooms by name and their closed days by date; unchanged rows are not written.
 *
 * @returns the imported schools with all their rooms
 * @throws FieldError when the database does not know a time zone
 */
export async function importSchools(
  uow: ActingUnitOfWork,
  schools: readonly SchoolImport[],
): Promise<{ schools: School[] }> {
  await expectKnownTimeZones(uow, schools);
  await uow.rows(UPSERT_SCHOOLS, {
    schoolIds: schools.map(() => uuidv7()),
    names: schools.map((school) => school.name),
    timeZones: schools.map((school) => school.timeZone),
  });
  const rooms = schools.flatMap((school) => school.rooms.map((room) => ({ school: school.name, ...room })));
  const days = schools.flatMap((school) => school.closedDays.map((day) => ({ school: school.name, ...day })));
  const [, , imported] = await Promise.all([
    uow.rows(UPSERT_ROOMS, {
      roomIds: rooms.map(() => uuidv7()),
      schools: rooms.map((room) => room.school),
      names: rooms.map((room) => room.name),
      capacities: rooms.map((room) => room.groupCapacity),
    }),
    uow.rows(UPSERT_CLOSED_DAYS, {
      closedDayIds: days.map(() => uuidv7()),
      schools: days.map((day) => day.school),
      dates: days.map((day) => day.date),
      events: days.map((day) => day.event),
    }),
    findSchools(uow, { names: schools.map((school) => school.name), ...WHOLE_LIST }),
  ]);
  return { schools: imported };
}

/** JavaScript and Postgres have different tables: "IST" is India in one and Israel in the other, and a new zone may be in one only. */
async function expectKnownTimeZones(uow: ActingUnitOfWork, schools: readonly SchoolImport[]): Promise<void> {
  const known = await uow.rows<{ timeZone: string }>(
    `select x.time_zone as "timeZone"
     from unnest(:timeZones::text[]) as x (time_zone)
     where lower(x.time_zone) in (select lower(z.name) from pg_timezone_names z)`,
    { timeZones: [...new Set(schools.map((school) => school.timeZone))] },
  );
  const unknown = schools.flatMap(({ timeZone }, i) =>
    known.some((zone) => zone.timeZone === timeZone)
      ? []
      : [{ path: `body.schools.${i}.timeZone`, message: `The database does not know the time zone "${timeZone}".` }],
  );
  if (unknown.length > 0) throw new FieldError(unknown);
}

const UPSERT_SCHOOLS = `
  insert into school as c (tenant_id, school_id, name, time_zone)
  select :tenantId, x.school_id, x.name, x.time_zone
  from unnest(:schoolIds::uuid[], :names::text[], :timeZones::text[]) as x (school_id, name, time_zone)
  on conflict (tenant_id, name) do update set time_zone = excluded.time_zone
    where c.time_zone is distinct from excluded.time_zone`;

const UPSERT_ROOMS = `
  insert into room as r (tenant_id, room_id, school_id, name, group_capacity)
  select c.tenant_id, x.room_id, c.school_id, x.name, x.capacity
  from school c
  join unnest(:roomIds::uuid[], :schools::text[], :names::text[], :capacities::int[]) as x (room_id, school, name, capacity)
    on x.school = c.name
  where c.tenant_id = :tenantId
  on conflict (tenant_id, school_id, name) do update set group_capacity = excluded.group_capacity
    where r.group_capacity is distinct from excluded.group_capacity`;

const UPSERT_CLOSED_DAYS = `
  insert into closed_day as d (tenant_id, closed_day_id, school_id, date, event)
  select c.tenant_id, x.closed_day_id, c.school_id, x.date, x.event
  from school c
  join unnest(:closedDayIds::uuid[], :schools::text[], :dates::date[], :events::text[]) as x (closed_day_id, school, date, event)
    on x.school = c.name
  where c.tenant_id = :tenantId
  on conflict (tenant_id, school_id, date) do update set event = excluded.event
    where d.event is distinct from excluded.event`;
