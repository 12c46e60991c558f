import type { Action } from '@aimline/plugin-interventions-common/contracts';
import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import { mayDo } from '../launch/mayDo';

/** Where a link is shown; `choosing` replaces `top` while the user chooses links for a course. */
export type Place = 'top' | 'choosing' | 'intervention';

/** A link to a page. */
export interface NavigationEntry {
  readonly place: Place;
  /** The text of the link; a function, because the language is not known yet when the feature is loaded. */
  readonly label: () => string;
  /** The path of the page, as the router writes it. */
  readonly to: string;
  /** Position among the links of its place: lower comes first. */
  readonly order: number;
  /** The action that a user must be allowed to do somewhere to see the link. Without it, all users see the link. */
  readonly action?: Action;
  /** The action that hides the link from users who may do it, because they have another link instead. */
  readonly unless?: Action;
  /** Whether only its own path marks the link as current, because pages below that path have links of their own. */
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
