import type { Action } from '@aimline/plugin-interventions-common/contracts';
import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import { mayDo } from '../launch/mayDo';

/** Where a link is shown; `choosing` replaces `top` while the user chooses links for a course. */
export type Place = 'top' | 'choosing' | 'intervention';

/** A link to a page. */
export interface NavigationEntry {
  readonly place: Place;
  /** A function, because the language is not known yet when the feature is loaded. */
  readonly label: () => string;
  /** The path of the page, as the router writes it. */
  readonly to: string;
  /** Position among the links of its place: lower comes first. */
  readonly order: number;
  /** Shown only to users who may do this somewhere. Without it, all users see the link. */
  readonly action?: Action;
  /** Hidden from users who may do this, because they have another link instead. */
  readonly unless?: Action;
  /** Marked as current on its own path only, because pages below its path have links of their own. */
  readonly isExact?: true;
}

/** The links of a place that the user of a session sees, in the order of the entries. */
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
