/** FR-009 by polling: the feed of events, for programs with a token. */
import { progressNoted } from '@aimline/plugin-interventions-common/progress';
import { createApiClientResolver, purgeEvents } from '@aimline/plugin-interventions-backend';
import type { ApiError } from '@aimline/plugin-interventions-common/client';
import type { UnitOfWork } from '@aimline/plugin-interventions-node';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Request } from 'express';
import { readingGroup, startTestService, type TestService } from '../support/service';
import { untilFinished } from '../support/untilFinished';

let service: TestService;
let interventionId: string;
beforeAll(async () => {
  service = await startTestService();
  ({ interventionId } = await service.as('vivian')('intervention.create', { body: readingGroup(service) }));
  await service.as('vivian')('enrollment.create', {
    params: { interventionId },
    body: { studentIds: [service.id.maya] },
  });
});
afterAll(() => service.close());

const note = () =>
  service.as('vivian')('progress.note', {
    params: { interventionId },
    body: { studentId: service.id.maya, rating: 3, text: 'Reads well.' },
  });
const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => 'no refusal',
    (error: ApiError) => [error.status, error.problem.fields ?? error.message],
  );

test('a poller that continues with "next" gets every event once, whenever it polls', async () => {
  const seen: string[] = [];
  let after: string | undefined;
  const poll = async () => {
    const page = await service.as('sofia')('event.list', { query: { after } });
    seen.push(...page.events.map(({ id }) => id));
    after = page.next ?? undefined;
    return page.hasMore;
  };
  const writing = Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let i = 0; i < 60; i += 1) await note();
    }),
  );
  let isWriting = true;
  void writing.finally(() => (isWriting = false));
  while (isWriting) await poll();
  await writing;
  await untilFinished(service.db);
  while (await poll());
  const { rows } = await service.db.admin.query('select event_id from aimline.outbox_event where tenant_id = $1', [
    service.cedarValley,
  ]);
  expect(seen.toSorted()).toEqual(rows.map(({ event_id }) => event_id).toSorted());
  expect(seen).toHaveLength(242);
});

test('a reader that saw later ids does not miss a transaction that commits late', async () => {
  await untilFinished(service.db);
  const before = await service.as('sofia')('event.list');
  let last = before.next;
  while (last) {
    const page = await service.as('sofia')('event.list', { query: { after: last } });
    if (page.events.length === 0) break;
    last = page.next;
  }
  const { tenantId } = service.actors.sofia;
  const data = { interventionId, noteId: interventionId, studentId: service.id.maya, notedOn: '2026-09-14', rating: 1 };
  let commit = () => {};
  const emitted = new Promise<void>((resolve) => {
    commit = resolve;
  });
  const slow = service.tenants.transact({ tenantId, actorId: null, action: 'test.run' }, async (uow) => {
    await uow.rows('select pg_current_xact_id()');
    uow.emit(progressNoted({ ...data, interventionId: service.id.maya }));
    await emitted;
  });
  await note();
  expect((await service.as('sofia')('event.list', { query: { after: last! } })).events).toEqual([]);
  commit();
  await slow;
  await untilFinished(service.db);
  const { events } = await service.as('sofia')('event.list', { query: { after: last! } });
  expect(events.map(({ partitionkey }) => partitionkey).toSorted()).toEqual(
    [interventionId, service.id.maya].toSorted(),
  );
});

test('events of an intervention come in order, even if the later one belongs to the transaction that began first', async () => {
  await untilFinished(service.db);
  const { tenantId } = service.actors.sofia;
  const stream = service.id.diego;
  const emit = (uow: UnitOfWork, rating: number) =>
    uow.emit(
      progressNoted({
        ...{ interventionId: stream, noteId: stream, studentId: stream, notedOn: '2026-09-14' },
        rating,
      }),
    );
  const who = { tenantId, actorId: null, action: 'test.run' };
  await service.tenants.transact(who, async (first) => {
    await first.rows('select pg_current_xact_id()');
    await service.tenants.transact(who, async (second) => {
      emit(second, 1);
      emit(second, 2);
    });
    emit(first, 3);
    emit(first, 4);
  });
  await untilFinished(service.db);
  const received: unknown[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await service.as('sofia')('event.list', { query: { after } });
    received.push(...page.events.filter(({ partitionkey }) => partitionkey === stream).map(({ data }) => data));
    after = page.next!;
    more = page.hasMore;
  }
  expect(received).toMatchObject([{ rating: 1 }, { rating: 2 }, { rating: 3 }, { rating: 4 }]);
});

