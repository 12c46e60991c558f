import type {
  AttendanceReason,
  AttendanceSheet,
  AttendanceStatus,
} from '@aimline/plugin-interventions-common/attendance';

/** The attendance of one student in one session; a null status means "not recorded". */
export interface Mark {
  status: AttendanceStatus | null;
  reason: AttendanceReason | null;
  note: string | null;
}

/** Marks by student id. */
export type Marks = ReadonlyMap<string, Mark>;

export const NOT_RECORDED: Mark = { status: null, reason: null, note: null };

export function marksOf(sheet: AttendanceSheet): Marks {
  return new Map(
    sheet.entries.map(({ student, status, reason, note }) => [student.studentId, { status, reason, note }]),
  );
}

/** A mark with another status. "Present" has no reason; without a status there is no reason and no note. */
export function withStatus(mark: Mark, status: AttendanceStatus | null): Mark {
  if (status === null) return NOT_RECORDED;
  return { status, reason: status === 'present' ? null : mark.reason, note: mark.note };
}

/** "Present" for all students without a mark; the marks of the others are not included. */
export function fillPresent(marks: Marks): Marks {
  return new Map(
    [...marks].flatMap(([studentId, mark]) => (mark.status === null ? [[studentId, withStatus(mark, 'present')]] : [])),
  );
}

/** The marks that undo a change: the former marks of those students whose mark has not changed again since. */
export function undoMarks(change: { before: Marks; after: Marks }, shown: Marks): Marks {
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
