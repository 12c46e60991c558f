import type { TestTool } from '../support/startTestTool';

/**
 * Describes the response of the tool to a login or a launch: a session, a page, or the check that failed.
 */
export async function answerOf(tool: TestTool, response: Response): Promise<string> {
  if (response.status === 303) {
    const { roles } = await (await tool.exchange(response)).json();
    return `session: ${roles.join(', ')}`;
  }
  const page = await response.text();
  if (page.includes('There is nothing here for you yet')) return 'accepted: nothing here for this role';
  if (page.includes('A coordinator has to approve you')) return 'accepted: waits for approval as a coordinator';
  const check = /Code: (\w+)/.exec(page)?.[1];
  return check && response.status < 500 ? `refused: ${check}` : `${response.status} ${page.slice(0, 100)}`;
}
