import type { OpenLaunchSession } from '@aimline/plugin-interventions-common/access';

/** Somebody who has Aimline open, perhaps in several tabs or courses. */
export interface OpenPerson {
  person: OpenLaunchSession['person'];
  /** Each once, in the order of the sessions. */
  roles: OpenLaunchSession['roles'];
  courseTitles: string[];
  /** When the first of these sessions was opened. */
  openedAt: string;
}

/** Sessions by person, in the order of their first ones. */
export function openByPerson(sessions: readonly OpenLaunchSession[]): OpenPerson[] {
  const byPerson = Map.groupBy(sessions, ({ person }) => person.personId);
  return [...byPerson.values()].map((ofPerson) => ({
    person: ofPerson[0]!.person,
    roles: [...new Set(ofPerson.flatMap(({ roles }) => roles))],
    courseTitles: [...new Set(ofPerson.flatMap(({ courseTitle }) => courseTitle ?? []))],
    openedAt: ofPerson.map(({ openedAt }) => openedAt).reduce((a, b) => (a < b ? a : b)),
  }));
}
