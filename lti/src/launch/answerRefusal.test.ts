import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestTool, type TestTool } from '../../../test/support/startTestTool';

let tool: TestTool;
beforeAll(async () => {
  tool = await startTestTool();
});
afterAll(() => tool.close());

test('the log of a database failure contains nothing of the login, the launch or the code', async () => {
  const login = await tool.begin();
  const launched = await tool.launch();
  const code = new URL(launched.headers.get('location')!, tool.origin).searchParams.get('code')!;
  await tool.db.owner.raw('alter table directory.lti_nonce rename to lti_nonce_away');
  await tool.db.owner.raw('alter table aimline.launch_session rename to launch_session_away');
  const id_token = tool.platform.signIdToken(tool.claims(login));
  expect((await tool.post({ state: login.state, id_token }, login.cookie)).status).toBe(503);
  expect((await tool.exchange(code)).status).toBe(500);
  expect(tool.complaints).toEqual([
    'A launch failed: database error 42P01 in parserOpenTable',
    expect.stringMatching(/^Request POST \/lti failed \([0-9a-f-]{36}\): database error 42P01 in parserOpenTable$/),
  ]);
});
