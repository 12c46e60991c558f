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

/** Fewer than a course has, so that a tool that reads only the first page is found out. */
export const MEMBERS_PER_PAGE = 10;

const MEDIA_TYPE = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';

/**
 * Names and Role Provisioning Services 2.0: the members of one course, in pages linked by `rel="next"`. The last page
 * links to the later changes by `rel="differences"`. An unchanged page is answered with 304 (RFC 9110, section 13.1.2).
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
    if (!listed) throw new Refusal(410, 'The changes since then are not known.', 'gone');
    const members = listed.filter(({ role }) => hasRole(ROLE_URIS[role], url.searchParams.get('role')));
    const from = wholeNumber(url, 'from', 0);
    const limit = Math.min(wholeNumber(url, 'limit', MEMBERS_PER_PAGE) || MEMBERS_PER_PAGE, MEMBERS_PER_PAGE);
    const linked = new URL(url);
    const rel = from + limit < members.length ? 'next' : 'differences';
    // The revision of the first page: changes while the pages are being read come with the differences.
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
    // as bytes, because Express adds a charset to text
    else response.set('content-type', MEDIA_TYPE).send(Buffer.from(page));
  };
}

/** Whether a requested role is one of these; context roles may be given by their short names (section 2.4). */
function hasRole(uris: readonly string[], requested: string | null): boolean {
  return requested === null || uris.some((uri) => uri === requested || uri.endsWith(`/membership#${requested}`));
}

function wholeNumber(url: URL, name: string, fallback: number): number {
  const text = url.searchParams.get(name) ?? String(fallback);
  if (!/^\d{1,6}$/.test(text)) throw new Refusal(400, `"${text}" is not a valid "${name}": expected a whole number.`);
  return Number(text);
}
