import type { CourseLink } from '@aimline/plugin-interventions-common/deepLinking';
import type { UnitOfWork } from './unitOfWork';

/** Ed-Fi `Student`, `Staff` and `Contact` (a parent or other caregiver). */
export type PersonKind = 'student' | 'staff' | 'contact';

/** A person as a roster source describes them. */
export interface RosterPerson {
  /** Stable within the source: an LTI `sub`, a OneRoster `sourcedId`. */
  externalId: string;
  kind: PersonKind;
  /** Null keeps the stored name. */
  givenName: string | null;
  familyName: string | null;
}

/** A member of a course; `other` is neither student nor staff there, or no longer so. */
export interface CourseMember extends Omit<RosterPerson, 'kind'> {
  kind: 'student' | 'staff' | 'other';
}

/** The students of a caregiver, by the ids of the source. */
export interface Mentored {
  contactId: string;
  /** The course that the list is limited to; null when it covers all students of the source. */
  courseId: string | null;
  studentExternalIds: readonly string[];
}

/** A course that was copied from others in the source. */
export interface CopiedCourse {
  externalId: string;
  /** Null keeps the stored title. */
  title: string | null;
  originExternalIds: readonly string[];
}

/** A sync of a course's members in progress. */
export interface RosterSync {
  readonly source: string;
  readonly courseId: string;
  readonly syncId: string;
}

/**
 * Write access to the roster for roster sources. `source` names the system that the external ids belong to.
 *
 * The members of a course are synced in batches, each in a transaction of its own:
 *
 *     beginSync -> recordMembers … -> completeSync
 *                                  -> failSync
 *
 * Students are visible as soon as their batch is committed. Only a complete sync removes members, and only those that its
 * own source had added. Of two concurrent syncs of one source, in any processes, one continues: the writes of the other
 * throw and change nothing.
 */
export interface Roster {
  /**
   * Adds a person or updates their name, and returns their id. A name from another source is replaced only by a source
   * that the district ranks higher.
   */
  recordPerson(uow: UnitOfWork, source: string, person: RosterPerson): Promise<string>;
  /**
   * Records the students of a caregiver, as far as the roster knows them. Students whom the course no longer lists are
   * removed; relations from other sources stay.
   */
  recordMentored(uow: UnitOfWork, source: string, mentored: Mentored): Promise<void>;
  /** Adds a course or updates its title, and returns its id. */
  recordCourse(uow: UnitOfWork, source: string, course: { externalId: string; title: string }): Promise<string>;

  /** Records from which courses a course was copied; unknown origins are ignored, and without a known one nothing is stored. */
  recordCopy(uow: UnitOfWork, source: string, copied: CopiedCourse): Promise<void>;
  /** Stores the links to Aimline that were placed in a course, to offer them in its copies. */
  recordLinks(uow: UnitOfWork, courseId: string, links: readonly CourseLink[]): Promise<void>;

  /** Marks a sync as planned, so that the course's roster is shown as incomplete until it has run. */
  markPending(uow: UnitOfWork, source: string, courseId: string): Promise<void>;
  /**
   * Begins a sync of the members of a course from a source.
   *
   * @param unlessBegunSince does not begin when the last sync began after this instant; null takes over the lease of a sync
   *   whose process is known to have stopped
   * @returns null when another sync is in progress, or began too recently
   */
  beginSync(
    uow: UnitOfWork,
    source: string,
    courseId: string,
    unlessBegunSince: Date | null,
  ): Promise<RosterSync | null>;
  /**
   * Records a batch of at most a thousand members. A member who is listed both as a student and as something else, in any
   * batches, is a student; of several names the last one counts.
   */
  recordMembers(uow: UnitOfWork, sync: RosterSync, members: readonly CourseMember[]): Promise<void>;
  /** Restarts a sync: forgets the members recorded so far. */
  resetSync(uow: UnitOfWork, sync: RosterSync): Promise<void>;
  /**
   * Completes a sync.
   *
   * @param extent `all` removes the source's students whom the sync has not recorded; `changes` only those whom it has
   *   recorded as something else
   */
  completeSync(uow: UnitOfWork, sync: RosterSync, extent: 'all' | 'changes'): Promise<void>;
  /** Ends a sync that failed; no member is removed. */
  failSync(uow: UnitOfWork, sync: RosterSync): Promise<void>;
}
