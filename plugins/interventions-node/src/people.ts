import type { PersonKind } from './roster';
import type { UnitOfWork } from './unitOfWork';

/** A person in the roster; a name is empty when no source provides it. */
export interface KnownPerson {
  personId: string;
  kind: PersonKind;
  givenName: string;
  familyName: string;
}

/** A person with the id that an outside system uses for them. */
export interface IdentifiedPerson extends KnownPerson {
  externalId: string;
}

/** A course in the roster. */
export interface KnownCourse {
  courseId: string;
  title: string;
  /** When the last sync of the course's members started; null before the first one. */
  syncStartedAt: string | null;
}

/** An adult and the course they launched from; each part is null when the roster does not know it. */
export interface KnownAdult {
  /** The same adult may be both staff and a contact. */
  staff: KnownPerson | null;
  contact: KnownPerson | null;
  course: KnownCourse | null;
}

/**
 * Read access to the roster for modules, within the tenant of the unit of work; many ids take one statement. Unknown ids
 * are absent from the result. Does no authorisation: that is up to the caller.
 */
export interface People {
  /** People of any kind by their ids, in order of family name, given name and id. */
  namesOf(uow: UnitOfWork, personIds: readonly string[]): Promise<Map<string, KnownPerson>>;
  /**
   * People of these kinds by the ids that `source` uses for them, in order of that id, then of kind: the same id may be
   * both a staff member and a contact.
   */
  identify(
    uow: UnitOfWork,
    source: string,
    kinds: readonly PersonKind[],
    externalIds: readonly string[],
  ): Promise<IdentifiedPerson[]>;
  /** Titles of courses by their ids. */
  courseTitles(uow: UnitOfWork, courseIds: readonly string[]): Promise<Map<string, string>>;
  /** An adult and the course they launched from, by the ids that `source` uses; one statement. */
  findAdult(
    uow: UnitOfWork,
    source: string,
    externalIds: { person: string; course: string | undefined },
  ): Promise<KnownAdult>;
}
