import type { CourseLink } from '@aimline/plugin-interventions-common/deepLinking';
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

/** A member of a course; `other` is somebody who is neither student nor staff in it, or not any more. */
export interface CourseMember extends Omit<RosterPerson, 'kind'> {
  kind: 'student' | 'staff' | 'other';
}

/** Of which students a contact is a caregiver, as the outside system names them. */
export interface Mentored {
  contactId: string;
  /** The course in which it says so; null when it speaks of all its students. */
  courseId: string | null;
  studentExternalIds: readonly string[];
}

/** A course that the outside system has made from others. */
export interface CopiedCourse {
  externalId: string;
  /** Null leaves a title that is known already as it is. */
  title: string | null;
  originExternalIds: readonly string[];
}

/** A reading of a course's members under way. */
export interface RosterSync {
  readonly source: string;
  readonly courseId: string;
  readonly syncId: string;
}

/**
 * Writes what roster sources know. `source` names the system that the external ids belong to.
 *
 * The members of a course are read in batches, each in a transaction of its own:
 *
 *     beginReading -> recordMembers … -> completeReading
 *                                     -> failReading
 *
 * Students are there with their batch; nobody is removed but by a complete reading, and by it only what its own source
 * said. Of two readings of one source at once, by whichever process, one goes on: the writes of the other throw, and change
 * nothing.
 */
export interface Roster {
  /**
   * Makes the person known, brings the name up to date, and returns the person's id. A name that another source said is
   * changed only by one that ranks above it in the district.
   */
  recordPerson(uow: UnitOfWork, source: string, person: RosterPerson): Promise<string>;
  /**
   * Makes known whose caregiver a contact is: of those whom the source lists, the students who are known. Of a course that
   * does not list a student of its own any more, that is over; what other sources say stays.
   */
  recordMentored(uow: UnitOfWork, source: string, mentored: Mentored): Promise<void>;
  /** Makes the course known, brings its title up to date, and returns the course's id. */
  recordCourse(uow: UnitOfWork, source: string, course: { externalId: string; title: string }): Promise<string>;

  /** Makes known from which courses a course was copied: those that are known themselves; with none, nothing. */
  recordCopy(uow: UnitOfWork, source: string, copied: CopiedCourse): Promise<void>;
  /** Keeps which places of Aimline were placed in a course as links, to offer them to its copies. */
  recordLinks(uow: UnitOfWork, courseId: string, links: readonly CourseLink[]): Promise<void>;

  /** Says that the members of a course will be read from a source: who asks for them meanwhile is told to wait. */
  markPending(uow: UnitOfWork, source: string, courseId: string): Promise<void>;
  /**
   * Begins to read the members of a course from a source.
   *
   * @param unlessBegunSince no reading begins when the last one began after this; null takes over from one whose process
   *   is known to have ended, or to be at it no more.
   * @returns null when another reading is under way, or began too recently.
   */
  beginSync(
    uow: UnitOfWork,
    source: string,
    courseId: string,
    unlessBegunSince: Date | null,
  ): Promise<RosterSync | null>;
  /**
   * Records some of the members, at most a thousand. Somebody who is listed as a student and as something else, in
   * whichever batches, is a student; of several names the last one counts.
   */
  recordMembers(uow: UnitOfWork, reading: RosterSync, members: readonly CourseMember[]): Promise<void>;
  /** Forgets whom the reading has met: it starts over. */
  resetSync(uow: UnitOfWork, reading: RosterSync): Promise<void>;
  /**
   * Ends a reading that has met all it was to meet.
   *
   * @param extent after `everybody`, the source no longer lists the students whom the reading has not met; after `changes`,
   *   those whom it has met as something else.
   */
  completeSync(uow: UnitOfWork, reading: RosterSync, extent: 'everybody' | 'changes'): Promise<void>;
  /** Ends a reading that broke off; who was a member is one still. */
  failSync(uow: UnitOfWork, reading: RosterSync): Promise<void>;
}
