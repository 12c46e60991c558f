import { ATTENDED_STATUSES, tallyAttendance } from '@aimline/plugin-interventions-common/attendanceRate';
import type { AttendanceTally } from '@aimline/plugin-interventions-common/dashboards';
import type { Rating } from '@aimline/plugin-interventions-common/progress';
import type { ActingUnitOfWork } from '@aimline/plugin-interventions-node';

/** The number of marks of one student in one intervention in one week. */
export interface MarkCount {
  interventionId: string;
  studentId: string;
  /** The first day of the week, a Monday. */
  weekBeginDate: string;
  attended: number;
  recorded: number;
  expected: number;
}

/** Counts marks that match `where` on `intervention_session s` and `enrollment e`, in order of weeks. */
export async function countMarks(
  uow: ActingUnitOfWork,
  where: string,
  bindings: Record<string, unknown>,
): Promise<MarkCount[]> {
  return uow.rows<MarkCount>(
    `select e.intervention_id as "interventionId", e.student_id as "studentId",
       s.local_date - (extract(isodow from s.local_date)::int - 1) as "weekBeginDate",
       count(*) filter (where a.status = any(:attendedStatuses::text[])) as attended,
       count(a.status) as recorded,
       count(*) as expected
     from enrollment e
     join intervention_session s
       on s.tenant_id = e.tenant_id and s.intervention_id = e.intervention_id and s.status = 'scheduled'
       and s.local_date >= e.begin_date and (e.end_date is null or s.local_date <= e.end_date)
     left join attendance_record a
       on a.tenant_id = s.tenant_id and a.session_id = s.session_id and a.student_id = e.student_id
     where e.tenant_id = :tenantId and ${where} and (s.ends_at <= :now or a.status is not null)
     group by 1, 2, 3
     order by 3, 1, 2`,
    { ...bindings, attendedStatuses: ATTENDED_STATUSES, now: uow.now },
  );
}

export function sumMarks(counts: readonly MarkCount[]): AttendanceTally {
  const sum = (key: 'attended' | 'recorded' | 'expected') => counts.reduce((total, count) => total + count[key], 0);
  return tallyAttendance({ attended: sum('attended'), recorded: sum('recorded'), expected: sum('expected') });
}

export interface RatingRow {
  interventionId: string;
  studentId: string;
  notedOn: string;
  rating: Rating;
}

/** The ratings that match `where` on `progress_note n`, in order of their days. */
export async function findRatings(
  uow: ActingUnitOfWork,
  where: string,
  bindings: Record<string, unknown>,
): Promise<RatingRow[]> {
  return uow.rows<RatingRow>(
    `select n.intervention_id as "interventionId", n.student_id as "studentId", n.noted_on as "notedOn", n.rating
     from progress_note n
     where n.tenant_id = :tenantId and n.rating is not null and ${where}
     order by n.noted_on, n.note_id`,
    bindings,
  );
}
