/** A role without grants sees nothing: permissions are a positive list. */
import type { ActorRole, Actor } from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { recordExampleCalls } from '../support/exampleCalls';
import { sendCall } from '../support/sendCall';
import { registry, routes, startTestService, type TestService } from '../support/service';

/** A role that was just added to the list of roles. */
const OBSERVER = 'observer' as ActorRole;

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

test('a new role may do nothing, and each attempt is recorded', async () => {
  const examples = await recordExampleCalls(service, 'sofia');
  // a user who, by every id that a rule checks, leads a group, teaches its students and is a parent
  const observer: Actor = {
    ...service.actors.vivian,
    ...{ roles: [OBSERVER], courseId: service.courseId, studentIds: [service.id.maya] },
  };
  Object.assign(service.actors, { observer });
  for (const { contract } of routes) {
    const { status } = await sendCall(
      service.origin,
      contract,
      examples[contract.action as keyof typeof examples],
      'observer',
    );
    expect([contract.action, status]).toEqual([contract.action, 403]);
  }
  const { rows } = await service.db.admin.query(
    'select action from aimline.access_refusal where person_id = $1 order by action',
    [observer.personId],
  );
  expect(rows.map(({ action }) => action)).toEqual(routes.map(({ contract }) => contract.action).toSorted());
});

test('no page is offered to a new role', () => {
  expect(registry.actionsOf([OBSERVER])).toEqual([]);
  expect(registry.actionsOf(['caregiver'])).toEqual(['student.list', 'dashboard.student']);
  expect(registry.actionsOf(['integration'])).toEqual(['event.list']);
});
