/** FR-009 by webhook: events are delivered at least once, signed, and no subscriber delays another. */
import { progressNoted } from '@aimline/plugin-interventions-common/progress';
import { CloudEvent, type DeadLetter } from '@aimline/plugin-interventions-common/events';
import { openWebhooks, sealedWebhookSecrets, startRelay } from '@aimline/plugin-interventions-backend';
import { KeyRing, provenTenantId, type OutboundPolicy, resealSecrets } from '@aimline/plugin-interventions-node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { readingGroup, startTestService, type TestService, featureTools } from '../support/service';
import { type Receiver, startReceiver } from '../support/startReceiver';
import { until } from '../support/until';

let service: TestService;
let receiver: Receiver;
let relay: ReturnType<typeof startRelay>;
let interventionId: string;
/** Which addresses webhooks may have; a test may change it. */
let outboundPolicy: OutboundPolicy;

beforeAll(async () => {
  service = await startTestService();
  ({ interventionId } = await service.as('vivian')('intervention.create', { body: readingGroup(service) }));
  await service.as('vivian')('enrollment.create', {
    params: { interventionId },
    body: { studentIds: [service.id.maya] },
  });
  relay = startRelay({
    tenants: service.tenants,
    listTenants: async () => [],
    findSinks: (uow) => openWebhooks({ ...featureTools, outboundPolicy })(uow),
    logger: { warn() {} } as never,
  });
});
afterAll(async () => {
  await relay.stop();
  await service.close();
});

beforeEach(async () => {
  outboundPolicy = { allowLoopback: true };
  receiver = await startReceiver();
});
afterEach(async () => {
  const { webhooks } = await service.as('sofia')('webhook.list');
  for (const { webhookId } of webhooks) await service.as('sofia')('webhook.remove', { params: { webhookId } });
  await receiver.close();
});

const sofia = () => service.as('sofia');
const wake = () => relay.wake(provenTenantId(service.cedarValley));
const note = (text = 'Reads well.') =>
  service.as('vivian')('progress.note', {
    params: { interventionId },
    body: { studentId: service.id.maya, rating: 3, text },
  });

/** Waits, with the relay awake. */
const untilAwake = (holds: () => boolean | Promise<boolean>) => {
  return until(() => {
    wake();
    return holds();
  });
};

async function webhookTo(url: string, rest: object = {}) {
  const { webhook, secret } = await sofia()('webhook.create', { body: { url, ...rest } });
  const read = async () => (await sofia()('webhook.list')).webhooks.find((w) => w.webhookId === webhook.webhookId)!;
  return { webhookId: webhook.webhookId, params: { webhookId: webhook.webhookId }, secret, read };
}

const problemOf = (url: string) =>
  sofia()('webhook.create', { body: { url } }).then(
    () => 'accepted',
    (error: { status: number; problem: { fields?: unknown } }) => [error.status, error.problem.fields],
  );

test('an event is posted once to each subscribed webhook, signed and without names', async () => {
  const all = await webhookTo(receiver.url);
  await webhookTo(`${receiver.url}/attendance`, { eventTypes: ['interventions.attendance.recorded'] });
  await note('Maya reads well.');
  await untilAwake(() => receiver.received.length > 0);
  await untilAwake(async () => (await all.read()).waitingCount === 0);
  expect(receiver.received).toHaveLength(1);
  const [{ headers, body }] = receiver.received as [(typeof receiver.received)[0]];
  expect(headers).toMatchObject({
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'user-agent': 'Aimline',
  });
  const event = CloudEvent.parse(new Webhook(all.secret).verify(body, headers as Record<string, string>));
  expect(event).toMatchObject({
    type: 'interventions.progress.noted',
    id: headers['webhook-id'],
    partitionkey: interventionId,
  });
  expect(body).not.toMatch(/Maya|Thompson|reads/);
  expect(() => new Webhook(all.secret).verify(body.replace('3', '4'), headers as Record<string, string>)).toThrow(
    'No matching signature found',
  );
});

