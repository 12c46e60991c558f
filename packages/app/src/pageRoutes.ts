import { type AnyRoute, createRoute } from '@tanstack/react-router';
import { type Page, pathOf } from '@aimline/plugin-interventions/frame/page';
import type { PageContext } from '@aimline/plugin-interventions/launch/prefetch';
import { mayDo } from '@aimline/plugin-interventions/launch/mayDo';
import { ApiError } from '@aimline/plugin-interventions-common/client';
import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';

/** The pages as routes below the root, sections nested in their parents. */
export function pageRoutes(pages: readonly Page[], root: AnyRoute): AnyRoute[] {
  const nested = (parent: string | undefined, parentRoute: AnyRoute): AnyRoute[] =>
    pages
      .filter((page) => page.parent === parent)
      .map((page) => {
        const route = routeOf(page, parentRoute);
        return route.addChildren(nested(pathOf(page), route));
      });
  return nested(undefined, root);
}

function routeOf(page: Page, parentRoute: AnyRoute): AnyRoute {
  return createRoute({
    getParentRoute: () => parentRoute,
    path: page.path,
    beforeLoad: ({ context }: { context: PageContext }) => expectOpen(page, context.launch.session),
    validateSearch: page.search,
    loaderDeps: ({ search }: { search: object }) => (page.search ? search : {}),
    loader: ({ context, params, deps }: { context: PageContext; params: object; deps: object }) =>
      page.load(context, { params: params as never, search: deps as never }),
    component: page.component,
  });
}

/** @throws {ApiError} with status 404 when the page does not exist in this launch, with 403 when the user may not open it */
function expectOpen({ isThere, action }: Page, session: LaunchSession): void {
  if (isThere && !isThere(session)) {
    throw new ApiError(404, { name: 'NotFoundError', message: 'There is no such page in this launch.' });
  }
  if (action && !mayDo(session, action)) {
    throw new ApiError(403, { name: 'NotAllowedError', message: `This page needs "${action}".` });
  }
}
