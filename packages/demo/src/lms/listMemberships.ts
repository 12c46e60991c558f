import type { RequestHandler } from 'express';
import { fullName } from '../person';
import type { AccessTokens } from './issueAccessToken';
import { MEMBERSHIP_SCOPE } from './launchClaims';
import { Refusal } from './refusal';
import { ROLE_URIS } from './roleUris';
import { findCourse } from './visit';

/** Fewer than a course has: a tool that reads one page only misses people. */
export const MEMBERS_PER_PAGE = 10;

const MEDIA_TYPE = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';

/** Names and Role Provisioning Services 2.0: the members of one course, in pages linked by `rel="next"`. */
export function listMemberships(origin: string, tokens: AccessTokens): RequestHandler {
  return (request, response) => {
    const bearer = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
    const token = bearer === undefined ? undefined : tokens.read(bearer);
    if (!token) {
      response.set('www-authenticate', 'Bearer');
      throw new Refusal(401, 'Expected an access token that is valid now.', 'invalid_token');
    }
    if (!token.scopes.includes(MEMBERSHIP_SCOPE)) {
      throw new Refusal(403, `Expected an access token of the scope "${MEMBERSHIP_SCOPE}".`, 'insufficient_scope');
    }
    const course = findCourse(request.params.course);
    const url = new URL(request.originalUrl, origin);
    const members = course.members.filter(({ role }) => hasRole(ROLE_URIS[role], url.searchParams.get('role')));
    const from = wholeNumber(url, 'from', 0);
    const limit = Math.min(wholeNumber(url, 'limit', MEMBERS_PER_PAGE) || MEMBERS_PER_PAGE, MEMBERS_PER_PAGE);
    if (from + limit < members.length) {
      const next = new URL(url);
      next.searchParams.set('from', String(from + limit));
      response.set('link', `<${next}>; rel="next"`);
    }
    response
      .set('cache-control', 'no-store')
      .set('content-type', MEDIA_TYPE)
      // bytes, because to text Express would add a charset
      .send(
        Buffer.from(
          JSON.stringify({
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
          }),
        ),
      );
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
