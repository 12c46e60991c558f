import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import type { Course } from './courses';
import { fullName, type Person } from './person';
import type { PracticeLms } from './practiceLms';

/**
 * Launches the tool as a person in a course, as a browser does: every redirect, page, form and cookie between the practice
 * LMS and the tool, and the exchange of the one-time code at the end.
 *
 * @throws Error with the refusal of the LMS or of the tool.
 */
export async function launchAs(options: {
  lms: Pick<PracticeLms, 'origin' | 'authorizationEndpoint'>;
  person: Person;
  course: Pick<Course, 'key' | 'title'>;
  /** The client id of a tool that was added later; by default the one that is registered from the start. */
  tool?: string;
  /**
   * What the launch is for: choosing links for the course, or opening one of its links; by default, opening the tool
   * itself.
   */
  purpose?: { add: 'content' } | { link: string };
}): Promise<LaunchSession> {
  const { lms, person, course, tool, purpose } = options;
  const visitor = new URLSearchParams({
    ...{ course: course.key, person: person.key },
    ...(tool !== undefined && { tool }),
    ...purpose,
  });
  const cookies = new CookieJar();
  try {
    const launch = await cookies.fetch(`${lms.origin}/launch?${visitor}`);
    const login = await cookies.fetch(redirectOf(launch));
    const authentication = login.redirect ?? addressIn(login, lms.authorizationEndpoint);
    const { action, fields } = formIn(await cookies.fetch(authentication));
    const app = new URL(redirectOf(await cookies.fetch(action, { method: 'POST', body: fields })));
    const response = await fetch(`${app.origin}/lti/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: app.searchParams.get('code') }),
    });
    if (!response.ok)
      throw new Error(`the exchange of the code was answered with ${response.status}: ${await response.text()}`);
    return (await response.json()) as LaunchSession;
  } catch (cause) {
    throw new Error(`${fullName(person)} cannot launch from ${course.title}: ${(cause as Error).message}`, { cause });
  }
}

interface Answer {
  status: number;
  /** The absolute address that a response redirects to; undefined when it is no redirect. */
  redirect: string | undefined;
  page: string;
}

/** Stores the cookies of each origin during one launch. */
class CookieJar {
  readonly #cookies = new Map<string, Map<string, string>>();

  async fetch(address: string, init: RequestInit = {}): Promise<Answer> {
    const { origin } = new URL(address);
    const jar = this.#cookies.get(origin) ?? new Map<string, string>();
    this.#cookies.set(origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, { ...init, headers: { cookie }, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) jar.set(name, value);
    }
    const location = response.headers.get('location');
    return {
      status: response.status,
      redirect: location === null ? undefined : new URL(location, address).href,
      page: await response.text(),
    };
  }
}

function redirectOf(answer: Answer): string {
  if (answer.redirect === undefined)
    throw new Error(`the answer ${answer.status} has no redirect. ${textOf(answer.page)}`);
  return answer.redirect;
}

/** Finds the address of `endpoint` with its query in a page, in a link or in a script. */
function addressIn(answer: Answer, endpoint: string): string {
  const start = answer.page.indexOf(`${endpoint}?`);
  const address = start < 0 ? undefined : /^[^"'<>\s]+/.exec(answer.page.slice(start))?.[0];
  if (address === undefined)
    throw new Error(`the answer ${answer.status} has no address of "${endpoint}". ${textOf(answer.page)}`);
  return unescaped(address);
}

function formIn(answer: Answer): { action: string; fields: URLSearchParams } {
  const action = /<form[^>]* action="([^"]+)"/.exec(answer.page)?.[1];
  if (action === undefined) throw new Error(`the answer ${answer.status} has no form. ${textOf(answer.page)}`);
  const inputs = [...answer.page.matchAll(/<input[^>]* name="([^"]*)"[^>]* value="([^"]*)"/g)];
  return {
    action: unescaped(action),
    fields: new URLSearchParams(
      inputs.map(([, name, value]): [string, string] => [unescaped(name!), unescaped(value!)]),
    ),
  };
}

/** The visible text of a page. */
function textOf(page: string): string {
  const main = /<main[^>]*>([\s\S]*?)<\/main>/.exec(page)?.[1] ?? page;
  return unescaped(main.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

function unescaped(markup: string): string {
  const characters: Record<string, string> = { '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>', '&amp;': '&' };
  return markup.replace(/&(?:quot|#39|lt|gt|amp);/g, (entity) => characters[entity]!);
}