test('a test event goes to its own webhook only, whatever it subscribes to', async () => {
  await webhookTo(`${receiver.url}/other`);
  const { params } = await webhookTo(receiver.url, { eventTypes: ['interventions.attendance.recorded'] });
  await sofia()('webhook.test', { params, body: {} });
  await untilAwake(() => receiver.received.length > 0);
  expect(receiver.received.map(({ path, body }) => [path, JSON.parse(body).type])).toEqual([
    ['/aimline', 'interventions.webhook.tested'],
  ]);
});

test('after a rotation both secrets sign for a day, then the new one only', async () => {
  const { params, secret, webhookId } = await webhookTo(receiver.url);
  const changed = await sofia()('webhook.rotate_secret', { params, body: {} });
  expect(changed.bothUntil).toBe('2026-09-15T14:05:00.000Z');
  const verify = (which: string) => {
    const { body, headers } = receiver.received.at(-1)!;
    return new Webhook(which).verify(body, headers as Record<string, string>);
  };
  // the clock of the database decides which secrets have expired
  await service.db.admin.query(`update aimline.webhook_secret set expires_at = 'infinity' where webhook_id = $1`, [
    webhookId,
  ]);
  await note();
  await untilAwake(() => receiver.received.length === 1);
  expect(() => [verify(secret), verify(changed.secret)]).not.toThrow();
  await service.db.admin.query(
    `update aimline.webhook_secret set expires_at = now()
     where webhook_secret_id = (select min(webhook_secret_id::text)::uuid from aimline.webhook_secret where webhook_id = $1)`,
    [webhookId],
  );
  await note();
  await untilAwake(() => receiver.received.length === 2);
  expect(() => verify(changed.secret)).not.toThrow();
  expect(() => verify(secret)).toThrow('No matching signature found');
});

test('events of a paused webhook wait, and are delivered in order', async () => {
  const { params, read } = await webhookTo(receiver.url);
  const draft = { url: receiver.url, description: 'SIS', eventTypes: [] };
  await sofia()('webhook.change', { params, body: { ...draft, isPaused: true } });
  await note();
  await note();
  expect(await read()).toMatchObject({ isPaused: true, waitingCount: 2 });
  wake();
  await sofia()('webhook.change', { params, body: { ...draft, isPaused: false } });
  await untilAwake(() => receiver.received.length === 2);
  const numbers = receiver.received.map(({ body }) => Number(JSON.parse(body).sequence));
  expect(numbers).toEqual([numbers[0], numbers[0]! + 1]);
});

test.each([
  ['leads elsewhere', (url: string) => [{ url: `${url}/mended`, isPaused: false }]],
  [
    'goes on after a pause',
    (url: string) => [
      { url, isPaused: true },
      { url, isPaused: false },
    ],
  ],
])(
  'a webhook that failed for days and then %s gets events immediately, and may fail for three days again',
  async (_what, changes) => {
    const { params, read, webhookId } = await webhookTo(receiver.url);
    receiver.answer = (response, { path }) => void response.writeHead(path.endsWith('mended') ? 204 : 500).end();
    await note();
    await untilAwake(async () => (await read()).problem !== null);
    await service.db.admin.query(
      `update aimline.event_delivery set failing_since = now() - interval '73 hours', attempts = 8, due_at = now() + interval '4 hours'
     where sink = $1`,
      [webhookId],
    );
    await service.db.admin.query(
      `update aimline.event_sink_state set failing_since = now() - interval '73 hours', failures = 8, open_until = now() + interval '1 hour'
     where sink = $1`,
      [webhookId],
    );
    receiver.received = [];
    for (const change of changes(receiver.url)) {
      await sofia()('webhook.change', { params, body: { description: '', eventTypes: [], ...change } });
    }
    await untilAwake(() => receiver.received.length === 1);
    await untilAwake(async () => (await read()).deliveredAt !== null || (await read()).problem !== null);
    expect(await read()).toMatchObject({ deadCount: 0, openUntil: null });
  },
);

