/**
 * The API's table of contents: every action, its method and its path below `/api/interventions/v1`.
 * Plain strings only, so that the browser can call the API without carrying the schemas along. What people search by may
 * be a name: it travels in a body, because proxies and servers keep addresses in their logs.
 */
export const endpoints = {
  'intervention.create': { method: 'post', path: '/interventions' },
  'intervention.list': { method: 'post', path: '/interventions/search', isRead: true },
  'intervention.read': { method: 'get', path: '/interventions/:interventionId' },
  'intervention.history': { method: 'get', path: '/interventions/:interventionId/history' },
  'session.list': { method: 'get', path: '/interventions/:interventionId/sessions' },
  'session.agenda': { method: 'get', path: '/sessions' },
  'student.enroll': { method: 'post', path: '/interventions/:interventionId/enrollments' },
  'student.withdraw': { method: 'post', path: '/enrollments/:enrollmentId/withdrawal' },
  'enrollment.list': { method: 'get', path: '/interventions/:interventionId/enrollments' },
  'attendance.read': { method: 'get', path: '/sessions/:sessionId/attendance' },
  'attendance.record': { method: 'put', path: '/sessions/:sessionId/attendance' },
  'progress.note': { method: 'post', path: '/interventions/:interventionId/progress-notes' },
  'progress.list': { method: 'get', path: '/interventions/:interventionId/progress-notes' },
  'dashboard.intervention': { method: 'get', path: '/interventions/:interventionId/dashboard' },
  'dashboard.student': { method: 'get', path: '/students/:studentId/dashboard' },
  'roster.students': { method: 'post', path: '/students/search', isRead: true },
  'roster.staff': { method: 'get', path: '/staff' },
  'roster.schools': { method: 'get', path: '/schools' },
  'roster.import': { method: 'put', path: '/schools' },
  'course_link.offer': { method: 'get', path: '/course-links/offer' },
  'audit.search': { method: 'get', path: '/audit' },
  'audit.seals': { method: 'get', path: '/audit/seals' },
  'audit.export': { method: 'post', path: '/audit/exports' },
  'audit.export_read': { method: 'get', path: '/audit/exports/:exportId' },
  'event.list': { method: 'get', path: '/events' },
  'dead_letter.list': { method: 'get', path: '/dead-letters' },
  'dead_letter.replay': { method: 'post', path: '/dead-letters/replays' },
  'dead_letter.skip': { method: 'post', path: '/dead-letters/skips' },
  'webhook.list': { method: 'get', path: '/webhooks' },
  'webhook.create': { method: 'post', path: '/webhooks' },
  'webhook.change': { method: 'put', path: '/webhooks/:webhookId' },
  'webhook.rotate_secret': { method: 'post', path: '/webhooks/:webhookId/secrets' },
  'webhook.test': { method: 'post', path: '/webhooks/:webhookId/tests' },
  'webhook.remove': { method: 'delete', path: '/webhooks/:webhookId' },
  'api_client.list': { method: 'get', path: '/api-clients' },
  'api_client.create': { method: 'post', path: '/api-clients' },
  'api_client.remove': { method: 'delete', path: '/api-clients/:apiClientId' },
  'access.read': { method: 'get', path: '/access' },
  'coordinator.decide': { method: 'put', path: '/coordinators/:staffId' },
  'deployment.set_status': { method: 'put', path: '/deployments/:registrationId' },
  'role_mapping.set': { method: 'post', path: '/role-mappings' },
  'role_mapping.remove': { method: 'delete', path: '/role-mappings/:roleMappingId' },
  'launch_session.end': { method: 'delete', path: '/launch-sessions/:launchSessionId' },
  'person.end_sessions': { method: 'delete', path: '/people/:personId/launch-sessions' },
} as const satisfies Record<string, Endpoint>;

export const API_BASE = '/api/interventions/v1';

export interface Endpoint {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: `/${string}`;
  /** Changes nothing, although it is posted: what people search by is not to stand in an address. */
  readonly isRead?: true;
}

/** Whether it changes something: done once for each `Idempotency-Key`. */
export function isWrite({ method, isRead = false }: { method: string; isRead?: boolean }): boolean {
  return method !== 'get' && !isRead;
}

/** What can be done through the API; also the `action` of the audit record it leaves. */
export type Action = keyof typeof endpoints;
