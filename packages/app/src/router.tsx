import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { auditPages, type Filter as AuditFilter } from '@aimline/plugin-interventions/audit/auditPages';
import { type Filter, interventionPages } from '@aimline/plugin-interventions/interventions/interventionPages';
import { isCoordinator, isStaff } from '@aimline/plugin-interventions/launch/roles';
import { PageSkeleton } from '@aimline/plugin-interventions/page/PageSkeleton';
import { RefusalPage } from '@aimline/plugin-interventions/page/RefusalPage';
import { ApiError } from '@aimline/plugin-interventions-common/client';
import type { Domain } from '@aimline/plugin-interventions-common/interventions';
import { DOMAIN_LABELS } from '@aimline/plugin-interventions/words/labels';
import { briefly, fetchAhead, QUICK_MS, type RouterContext } from './fetchAhead';
import { Shell } from './Shell';

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
  beforeLoad: staffOnly,
  validateSearch: ({ search, tier, domain }): Filter => ({
    search: typeof search === 'string' || typeof search === 'number' ? String(search) : undefined,
    tier: tier === 1 || tier === 2 || tier === 3 ? tier : undefined,
    domain: typeof domain === 'string' && domain in DOMAIN_LABELS ? (domain as Domain) : undefined,
  }),
  loaderDeps: ({ search }) => search,
  loader: ({ context: { launch, queryClient }, deps }) =>
    briefly(queryClient.prefetchInfiniteQuery(interventionPages(launch.call, deps))),
  component: lazyRouteComponent(
    () => import('@aimline/plugin-interventions/interventions/InterventionsPage'),
    'InterventionsPage',
  ),
});

const newIntervention = createRoute({
  getParentRoute: () => root,
  path: '/interventions/new',
  beforeLoad: staffOnly,
  loader: ({ context }) =>
    Promise.all([fetchAhead(context, 'roster.schools', {}), fetchAhead(context, 'roster.staff', {})]),
  component: lazyRouteComponent(
    () => import('@aimline/plugin-interventions/interventions/NewInterventionPage'),
    'NewInterventionPage',
  ),
});

const intervention = createRoute({
  getParentRoute: () => root,
  path: '/interventions/$interventionId',
  beforeLoad: staffOnly,
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
  loader: ({ context, params }) =>
    Promise.all([
      fetchAhead(context, 'enrollment.list', { params }),
      fetchAhead(context, 'progress.list', { params, query: {} }),
    ]),
  component: lazyRouteComponent(() => import('@aimline/plugin-interventions/progress/NotesPage'), 'NotesPage'),
});

const history = createRoute({
  getParentRoute: () => intervention,
  path: '/history',
  loader: ({ context, params }) =>
    Promise.all([
      fetchAhead(context, 'enrollment.list', { params }),
      fetchAhead(context, 'intervention.history', { params }),
      fetchAhead(context, 'session.list', { params }),
    ]),
  component: lazyRouteComponent(() => import('@aimline/plugin-interventions/history/HistoryPage'), 'HistoryPage'),
});

const deepLink = createRoute({
  getParentRoute: () => root,
  path: '/deep-link',
  beforeLoad: choosingOnly,
  loader: ({ context }) =>
    Promise.all([
      fetchAhead(context, 'course_link.offer', {}),
      briefly(context.queryClient.prefetchInfiniteQuery(interventionPages(context.launch.call, {}))),
    ]),
  component: lazyRouteComponent(() => import('@aimline/plugin-interventions/deepLinking/DeepLinkPage'), 'DeepLinkPage'),
});

const attendance = createRoute({
  getParentRoute: () => root,
  path: '/sessions/$sessionId',
  beforeLoad: staffOnly,
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

const access = createRoute({
  getParentRoute: () => root,
  path: '/access',
  beforeLoad: coordinatorsOnly,
  loader: ({ context }) => fetchAhead(context, 'access.read', {}),
  component: lazyRouteComponent(() => import('@aimline/plugin-interventions/access/AccessPage'), 'AccessPage'),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  beforeLoad: coordinatorsOnly,
  validateSearch: ({ actorId, action, entity, studentId, interventionId, beginDate, endDate }): AuditFilter => ({
    ...{ actorId: textIn(actorId), studentId: textIn(studentId), interventionId: textIn(interventionId) },
    ...{ action: textIn(action), entity: textIn(entity) },
    ...{ beginDate: dateIn(beginDate), endDate: dateIn(endDate) },
  }),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    const { launch, queryClient } = context;
    return Promise.all([
      briefly(queryClient.prefetchInfiniteQuery(auditPages(launch.call, deps))),
      fetchAhead(context, 'audit.seals', {}),
      fetchAhead(context, 'roster.staff', {}),
    ]);
  },
  component: lazyRouteComponent(() => import('@aimline/plugin-interventions/audit/AuditPage'), 'AuditPage'),
});

const integrations = createRoute({
  getParentRoute: () => root,
  path: '/integrations',
  beforeLoad: coordinatorsOnly,
  loader: ({ context }) =>
    Promise.all([
      fetchAhead(context, 'webhook.list', {}),
      fetchAhead(context, 'dead_letter.list', {}),
      fetchAhead(context, 'api_client.list', {}),
    ]),
  component: lazyRouteComponent(
    () => import('@aimline/plugin-interventions/integrations/IntegrationsPage'),
    'IntegrationsPage',
  ),
});

const routeTree = root.addChildren([
  start,
  interventions,
  newIntervention,
  intervention.addChildren([overview, sessions, students, notes, history]),
  attendance,
  student,
  access,
  audit,
  integrations,
  deepLink,
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
    defaultPendingMs: QUICK_MS,
    defaultPendingMinMs: 0,
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: ({ error, reset }) => <RefusalPage error={error} onRetry={reset} />,
    scrollRestoration: true,
  });
}

/** @throws {ApiError} with status 403 for whoever does not work for the school */
function staffOnly({ context }: { context: RouterContext }): void {
  if (isStaff(context.launch.session)) return;
  throw new ApiError(403, { name: 'NotAllowedError', message: 'This page is for staff.' });
}

/** @throws {ApiError} with status 403 for whoever does not run the district's interventions */
function coordinatorsOnly({ context }: { context: RouterContext }): void {
  if (isCoordinator(context.launch.session)) return;
  throw new ApiError(403, { name: 'NotAllowedError', message: 'This page is for coordinators.' });
}

/** @throws {ApiError} with status 404 unless the course wants links */
function choosingOnly({ context }: { context: RouterContext }): void {
  if (context.launch.session.deepLinking) return;
  throw new ApiError(404, { name: 'NotFoundError', message: 'The course asked for no links.' });
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function dateIn(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
}