test('a change succeeds while one of its webhooks is being removed', async () => {
  const { webhookId } = await webhookTo(receiver.url);
  const who = { tenantId: provenTenantId(service.cedarValley), actorId: null, action: 'test.run' };
  const stream = service.id.amira;
  const data = { interventionId: stream, noteId: stream, studentId: stream, notedOn: '2026-09-14', rating: 3 };
  let changing: Promise<void> | undefined;
  await service.tenants.transact(who, async (uow) => {
    await uow.rows('delete from webhook where tenant_id = :tenantId and webhook_id = :webhookId', { webhookId });
    changing = service.tenants.transact(who, async (other) => other.emit(progressNoted(data)));
    changing.catch(() => {});
    await until(async () => {
      const { rows } = await service.db.admin.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows.length > 0;
    });
  });
  await changing;
  const { rows } = await service.db.admin.query(
    `select (select last_seq from aimline.outbox_stream where ordering_key = $1) as "lastSeq",
       (select count(*)::int from aimline.event_delivery where webhook_id = $2) as "deliveryCount"`,
    [stream, webhookId],
  );
  expect(rows).toEqual([{ lastSeq: 1, deliveryCount: 0 }]);
});

test('hosts with idle keep-alive connections do not block other hosts', async () => {
  const receivers = await Promise.all(Array.from({ length: 65 }, startReceiver));
  const who = { tenantId: provenTenantId(service.harbor), actorId: null, action: 'test.run' };
  const sinks = await service.tenants.transact(who, async (uow) => {
    await uow.rows(
      `insert into webhook
         (tenant_id, webhook_id, url, description, event_types, is_paused, created_at, secret_changed_at)
       select :tenantId, gen_random_uuid(), url, '', '{}', false, :now, :now
       from unnest(:urls::text[]) url`,
      { urls: receivers.map(({ url }) => url), now: uow.now },
    );
    const found = await openWebhooks({ ...featureTools, outboundPolicy })(uow);
    await uow.rows('delete from webhook where tenant_id = :tenantId');
    return found;
  });
  const { signal } = new AbortController();
  for (const sink of sinks) {
    await sink.deliver({ id: service.id.maya } as CloudEvent, { signal });
    // by then the connection is idle
    await setImmediate();
  }
  expect(receivers.map(({ received }) => received.length)).toEqual(receivers.map(() => 1));
  await Promise.all(receivers.map((each) => each.close()));
});

test.each([
  [
    'http elsewhere than on this machine',
    'http://example.org/hook',
    '"http://example.org/hook" is not an allowed address: expected https without a user name or password.',
  ],
  [
    'another scheme',
    'ftp://example.org/hook',
    '"ftp://example.org/hook" is not an allowed address: expected https without a user name or password.',
  ],
  [
    'a password in the address',
    'https://user:pass@example.org/',
    '"https://user:pass@example.org/" is not an allowed address: expected https without a user name or password.',
  ],
  ['a private address', 'https://10.0.0.7/hook', 'The host "10.0.0.7" is not on the public internet.'],
  [
    'the metadata service of a cloud',
    'https://169.254.169.254/latest',
    'The host "169.254.169.254" is not on the public internet.',
  ],
  ['a private address in IPv6', 'https://[fd00::1]/hook', 'The host "fd00::1" is not on the public internet.'],
  ['a mapped address', 'https://[::ffff:10.0.0.7]/', 'The host "::ffff:a00:7" is not on the public internet.'],
  ['no address', 'soon', 'Expected an address such as "https://events.example.org/aimline".'],
])('an address that leads to %s is refused', async (_what, url, message) => {
  expect(await problemOf(url)).toEqual([400, [{ path: 'body.url', message }]]);
});