test.each([
  ['no cursor', 'x', 'Expected the "next" of a page.'],
  ['an injection', `1-1-1-0199a000-0000-7000-8000-000000000001' or '1'='1`, 'Expected the "next" of a page.'],
  [
    'one that was made up',
    '1-77-1-0199a000-0000-7000-8000-000000000001',
    'Unknown or expired cursor "1-77-1-0199a000-0000-7000-8000-000000000001": read the list from its beginning.',
  ],
])('a cursor that is %s is refused', async (_what, after, message) => {
  expect(await refusalOf(service.as('sofia')('event.list', { query: { after } }))).toEqual([
    400,
    [{ path: 'query.after', message }],
  ]);
});

test('a cursor of another district is refused like a forged one', async () => {
  await untilFinished(service.db);
  const { next } = await service.as('sofia')('event.list');
  expect(await refusalOf(service.as('ingrid')('event.list', { query: { after: next! } }))).toEqual([
    400,
    [
      {
        path: 'query.after',
        message: `Unknown or expired cursor "${next}": read the list from its beginning.`,
      },
    ],
  ]);
});

test('a program with a token reads events of its district and nothing else, until it is removed', async () => {
  const resolver = createApiClientResolver(service.tenants);
  const resolve = (token: string) => resolver.resolve({ headers: { authorization: `Bearer ${token}` } } as Request);
  const { apiClient, token } = await service.as('sofia')('api_client.create', { body: { name: 'Data warehouse' } });
  expect(await resolve(token)).toEqual({
    tenantId: service.cedarValley,
    personId: apiClient.apiClientId,
    roles: ['integration'],
    scopes: ['event.list'],
    courseId: null,
    studentIds: [],
  });
  // the same secret with the id of the other district
  await expect(resolve(token.replace(service.cedarValley, service.harbor))).rejects.toThrow(
    'This token is unknown or was revoked.',
  );
  await expect(resolve(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).rejects.toThrow(
    'This token is unknown or was revoked.',
  );
  expect(await resolve('not-one-of-ours')).toBeNull();
  expect((await service.as('sofia')('api_client.list')).apiClients).toEqual([
    { ...apiClient, usedAt: '2026-09-14T14:05:00.000Z' },
  ]);
  const stored = await service.db.admin.query(
    'select count(*)::int as n from aimline.audit_record where after::text like $1',
    [`%${token.slice(-20)}%`],
  );
  expect(stored.rows).toEqual([{ n: 0 }]);
  await service.as('sofia')('api_client.remove', { params: { apiClientId: apiClient.apiClientId } });
  await expect(resolve(token)).rejects.toThrow('This token is unknown or was revoked.');
});

test('a district has at most twenty programs, even if more are added at once', async () => {
  const adding = Array.from({ length: 24 }, () =>
    service.as('ingrid')('api_client.create', { body: { name: 'Data warehouse' } }),
  );
  const refusals = (await Promise.allSettled(adding)).filter(({ status }) => status === 'rejected');
  expect(refusals).toHaveLength(4);
  expect((await service.as('ingrid')('api_client.list')).apiClients).toHaveLength(20);
});

test('events older than thirty days are removed, and a cursor among them is refused', async () => {
  await untilFinished(service.db);
  const { next } = await service.as('sofia')('event.list');
  const { tenantId } = service.actors.sofia;
  expect(await purgeEvents(service.tenants, tenantId)).toBe(0);
  service.clock.now = new Date('2026-10-15T00:00:00Z');
  await note();
  const { rows } = await service.db.admin.query('select count(*)::int - 1 as old from aimline.outbox_event');
  expect(await purgeEvents(service.tenants, tenantId)).toBe(rows[0].old);
  await untilFinished(service.db);
  expect((await service.as('sofia')('event.list')).events).toHaveLength(1);
  expect(await refusalOf(service.as('sofia')('event.list', { query: { after: next! } }))).toMatchObject([
    400,
    [{ path: 'query.after' }],
  ]);
});
