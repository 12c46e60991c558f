import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { startTestTool, type TestTool } from '../../../../test/support/startTestTool';

const SERVICE = 'https://purl.imsglobal.org/spec/lti/claim/platformnotificationservice';
const SCOPE = 'https://purl.imsglobal.org/spec/lti/scope/noticehandlers';
const HOUR_MS = 3_600_000;

let tool: TestTool;
beforeAll(async () => {
  tool = await startTestTool();
});
afterAll(() => tool.close());
beforeEach(async () => {
  tool.platform.reset();
  for (const list of [tool.complaints, tool.platform.noticeRequests, tool.platform.tokenScopes]) list.length = 0;
  await tool.db.owner.raw('delete from directory.lti_notice_handler');
  // later than the time in which a process enqueues no second job
  tool.clock.aheadMs += 30 * 60_000;
});

test('the first launch registers for the notice, with a token for this service', async () => {
  await launch();
  expect(await requested(1)).toEqual([
    {
      body: { notice_type: 'LtiContextCopyNotice', handler: `${tool.origin}/lti/notices` },
      authorization: expect.stringMatching(/^Bearer access-\d+$/),
    },
  ]);
  expect(tool.platform.tokenScopes).toEqual([SCOPE]);
  expect(tool.complaints).toEqual([]);
});

test('of twenty concurrent launches, one registers', async () => {
  await Promise.all(Array.from({ length: 20 }, () => launch()));
  await settled();
  expect(await requested(1)).toHaveLength(1);
});

test('the registration is repeated after a week, not before', async () => {
  await launch();
  await requested(1);
  tool.clock.aheadMs += 7 * 24 * HOUR_MS - 60_000;
  await launch();
  await settled();
  expect(tool.platform.noticeRequests).toHaveLength(1);
  tool.clock.aheadMs += 10 * 60_000;
  await launch();
  expect(await requested(2)).toHaveLength(2);
});

test('a new address of the service is registered at once, and one that always changes once a minute', async () => {
  await launch();
  await requested(1);
  tool.clock.aheadMs += 61_000;
  await launch({ platform_notification_service_url: `${tool.platform.issuer}/notice-handlers/2` });
  await requested(2);
  await launch({ platform_notification_service_url: `${tool.platform.issuer}/notice-handlers/3` });
  await settled();
  expect(tool.platform.noticeRequests).toHaveLength(2);
});

test('a refusal delays no launch, is warned of once, and is retried an hour later', async () => {
  tool.platform.behaviour.noticeAnswers = [500, 500];
  await launch();
  await requested(1);
  tool.clock.aheadMs += HOUR_MS - 60_000;
  await launch();
  await settled();
  expect(tool.platform.noticeRequests).toHaveLength(1);
  for (const requests of [2, 3]) {
    tool.clock.aheadMs += HOUR_MS;
    await launch();
    await requested(requests);
  }
  expect(tool.complaints).toEqual([
    'The registration for notices of a platform failed: Error: The platform answered 500.',
  ]);
  const { rows } = await tool.db.owner.raw(
    'select registered_at is not null as registered, failed_at from directory.lti_notice_handler',
  );
  expect(rows).toEqual([{ registered: true, failed_at: null }]);
});

test('a refused token is replaced by a new one, once', async () => {
  tool.platform.behaviour.noticeAnswers = [401];
  await launch();
  const [first, second] = await requested(2);
  expect(first!.authorization).not.toBe(second!.authorization);
  expect(tool.complaints).toEqual([]);
});

test.each<[string, object]>([
  ['no notice of copies', { notice_types_supported: ['LtiHelloWorldNotice'] }],
  ['another version', { service_versions: ['2.0'] }],
  ['another scope', { scope: ['https://purl.imsglobal.org/spec/lti/scope/other'] }],
])('no request is sent to a service with %s', async (_kind, change) => {
  await launch(change);
  await settled();
  expect(tool.platform.noticeRequests).toEqual([]);
});

test.each<[string, string]>([
  ['in a private network', 'https://10.0.0.7/notice-handlers/1'],
  ['that is not https', 'http://lms.example.org/notice-handlers/1'],
])('no request is sent to a service %s', async (_kind, url) => {
  await launch({ platform_notification_service_url: url });
  for (const deadline = Date.now() + 5_000; tool.complaints.length === 0 && Date.now() < deadline;)
    await setTimeout(20);
  expect(tool.complaints).toEqual([
    expect.stringMatching(/^The registration for notices of a platform failed: AddressRefusedError: /),
  ]);
  expect(tool.platform.noticeRequests).toEqual([]);
});

async function launch(change: object = {}): Promise<void> {
  const service = {
    service_versions: ['1.0'],
    platform_notification_service_url: `${tool.platform.issuer}/notice-handlers/1`,
    scope: [SCOPE],
    notice_types_supported: ['LtiHelloWorldNotice', 'LtiContextCopyNotice'],
    ...change,
  };
  expect((await tool.launch({ [SERVICE]: service })).status).toBe(303);
}

/** Waits for this many registration requests, the last of which has been recorded. */
async function requested(count: number) {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await setTimeout(20)) {
    const { rows } = await tool.db.owner.raw(
      'select from directory.lti_notice_handler where tried_at <= greatest(registered_at, failed_at)',
    );
    if (tool.platform.noticeRequests.length >= count && rows.length > 0) break;
  }
  return tool.platform.noticeRequests;
}

/** Waits long enough for an unexpected request. */
function settled(): Promise<void> {
  return setTimeout(300);
}