test('an unknown event type and an eleventh webhook are refused', async () => {
  await expect(
    sofia()('webhook.create', {
      body: { url: receiver.url, eventTypes: ['interventions.student.graduated' as never] },
    }),
  ).rejects.toMatchObject({
    status: 400,
    problem: {
      fields: [{ path: 'body.eventTypes.0', message: expect.stringMatching(/^Expected one of: interventions\./) }],
    },
  });
  for (let count = 0; count < 10; count += 1) await webhookTo(receiver.url);
  await expect(webhookTo(receiver.url)).rejects.toMatchObject({
    status: 409,
    message: 'A district has at most 10 webhooks: remove one that is not used.',
  });
});

test.each<[string, (r: Receiver) => void, string | RegExp]>([
  ['answers 500', (r) => (r.answer = (response) => void response.writeHead(500).end()), 'It answered 500.'],
  [
    'redirects to a private address',
    (r) => (r.answer = (response) => void response.writeHead(302, { location: 'http://10.0.0.7/' }).end()),
    'It answered 302: redirects are not followed.',
  ],
  [
    'closes the connection',
    (r) => (r.answer = (response) => void response.destroy()),
    'It cannot be reached (ECONNRESET).',
  ],
])(
  'a webhook that %s has not accepted the event; the page shows it, and it is delivered again',
  async (_what, misbehave, sentence) => {
    const { read, webhookId } = await webhookTo(receiver.url);
    misbehave(receiver);
    await note();
    await untilAwake(async () => (await read()).problem !== null);
    expect(await read()).toMatchObject({ problem: { message: sentence }, waitingCount: 1, deliveredAt: null });
    receiver.answer = (response) => void response.writeHead(200).end('ok');
    await service.db.admin.query('update aimline.event_delivery set due_at = now() where sink = $1', [webhookId]);
    await untilAwake(async () => (await read()).waitingCount === 0);
    expect(await read()).toMatchObject({ problem: null, deliveredAt: expect.any(String) });
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(1);
  },
);

test('a response of ten megabytes is not read, and counts as accepted', async () => {
  const { read } = await webhookTo(receiver.url);
  let sent = 0;
  receiver.answer = (response) => {
    const part = Buffer.alloc(65_536);
    const write = () => {
      while (sent < 10_000_000) {
        sent += part.length;
        if (!response.write(part)) return void response.once('drain', write);
      }
      response.end();
    };
    write();
  };
  await note();
  await untilAwake(async () => (await read()).deliveredAt !== null);
  expect(sent).toBeLessThan(9_000_000);
});

test('a webhook that times out delays neither another webhook nor another intervention, and shows the reason', async () => {
  const slow = await webhookTo(receiver.url);
  const quick = await startReceiver();
  await webhookTo(quick.url);
  receiver.answer = () => {};
  await note();
  await untilAwake(() => quick.received.length === 1 && receiver.received.length === 1);
  const { interventionId: another } = await service.as('vivian')('intervention.create', {
    body: { ...readingGroup(service), title: 'Fluency', beginDate: '2027-01-11', endDate: '2027-02-12' },
  });
  await untilAwake(() => receiver.received.length === 2);
  expect(JSON.parse(receiver.received[1]!.body).partitionkey).toBe(another);
  await untilAwake(async () => (await slow.read()).problem !== null);
  expect(await slow.read()).toMatchObject({ problem: { message: 'It did not answer within 12 s.' } });
  await quick.close();
});

test('a host that resolves to a private address at delivery gets no request', async () => {
  const { read, webhookId } = await webhookTo(receiver.url);
  await service.db.admin.query(`select set_config('app.tenant_id', $1, false)`, [service.cedarValley]);
  await service.db.admin.query('update aimline.webhook set url = $1 where webhook_id = $2', [
    'https://rebound.example.org/',
    webhookId,
  ]);
  outboundPolicy = { allowLoopback: false, resolve: async () => [{ address: '192.168.1.10', family: 4 }] };
  await note();
  await untilAwake(async () => (await read()).problem !== null);
  expect(await read()).toMatchObject({
    problem: { message: 'The host "rebound.example.org" is not on the public internet.' },
  });
  expect(receiver.received).toEqual([]);
});

