import type { UnitOfWork } from './unitOfWork';

/** Ed-Fi `Student`, `Staff` and `Contact` (a parent or other caregiver). */
export type PersonKind = 'student' | 'staff' | 'contact';

/** A person as an outside system knows them. */
export interface RosterPerson {
  /** Stable within the source: an LTI `sub`, a OneRoster `sourcedId`. */
  externalId: string;
  kind: PersonKind;
  /** Null leaves a name that is known already as it is. */
  givenName: string | null;
  familyName: string | null;
}

/** Writes what roster sources know. `source` names the system that the external ids belong to. */
export interface Roster {
  /** Makes the person known, brings the name up to date, and returns the person's id. */
  recordPerson(uow: UnitOfWork, source: string, person: RosterPerson): Promise<string>;
  /** Makes the course known, brings its title up to date, and returns the course's id. */
  recordCourse(uow: UnitOfWork, source: string, course: { externalId: string; title: string }): Promise<string>;
  /** Records all members of a course; students and staff not among `people` are no longer members. */
  recordMembers(uow: UnitOfWork, source: string, courseId: string, people: readonly RosterPerson[]): Promise<void>;
}
