import type { Action } from '@aimline/plugin-interventions-common/endpoints';
import type { TestDistricts } from './district';
import { recordAccess } from './recordAccess';
import { recordHarbor } from './recordHarbor';
import { readingGroup, type TestService } from './service';
import { untilFinished } from './untilFinished';

/** What is sent with one call. */
export interface ExampleCall {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: object;
}

/**
 * One call of every action that a coordinator may make in their district, with something in every place where an id may
 * stand; what the ids name is recorded first. Both districts hold the same. The calls succeed in the order of the routes.
 */
export async function recordExampleCalls(
  service: TestService,
  who: keyof Pick<TestDistricts['actors'], 'sofia' | 'ingrid'>,
): Promise<Record<Action, ExampleCall>> {
  const { as, actors, id } = service;
  const call = as(who);
  const { tenantId, personId: coordinatorId } = actors[who];
  const { studentIds, ...inDistrict } =
    who === 'sofia' ? { studentIds: [id.maya, id.diego] as const } : await recordHarbor(service);
  const group = { ...readingGroup(service), ...inDistrict };
  const [studentId, classmateId] = studentIds;

  const url = 'http://127.0.0.1:9/aimline';
  const [webhookId, otherWebhookId] = await Promise.all(
    [url, url].map((to) => call('webhook.create', { body: { url: to } }).then(({ webhook }) => webhook.webhookId)),
  );
  const { interventionId } = await call('intervention.create', { body: group });
  const params = { interventionId };
  const { enrollments } = await call('student.enroll', { params, body: { studentIds: [studentId] } });
  const { enrollmentId } = enrollments[0]!;
  const { sessions } = await call('session.list', { params });
  const { sessionId } = sessions[0]!;
  const { registrationId, deploymentId, staffId, roleMappingId, launchSessionId, personId } = await recordAccess(
    service,
    who === 'sofia'
      ? { tenantId, staffId: id.owen, personId: id.hannah }
      : { tenantId, staffId: id.marta, personId: id.marta },
  );
  const { apiClient } = await call('api_client.create', { body: { name: 'Data warehouse' } });
  await service.db.admin.query(
    `update aimline.event_delivery set due_at = 'infinity', dead_at = now(), problem = 'It answered 500.'
     where webhook_id in ($1, $2)`,
    [webhookId, otherWebhookId],
  );
  await untilFinished(service.db);
  const { events, next } = await call('event.list');
  const deadLetter = { sink: otherWebhookId!, orderingKey: interventionId };
  const { exportId } = await call('audit.export', { body: { format: 'csv' } });
  const { entries } = await call('audit.search');
  const after = entries[0]!.auditId;
  // the hour of the database counts here, not that of the story
  const days = { beginDate: '2026-01-01', endDate: '2199-12-31', timeZone: 'America/Chicago' };
  const enrolling = { actorId: coordinatorId, action: 'student.enroll', entity: 'enrollment', studentId, ...params };

  return {
    'intervention.create': {
      body: {
        ...group,
        endDate: '2026-09-18',
        meetingTimes: [{ weekday: 'friday', startTime: '10:00', endTime: '10:30' }],
      },
    },
    'intervention.list': { body: { search: 'reading', tier: 2, domain: 'reading', after: interventionId } },
    'intervention.read': { params },
    'intervention.history': { params },
    'session.list': { params },
    'session.agenda': { query: { date: '2026-09-14' } },
    'student.enroll': { params, body: { studentIds: [classmateId], beginDate: '2026-09-14' } },
    'student.withdraw': { params: { enrollmentId }, body: { endDate: '2026-09-14' } },
    'enrollment.list': { params },
    'attendance.read': { params: { sessionId } },
    'attendance.record': {
      params: { sessionId },
      body: { marks: [{ studentId, status: 'tardy', reason: 'transportation', note: 'Bus was late.' }] },
    },
    'progress.note': { params, body: { studentId, notedOn: '2026-09-14', rating: 3, text: 'Reads well.' } },
    'progress.list': { params, query: { studentId } },
    'dashboard.intervention': { params },
    'dashboard.student': { params: { studentId } },
    'roster.students': { body: { search: 'may' } },
    'roster.staff': {},
    'roster.schools': {},
    'roster.import': {
      body: {
        schools: [
          {
            name: 'Oak',
            timeZone: 'America/Chicago',
            rooms: [{ name: 'Room 1', holds: 2 }],
            closedDays: [{ date: '2026-11-26', event: 'holiday' }],
          },
        ],
      },
    },
    'course_link.offer': {},
    'audit.search': { query: { ...enrolling, ...days, after } },
    'audit.seals': {},
    'audit.export': { body: { filter: { ...enrolling, ...days }, format: 'csv' } },
    'audit.export_read': { params: { exportId }, query: { after } },
    'event.list': { query: { after: next! } },
    'dead_letter.list': {},
    'dead_letter.replay': { body: { sink: webhookId!, orderingKey: interventionId } },
    'dead_letter.skip': { body: { ...deadLetter, eventId: events[0]!.id } },
    'webhook.list': {},
    'webhook.create': { body: { url, description: 'SIS', eventTypes: ['interventions.attendance.recorded'] } },
    'webhook.change': {
      params: { webhookId: webhookId! },
      body: { url, description: 'SIS', eventTypes: ['interventions.attendance.recorded'], isPaused: false },
    },
    'webhook.rotate_secret': { params: { webhookId: webhookId! }, body: {} },
    'webhook.test': { params: { webhookId: webhookId! }, body: {} },
    'webhook.remove': { params: { webhookId: webhookId! } },
    'api_client.list': {},
    'api_client.create': { body: { name: 'Reports' } },
    'api_client.remove': { params: { apiClientId: apiClient.apiClientId } },
    'access.read': {},
    'coordinator.decide': { params: { staffId }, body: { decision: 'approved' } },
    'deployment.set_status': { params: { registrationId }, body: { deploymentId, status: 'active' } },
    'role_mapping.set': {
      body: { registrationId, deploymentId, matches: 'lms_role', value: 'Counselor', role: 'interventionist' },
    },
    'role_mapping.remove': { params: { roleMappingId } },
    'launch_session.end': { params: { launchSessionId } },
    'person.end_sessions': { params: { personId } },
  };
}
