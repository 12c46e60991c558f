import type {
  AttendanceReason,
  AttendanceSheet,
  AttendanceStatus,
} from '@aimline/plugin-interventions-common/attendance';

/** What is recorded of one student; a null status is: not recorded. */
export interface Mark {
  status: AttendanceStatus | null;
  reason: AttendanceReason | null;
  note: string | null;
}

/** Marks by the id of the student. */
export type Marks = ReadonlyMap<string, Mark>;

export const NOT_RECORDED: Mark = { status: null, reason: null, note: null };

export function marksOf(sheet: AttendanceSheet): Marks {
  return new Map(
    sheet.entries.map(({ student, status, reason, note }) => [student.studentId, { status, reason, note }]),
  );
}

/** A mark with another status, without what that status cannot have: a reason for being present, a note on nothing. */
export function withStatus(mark: Mark, status: AttendanceStatus | null): Mark {
  if (status === null) return NOT_RECORDED;
  return { status, reason: status === 'present' ? null : mark.reason, note: mark.note };
}

/** Present for everybody without a mark; what is marked already stays as it is. */
export function fillPresent(marks: Marks): Marks {
  return new Map(
    [...marks].flatMap(([studentId, mark]) => (mark.status === null ? [[studentId, withStatus(mark, 'present')]] : [])),
  );
}

/** What takes a change back: the marks before it, of those students whose mark is still as the change left it. */
export function takeBack(change: { before: Marks; after: Marks }, shown: Marks): Marks {
  return new Map(
    [...change.after].flatMap(([studentId, after]) =>
      sameMark(shown.get(studentId) ?? NOT_RECORDED, after)
        ? [[studentId, change.before.get(studentId) ?? NOT_RECORDED]]
        : [],
    ),
  );
}

export function sameMark(a: Mark, b: Mark): boolean {
  return a.status === b.status && a.reason === b.reason && a.note === b.note;
}
