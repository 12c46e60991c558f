import type { RosterPerson } from '@aimline/plugin-interventions-node';
import { z } from 'zod';
import { fetchJson } from '../fetchJson';
import { claimText, identifier } from '../guard/claimText';
import { rosterKind } from '../launch/launchRoles';

export const MEMBERSHIPS_SCOPE = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
const MEDIA_TYPE = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
const PAGE_TIMEOUT_MS = 10_000;
const PAGE_MAX_BYTES = 20_000_000;
const MOST_PAGES = 1_000;

const Member = z.object({
  user_id: identifier(),
  roles: z.array(z.string().max(500)).max(100),
  status: z.string().default('Active'),
  given_name: claimText.optional(),
  family_name: claimText.optional(),
  name: claimText.optional(),
});
const Container = z.object({ members: z.array(z.unknown()) });

/**
 * All students and staff of a course, from Names and Role Provisioning Services 2.0, each once: who is listed as both
 * is a student. Members who are inactive or deleted are left out, and so are members who cannot be read.
 *
 * Pages are followed on the host of the first alone: the access token is not for others.
 *
 * @throws Error when a page does not arrive, or names a next one elsewhere.
 */
export async function readMembers(url: string, authorization: string, signal: AbortSignal): Promise<RosterPerson[]> {
  const people = new Map<string, RosterPerson>();
  let page: URL | null = new URL(url);
  for (let count = 0; page; count += 1) {
    if (count === MOST_PAGES) throw new Error(`The list of members has more than ${MOST_PAGES} pages.`);
    const { body, headers }: Awaited<ReturnType<typeof fetchJson>> = await fetchJson(page.href, {
      headers: { accept: MEDIA_TYPE, authorization },
      timeoutMs: PAGE_TIMEOUT_MS,
      maxBytes: PAGE_MAX_BYTES,
      signal,
    });
    for (const person of Container.parse(body).members.flatMap(readMember)) {
      if (people.get(person.externalId)?.kind !== 'student') people.set(person.externalId, person);
    }
    page = nextPage(headers.get('link'), page);
  }
  return [...people.values()];
}

function readMember(value: unknown): RosterPerson[] {
  const member = Member.safeParse(value).data;
  const kind = member ? rosterKind(member.roles) : null;
  if (!member || !kind || member.status !== 'Active') return [];
  const given = member.given_name ?? null;
  const family = member.family_name ?? null;
  return [
    {
      externalId: member.user_id,
      kind,
      givenName: given ?? (family === null ? (member.name ?? null) : null),
      familyName: family,
    },
  ];
}

/** The target of `rel="next"` (RFC 8288), null on the last page. */
function nextPage(link: string | null, page: URL): URL | null {
  for (const [, target, parameters] of (link ?? '').matchAll(/<([^>]*)>([^<]*)/g)) {
    if (!/;\s*rel\s*=\s*"?(?:[^";]*\s)?next(?=[\s";,]|$)/i.test(parameters ?? '')) continue;
    const next = new URL(target ?? '', page);
    if (next.origin !== page.origin) throw new Error('The next page of the list of members is on another host.');
    return next;
  }
  return null;
}
