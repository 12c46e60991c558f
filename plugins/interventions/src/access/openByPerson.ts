import type { OpenLaunchSession } from '@aimline/plugin-interventions-common/access';

/** A person who is signed in, perhaps in several tabs or courses. */
export interface OpenPerson {
  person: OpenLaunchSession['person'];
  /** Without duplicates, in the order of the sessions. */
  roles: OpenLaunchSession['roles'];
  /** Without duplicates, in the order of the sessions. */
  courseTitles: string[];
  /** When the earliest of these sessions was opened. */
  openedAt: string;
}

/** Groups sessions by person; people are in the order in which they first appear in the list. */
export function openByPerson(sessions: readonly OpenLaunchSession[]): OpenPerson[] {
  const byPerson = Map.groupBy(sessions, ({ person }) => person.personId);
  return [...byPerson.values()].map((ofPerson) => ({
    person: ofPerson[0]!.person,
    roles: [...new Set(ofPerson.flatMap(({ roles }) => roles))],
    courseTitles: [...new Set(ofPerson.flatMap(({ courseTitle }) => courseTitle ?? []))],
    openedAt: ofPerson.map(({ openedAt }) => openedAt).reduce((a, b) => (a < b ? a : b)),
  }));
}
