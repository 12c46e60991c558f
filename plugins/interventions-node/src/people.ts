import type { PersonKind } from './roster';
import type { UnitOfWork } from './unitOfWork';

/** A person whom the roster knows; a name is empty when no source shares it. */
export interface KnownPerson {
  personId: string;
  kind: PersonKind;
  givenName: string;
  familyName: string;
}

/** A person, and the id by which an outside system knows them. */
export interface IdentifiedPerson extends KnownPerson {
  externalId: string;
}

/** A course that the roster knows. */
export interface KnownCourse {
  courseId: string;
  title: string;
  /** When the members of the course began to be read last; null when they never were. */
  syncStartedAt: string | null;
}

/** What is known of an adult and of the course from which they come; each is null when it is not known. */
export interface KnownAdult {
  /** Somebody may be both staff and a contact. */
  staff: KnownPerson | null;
  contact: KnownPerson | null;
  course: KnownCourse | null;
}

/**
 * Reads whom and what the roster knows, for modules: the district of the unit of work, many ids in one statement. What
 * the district does not have is absent. Whether somebody may see it is for the caller to decide.
 */
export interface People {
  /** People of any kind by their ids, in order of family name, given name and id. */
  namesOf(uow: UnitOfWork, personIds: readonly string[]): Promise<Map<string, KnownPerson>>;
  /**
   * People of these kinds by the ids that `source` has for them, in order of that id, then of kind: somebody may be both
   * staff and a contact.
   */
  identify(
    uow: UnitOfWork,
    source: string,
    kinds: readonly PersonKind[],
    externalIds: readonly string[],
  ): Promise<IdentifiedPerson[]>;
  /** Titles of courses by their ids. */
  courseTitles(uow: UnitOfWork, courseIds: readonly string[]): Promise<Map<string, string>>;
  /** An adult who comes from a course, in one statement: both by the ids that `source` has for them. */
  findAdult(
    uow: UnitOfWork,
    source: string,
    externalIds: { person: string; course: string | undefined },
  ): Promise<KnownAdult>;
}