test('a dead letter can be read, replayed or skipped; the audit trail records who did', async () => {
  const { read, webhookId } = await webhookTo(receiver.url);
  receiver.answer = (response) => void response.writeHead(422).end();
  await note();
  await note();
  const makeDead = async () => {
    await untilAwake(async () => (await read()).problem !== null);
    await service.db.admin.query(
      `update aimline.event_delivery set failing_since = now() - interval '73 hours', due_at = now() where sink = $1 and dead_at is null`,
      [webhookId],
    );
    await service.db.admin.query('update aimline.event_sink_state set open_until = null where sink = $1', [webhookId]);
    await untilAwake(async () => (await read()).deadCount === 1);
  };
  await makeDead();
  const [dead] = (await sofia()('dead_letter.list')).deadLetters as [DeadLetter];
  expect(dead).toMatchObject({
    sink: webhookId,
    orderingKey: interventionId,
    waitingCount: 2,
    problem: 'It answered 422.',
  });
  expect(dead.event).toMatchObject({ type: 'interventions.progress.noted', data: { interventionId } });

  expect(await sofia()('dead_letter.replay', { body: { sink: webhookId } })).toEqual({ replayedCount: 1 });
  await expect(sofia()('dead_letter.replay', { body: { sink: webhookId } })).rejects.toMatchObject({ status: 422 });
  await makeDead();
  const eventId = dead.event!.id;
  receiver.received = [];
  receiver.answer = (response) => void response.writeHead(204).end();
  const skip = { sink: webhookId, orderingKey: interventionId, eventId };
  expect(await sofia()('dead_letter.skip', { body: skip })).toEqual({ waitingCount: 1 });
  await untilAwake(async () => (await read()).waitingCount === 0);
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).not.toContain(eventId);
  expect(receiver.received).toHaveLength(1);
  await expect(sofia()('dead_letter.skip', { body: skip })).rejects.toMatchObject({
    status: 422,
    message: 'There is no such dead letter.',
  });
  const { entries } = await sofia()('audit.search', { query: { entity: 'dead_letter_decision' } });
  expect(entries.map(({ actor, after }) => [actor?.givenName, (after as { decision: string }).decision])).toEqual([
    ['Sofia', 'skipped'],
    ['Sofia', 'replayed'],
  ]);
});

test('the secret is returned once, encrypted in the database, and in no audit record', async () => {
  const { secret, webhookId } = await webhookTo(receiver.url);
  const bytes = secret.replace('whsec_', '');
  const stored = await service.db.admin.query('select sealed from aimline.webhook_secret where webhook_id = $1', [
    webhookId,
  ]);
  expect(Buffer.from(stored.rows[0].sealed).toString('latin1')).not.toContain(bytes);
  const audited = await service.db.admin.query(
    'select count(*)::int as n from aimline.audit_record where after::text like $1',
    [`%${bytes}%`],
  );
  expect(audited.rows).toEqual([{ n: 0 }]);
  expect(JSON.stringify(await sofia()('webhook.list'))).not.toContain(bytes);
});

test('secrets encrypted with a previous key are encrypted again, and sign as before', async () => {
  const { secret, webhookId } = await webhookTo(receiver.url);
  const { tenantId } = service.actors.sofia;
  const changed = new KeyRing({
    encryptionKey: 'the key of this year, for tests alone',
    previousEncryptionKeys: ['a key for tests, and for nothing else'],
  });
  const places = [sealedWebhookSecrets(service.tenants, tenantId)];
  expect(await resealSecrets(changed, places)).toEqual({ resealedCount: 1, presentCount: 0 });
  const { rows } = await service.db.admin.query('select sealed from aimline.webhook_secret where webhook_id = $1', [
    webhookId,
  ]);
  expect(changed.isPresent(rows[0].sealed)).toBe(true);
  expect(changed.unseal(rows[0].sealed, `webhook ${webhookId}`)).toBe(secret);
});
