import type { RouteComponent } from '@tanstack/react-router';
import type { Action } from '@aimline/plugin-interventions-common/contracts';
import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import type { PageContext } from '../launch/prefetch';

/** A page and its URL. */
export interface Page {
  /** Path as the router writes it, relative to the parent's: `/students/$studentId`. */
  readonly path: string;
  /** Full path of the page that shows this one as its section. */
  readonly parent?: string;
  /**
   * The action that a user must be allowed to do somewhere to open the page. Without it, the page opens for all users.
   */
  readonly action?: Action;
  /** Whether the page exists in this launch; if not, its URL leads to no page. */
  readonly isThere?: (session: LaunchSession) => boolean;
  /** Parses the search parameters of the URL and drops values that do not fit. */
  readonly search?: (raw: Record<string, unknown>) => object;
  /** Starts the requests of the page while its code is being loaded. */
  readonly load: (context: PageContext, address: { params: never; search: never }) => Promise<unknown>;
  /** Loaded lazily, as a chunk of its own. */
  readonly component: RouteComponent;
}

/** The full path of a page, which is unique among the pages. */
export function pathOf({ parent = '', path }: Page): string {
  return `${parent}${path}`;
}

/** Defines a page; the compiler checks `load` against the parameters of the path and the type of `search`. */
export function definePage<Path extends string, Parent extends string = '', Search extends object = {}>(
  page: Omit<Page, 'path' | 'parent' | 'search' | 'load'> & {
    path: Path;
    parent?: Parent;
    search?: (raw: Record<string, unknown>) => Search;
    load: (
      context: PageContext,
      address: { params: Record<ParamOf<`${Parent}${Path}`>, string>; search: Search },
    ) => Promise<unknown>;
  },
): Page {
  return page;
}

type ParamOf<Path extends string> = Path extends `${infer Part}/${infer Rest}`
  ? ParamOf<Part> | ParamOf<Rest>
  : Path extends `$${infer Name}`
    ? Name
    : never;
