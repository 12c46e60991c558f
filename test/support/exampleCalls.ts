import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Action } from '@aimline/plugin-interventions-common/contracts';
import type { TestDistricts } from './district';
import { recordAccess } from './recordAccess';
import { recordHarbor } from './recordHarbor';
import { readingGroup, type TestService } from './service';
import { untilFinished } from './untilFinished';

/** The input of one call. */
export interface ExampleCall {
  params?: Record<string, string>;
  query?: Record<string, string>;
  /** An object is sent as JSON, a text as the media type of the contract. */
  body?: object | string;
}

/** The recorded ids of a district, from which the example calls are made. */
export type ExampleWorld = Awaited<ReturnType<typeof recordWorld>>;

/** The calls of one feature: each file in `test/examples` exports its own. */
type RoomExamples = (world: ExampleWorld) => Record<string, ExampleCall>;

const ROOMS = join(__dirname, '../examples');

/**
 * One call of every action that a coordinator may do in their district, with an id in every place that takes one; what
 * the ids name is recorded first. Both districts have the same rows. The calls succeed in the order of the routes.
 */
export async function recordExampleCalls(
  service: TestService,
  who: keyof Pick<TestDistricts['actors'], 'sofia' | 'ingrid'>,
): Promise<Record<Action, ExampleCall>> {
  const world = await recordWorld(service, who);
  const rooms = readdirSync(ROOMS).map((file) => (require(join(ROOMS, file)) as { examples: RoomExamples }).examples);
  return Object.assign({}, ...rooms.map((examples) => examples(world))) as Record<Action, ExampleCall>;
}

async function recordWorld(service: TestService, who: keyof Pick<TestDistricts['actors'], 'sofia' | 'ingrid'>) {
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
  const { enrollments } = await call('enrollment.create', { params, body: { studentIds: [studentId] } });
  const { enrollmentId } = enrollments[0]!;
  const { noteId } = await call('progress.note', { params, body: { studentId: studentId!, text: 'Reads on.' } });
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
  const { next: deadLetterCursor } = await call('dead_letter.list');
  const { exportId } = await call('audit.export', { body: { format: 'csv' } });
  const { entries } = await call('audit.search');
  const after = entries[0]!.auditId;
  // audit records have the time of the database, not that of the story
  const days = { beginDate: '2026-01-01', endDate: '2199-12-31', timeZone: 'America/Chicago' };
  const enrolling = { actorId: coordinatorId, action: 'enrollment.create', entity: 'enrollment', studentId, ...params };

  return {
    ...{ group, params, interventionId, studentId: studentId!, classmateId: classmateId!, enrollmentId, sessionId },
    ...{ registrationId, deploymentId, staffId, roleMappingId, launchSessionId, personId },
    ...{ url, webhookId: webhookId!, apiClientId: apiClient.apiClientId, exportId, after, days, enrolling },
    ...{ next: next!, eventId: events[0]!.id, deadLetter, deadLetterCursor: deadLetterCursor! },
    ...{ noteId, memberId: coordinatorId },
  };
}
