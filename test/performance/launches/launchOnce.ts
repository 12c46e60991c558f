import { randomUUID } from 'node:crypto';
import type { TestPlatform } from '../../support/startTestPlatform';
import { CONTEXT, LTI } from '../../support/vocabulary';

/** A tool that can be launched. */
export interface LaunchableTool {
  loginUrl: string;
  launchUrl: string;
}

/**
 * One launch as a browser does it: the login and the post of the id_token; nothing that follows.
 *
 * @param person a number; the same number is the same teacher and course.
 * @throws Error when the tool does not answer with the redirect to the app.
 */
export async function launchOnce(tool: LaunchableTool, platform: TestPlatform, person: number): Promise<void> {
  const login = new URLSearchParams({
    iss: platform.issuer,
    client_id: platform.clientId,
    login_hint: `person-${person}`,
    target_link_uri: tool.launchUrl,
    lti_message_hint: 'hint',
    lti_deployment_id: 'bench-1',
  });
  const begun = await fetch(`${tool.loginUrl}?${login}`, { redirect: 'manual' });
  const page = await begun.text();
  const next = new URL(begun.headers.get('location') ?? JSON.parse(/id="data">(.*)<\/script>/.exec(page)![1]!).next);
  const launched = await fetch(tool.launchUrl, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      cookie: begun.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; '),
    },
    body: new URLSearchParams({
      state: next.searchParams.get('state')!,
      id_token: platform.signIdToken(claims(tool, platform, person, next.searchParams.get('nonce')!)),
    }),
  });
  const answer = await launched.text();
  if (launched.status !== 303) throw new Error(`A launch was answered with ${launched.status}:\n${answer}`);
}

function claims(tool: LaunchableTool, platform: TestPlatform, person: number, nonce: string): object {
  const seconds = Math.floor(Date.now() / 1000);
  return {
    iss: platform.issuer,
    aud: platform.clientId,
    sub: `person-${person}`,
    given_name: 'Hannah',
    family_name: `Brooks ${person}`,
    name: `Hannah Brooks ${person}`,
    email: `person-${person}@example.org`,
    iat: seconds,
    exp: seconds + 300,
    nonce,
    jti: randomUUID(),
    [`${LTI}version`]: '1.3.0',
    [`${LTI}message_type`]: 'LtiResourceLinkRequest',
    [`${LTI}deployment_id`]: 'bench-1',
    [`${LTI}target_link_uri`]: tool.launchUrl,
    [`${LTI}resource_link`]: { id: `link-${person}`, title: 'Aimline' },
    [`${LTI}roles`]: [`${CONTEXT}#Instructor`],
    [`${LTI}context`]: { id: `course-${person}`, title: `Grade 3, group ${person}`, label: 'G3' },
    [`${LTI}tool_platform`]: { guid: 'bench', name: 'Bench platform', product_family_code: 'bench' },
    [`${LTI}launch_presentation`]: { document_target: 'iframe', return_url: `${platform.issuer}/return` },
  };
}
