import type { Action } from '@aimline/plugin-interventions-common/contracts';
import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import { mayDo } from '../launch/mayDo';

/** `choosing`: the top of the page, in place of `top`, while somebody chooses links for a course. */
export type Place = 'top' | 'choosing' | 'intervention';

/** A link that leads to a page. */
export interface NavigationEntry {
  readonly place: Place;
  readonly label: string;
  /** The path of the page. */
  readonly to: string;
  /** Lower comes first. */
  readonly order: number;
  /** It is there for those who may do this somewhere, without one for all. */
  readonly action?: Action;
  /** It is not there for those who may do this: they have another one in its place. */
  readonly unless?: Action;
  /** That pages below its path have links of their own: on these it is not marked as the one that is open. */
  readonly isExact?: true;
}

/** The links of a place that a session has, as ordered as the entries are. */
export function navigationOf(
  entries: readonly NavigationEntry[],
  place: Place,
  session: LaunchSession,
): NavigationEntry[] {
  return entries.filter(
    (entry) =>
      entry.place === place &&
      (!entry.action || mayDo(session, entry.action)) &&
      !(entry.unless && mayDo(session, entry.unless)),
  );
}
