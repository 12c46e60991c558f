import { invite } from '@aimline/lti';
import type { TestTool } from './startTestTool';

/** The install page of a district, open in the browser of its administrator. */
export interface OpenInstallPage {
  cookie: string;
  /** Creates a registration link, and reads it from the page. */
  registrationLink(): Promise<string>;
}

/** Invites a new district, and opens the install page by its link. */
export async function openInstallPage(tool: TestTool, name: string): Promise<OpenInstallPage> {
  const { link } = await invite(tool.db.owner, { name }, { toolOrigin: tool.origin, now: new Date() });
  const opened = await fetch(`${tool.origin}/lti/install`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ invitation: new URL(link).searchParams.get('invitation')! }),
  });
  const cookie = opened.headers.getSetCookie()[0]!.split(';')[0]!;
  return {
    cookie,
    async registrationLink() {
      const response = await fetch(`${tool.origin}/lti/install/registration-links`, {
        method: 'POST',
        headers: { cookie },
        body: new URLSearchParams({ lms: 'other' }),
      });
      return /id="registration-link">([^<]+)</.exec(await response.text())![1]!;
    },
  };
}
