import { createRootRouteWithContext, createRouter } from '@tanstack/react-router';
import type { Page } from '@aimline/plugin-interventions/frame/page';
import { PREFETCH_TIMEOUT_MS } from '@aimline/plugin-interventions/launch/withTimeout';
import type { PageContext } from '@aimline/plugin-interventions/launch/prefetch';
import { PageSkeleton } from '@aimline/plugin-interventions/page/PageSkeleton';
import { RefusalPage } from '@aimline/plugin-interventions/page/RefusalPage';
import { ApiError } from '@aimline/plugin-interventions-common/client';
import { pageRoutes } from './pageRoutes';
import { Shell } from './Shell';

/** The router of the app. Each page is a separate chunk, and its data is requested while the chunk is loaded. */
export function createAppRouter(pages: readonly Page[], context: PageContext) {
  const root = createRootRouteWithContext<PageContext>()({
    component: Shell,
    notFoundComponent: () => <RefusalPage error={new ApiError(404, { name: 'NotFoundError', message: '' })} />,
  });
  return createRouter({
    routeTree: root.addChildren(pageRoutes(pages, root)),
    basepath: '/app',
    context,
    defaultPreload: 'intent',
    // the query client decides what is stale
    defaultPreloadStaleTime: 0,
    defaultPendingMs: PREFETCH_TIMEOUT_MS,
    defaultPendingMinMs: 0,
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: ({ error, reset }) => <RefusalPage error={error} onRetry={reset} />,
    scrollRestoration: true,
  });
}
