import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { actionQuery } from '@aimline/plugin-interventions/launch/actionQuery';
import type { Launch } from '@aimline/plugin-interventions/launch/LaunchContext';
import { isStaff } from '@aimline/plugin-interventions/launch/roles';
import { PageSkeleton } from '@aimline/plugin-interventions/page/PageSkeleton';
import { RefusalPage } from '@aimline/plugin-interventions/page/RefusalPage';
import { ApiError, type InputOf } from '@aimline/plugin-interventions-common/client';
import type { Action } from '@aimline/plugin-interventions-common/endpoints';
import type { Domain } from '@aimline/plugin-interventions-common/interventions';
import { DOMAIN_LABELS } from '@aimline/plugin-interventions/words/labels';
import { Shell } from './Shell';

interface RouterContext {
  launch: Launch;
  queryClient: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({
  component: Shell,
  notFoundComponent: () => <RefusalPage error={new ApiError(404, { name: 'NotFoundError', message: '' })} />,
});

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: (search) => ({ date: dateIn(search.date) }),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    isStaff(context.launch.session)
      ? fetchAhead(context, 'session.agenda', { query: deps })
      : fetchAhead(context, 'roster.students', {}),
  component: lazyRouteComponent(() => import('@aimline/plugin-interventions/launch/StartPage'), 'StartPage'),
});

const interventions = createRoute({
  getParentRoute: () => root,
  path: '/interventions',
  validateSearch: ({ search, tier, domain }) => ({
    search: typeof search === 'string' || typeof search === 'number' ? String(search) : undefined,
    tier: tier === 1 || tier === 2 || tier === 3 ? tier : undefined,
    domain: typeof domain === 'string' && domain in DOMAIN_LABELS ? (domain as Domain) : undefined,
  }),
  component: lazyRouteComponent(
    () => import('@aimline/plugin-interventions/interventions/InterventionsPage'),
    'InterventionsPage',
  ),
});

const newIntervention = createRoute({
  getParentRoute: () => root,
  path: '/interventions/new',
  loader: ({ context }) => {
    fetchAhead(context, 'roster.schools', {});
    fetchAhead(context, 'roster.staff', {});
  },
  component: lazyRouteComponent(
    () => import('@aimline/plugin-interventions/interventions/NewInterventionPage'),
    'NewInterventionPage',
  ),
});

const intervention = createRoute({
  getParentRoute: () => root,
  path: '/interventions/$interventionId',
  loader: ({ context, params }) => fetchAhead(context, 'intervention.read', { params }),
  component: lazyRouteComponent(
    () => import('@aimline/plugin-interventions/interventions/InterventionPage'),
    'InterventionPage',
  ),
});

const overview = createRoute({
  getParentRoute: () => intervention,
  path: '/',
  loader: ({ context, params }) => fetchAhead(context, 'dashboard.intervention', { params }),
  component: lazyRouteComponent(() => import('@aimline/plugin-interventions/dashboards/OverviewPage'), 'OverviewPage'),
});

const sessions = createRoute({
  getParentRoute: () => intervention,
  path: '/sessions',
  loader: ({ context, params }) => fetchAhead(context, 'session.list', { params }),
  component: lazyRouteComponent(() => import('@aimline/plugin-interventions/sessions/SessionsPage'), 'SessionsPage'),
});

const students = createRoute({
  getParentRoute: () => intervention,
  path: '/students',
  loader: ({ context, params }) => fetchAhead(context, 'enrollment.list', { params }),
  component: lazyRouteComponent(() => import('@aimline/plugin-interventions/enrollments/StudentsPage'), 'StudentsPage'),
});

const notes = createRoute({
  getParentRoute: () => intervention,
  path: '/notes',
  loader: ({ context, params }) => {
    fetchAhead(context, 'enrollment.list', { params });
    fetchAhead(context, 'progress.list', { params, query: {} });
  },
  component: lazyRouteComponent(() => import('@aimline/plugin-interventions/progress/NotesPage'), 'NotesPage'),
});

const history = createRoute({
  getParentRoute: () => intervention,
  path: '/history',
  loader: ({ context, params }) => {
    fetchAhead(context, 'enrollment.list', { params });
    fetchAhead(context, 'intervention.history', { params });
  },
  component: lazyRouteComponent(() => import('@aimline/plugin-interventions/history/HistoryPage'), 'HistoryPage'),
});

const attendance = createRoute({
  getParentRoute: () => root,
  path: '/sessions/$sessionId',
  loader: ({ context, params }) => fetchAhead(context, 'attendance.read', { params }),
  component: lazyRouteComponent(
    () => import('@aimline/plugin-interventions/attendance/AttendanceSheetPage'),
    'AttendanceSheetPage',
  ),
});

const student = createRoute({
  getParentRoute: () => root,
  path: '/students/$studentId',
  loader: ({ context, params }) => fetchAhead(context, 'dashboard.student', { params }),
  component: lazyRouteComponent(() => import('@aimline/plugin-interventions/dashboards/StudentPage'), 'StudentPage'),
});

const routeTree = root.addChildren([
  start,
  interventions,
  newIntervention,
  intervention.addChildren([overview, sessions, students, notes, history]),
  attendance,
  student,
]);

/** The addresses of the app. Every page is a chunk of its own, and its data is asked for while the chunk is on its way. */
export function createAppRouter(context: RouterContext) {
  return createRouter({
    routeTree,
    basepath: '/app',
    context,
    defaultPreload: 'intent',
    // freshness is the query client's business
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 0,
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: ({ error, reset }) => <RefusalPage error={error} onRetry={reset} />,
    scrollRestoration: true,
  });
}

/** Begins a read without waiting for it: the page suspends on the same query, and tells of its errors. */
function fetchAhead<A extends Action>({ launch, queryClient }: RouterContext, action: A, input: InputOf<A>): void {
  void queryClient.prefetchQuery(actionQuery(launch.call, action, input));
}

function dateIn(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
}
