import type { RequestHandler } from 'express';
import { createHash } from 'node:crypto';
import { fullName } from '../person';
import type { CourseCatalog } from './CourseCatalog';
import { expectToken } from './expectToken';
import type { AccessTokens } from './issueAccessToken';
import type { MemberChanges } from './MemberChanges';
import { Refusal } from './refusal';
import { ROLE_URIS } from './roleUris';
import { MEMBERSHIP_SCOPE } from './scopes';

/** Fewer than a course has: a tool that reads one page only misses people. */
export const MEMBERS_PER_PAGE = 10;

const MEDIA_TYPE = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';

/**
 * Names and Role Provisioning Services 2.0: the members of one course, in pages linked by `rel="next"`. The last page
 * links to the differences, which are told since then. A page that is the same as before is not sent again (RFC 9110,
 * section 13.1.2).
 */
export function listMemberships(
  origin: string,
  catalog: CourseCatalog,
  tokens: AccessTokens,
  changes: MemberChanges,
): RequestHandler {
  return (request, response) => {
    expectToken(request, response, tokens, MEMBERSHIP_SCOPE);
    const course = catalog.find(request.params.course);
    const url = new URL(request.originalUrl, origin);
    const since = url.searchParams.get('since');
    const listed = since === null ? changes.membersOf(course) : changes.changedSince(course, since);
    if (!listed) throw new Refusal(410, 'It is not known any more what has changed since then.', 'gone');
    const members = listed.filter(({ role }) => hasRole(ROLE_URIS[role], url.searchParams.get('role')));
    const from = wholeNumber(url, 'from', 0);
    const limit = Math.min(wholeNumber(url, 'limit', MEMBERS_PER_PAGE) || MEMBERS_PER_PAGE, MEMBERS_PER_PAGE);
    const linked = new URL(url);
    const rel = from + limit < members.length ? 'next' : 'differences';
    // What changes while somebody reads the pages comes with the differences.
    const asOf = url.searchParams.get('asOf') ?? changes.revision;
    if (rel === 'next') {
      linked.searchParams.set('from', String(from + limit));
      linked.searchParams.set('asOf', asOf);
    } else {
      for (const name of ['from', 'asOf']) linked.searchParams.delete(name);
      linked.searchParams.set('since', asOf);
    }
    const page = JSON.stringify({
      id: `${url.origin}${url.pathname}`,
      context: { id: course.contextId, label: course.label, title: course.title },
      members: members.slice(from, from + limit).map(({ person, role, status }) => ({
        user_id: person.userId,
        status,
        roles: ROLE_URIS[role],
        name: fullName(person),
        given_name: person.givenName,
        family_name: person.familyName,
        lis_person_sourcedid: person.userId,
      })),
    });
    const etag = `"${createHash('sha256').update(page).digest('base64url')}"`;
    response.set({ 'cache-control': 'private, no-cache', etag, link: `<${linked}>; rel="${rel}"` });
    if (request.get('if-none-match') === etag) response.status(304).end();
    // bytes, because to text Express would add a charset
    else response.set('content-type', MEDIA_TYPE).send(Buffer.from(page));
  };
}

/** The short names of context roles may stand for their URIs (section 2.4). */
function hasRole(uris: readonly string[], asked: string | null): boolean {
  return asked === null || uris.some((uri) => uri === asked || uri.endsWith(`/membership#${asked}`));
}

function wholeNumber(url: URL, name: string, otherwise: number): number {
  const text = url.searchParams.get(name) ?? String(otherwise);
  if (!/^\d{1,6}$/.test(text)) throw new Refusal(400, `Expected ${name} to be a whole number, not "${text}".`);
  return Number(text);
}
