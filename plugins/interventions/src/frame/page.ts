import type { RouteComponent } from '@tanstack/react-router';
import type { Action } from '@aimline/plugin-interventions-common/contracts';
import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import type { PageContext } from '../launch/prefetch';

/** A page and its address. */
export interface Page {
  /** As the router writes it, below the parent's: `/students/$studentId`. */
  readonly path: string;
  /** The whole path of the page that shows this one as its section. */
  readonly parent?: string;
  /** What a person has to be allowed to do somewhere; everybody else reads a refusal. Without one it opens for all. */
  readonly action?: Action;
  /** Whether the launch has the page at all; where it has not, there is nothing at its address. */
  readonly isThere?: (session: LaunchSession) => boolean;
  /** What its address carries after `?`, without what does not fit. */
  readonly search?: (raw: Record<string, unknown>) => object;
  /** Begins its reads, while its code is on the way. */
  readonly load: (context: PageContext, address: { params: never; search: never }) => Promise<unknown>;
  /** A chunk of its own. */
  readonly component: RouteComponent;
}

/** The path from the start: those of two pages differ. */
export function pathOf({ parent = '', path }: Page): string {
  return `${parent}${path}`;
}

/** Declares a page; the compiler holds its reads to the parameters of its path and to its search. */
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
