import type { Request, RequestHandler, Response } from 'express';
import { setTimeout } from 'node:timers/promises';

/** How a test platform lists the members of its course. */
export interface MembersBehaviour {
  /** Pages of the list, in order; a page may be made while it is sent. */
  memberPages: Iterable<unknown>[];
  /** Where the last page says that the next one is, when it does. */
  linkAfterLastPage?: string;
  /** Validator of the list. */
  etag?: string;
  /** Members that have changed since the list was read; a status when the platform will not say. */
  differences?: object[] | number;
  /** Where the last page says that the differences are, when not at the platform itself. */
  differencesLink?: string;
  /** What happens to the last page. */
  fate?: 'cut short' | 'falls silent' | 'not JSON' | 'no members' | 'endless member';
  /** Access tokens that are not taken. */
  refusedTokens?: string[];
  /** Waited for before each page. */
  delayMs?: number;
}

/** A request for members, as it arrived. */
export interface MembersRequest {
  path: string;
  accept: string | undefined;
  authorization: string | undefined;
  ifNoneMatch: string | undefined;
}

const CHUNK_CHARACTERS = 16_000;

/** Names and Role Provisioning Services, as a platform of a test has them; notes each request. */
export function serveMembers(
  issuer: () => string,
  behaviour: MembersBehaviour,
  noted: MembersRequest[],
): RequestHandler {
  return (request, response, next) => void serve(request, response).catch(next);

  async function serve(request: Request, response: Response): Promise<void> {
    const { accept, authorization, 'if-none-match': ifNoneMatch } = request.headers;
    noted.push({ path: request.originalUrl, accept, authorization, ifNoneMatch });
    const { memberPages, linkAfterLastPage, etag, differences, differencesLink, fate, refusedTokens = [] } = behaviour;
    if (refusedTokens.includes(authorization ?? '')) return void response.sendStatus(401);
    if (behaviour.delayMs !== undefined) await setTimeout(behaviour.delayMs);
    const isDifferences = 'since' in request.query;
    if (isDifferences && !Array.isArray(differences)) return void response.sendStatus(differences ?? 404);
    if (etag !== undefined && ifNoneMatch === etag) return void response.status(304).end();
    const pages = isDifferences ? [differences as object[]] : memberPages;
    const page = Number(request.query.page ?? 0);
    const isLast = page + 1 >= pages.length;
    const links = [
      ...(isLast && differences !== undefined
        ? [[differencesLink ?? `${issuer()}/members?since=1`, 'differences']]
        : []),
      ...(isLast
        ? linkAfterLastPage && !isDifferences
          ? [[linkAfterLastPage, 'next']]
          : []
        : [[`${issuer()}/members?page=${page + 1}`, 'next']]),
    ];
    if (links.length > 0) response.set('link', links.map(([target, rel]) => `<${target}>; rel="${rel}"`).join(', '));
    if (etag !== undefined) response.set('etag', etag);
    response.type('application/vnd.ims.lti-nrps.v2.membershipcontainer+json');
    if (isLast && fate === 'not JSON') return void response.end('<html>Sign in</html>');
    if (isLast && fate === 'no members') return void response.end('{"id":"members","error":"none of your business"}');
    await write(response, '{"id":"members","members":[');
    if (isLast && fate === 'endless member') {
      for (let i = 0; i < 20 && !response.destroyed; i += 1)
        await write(response, i === 0 ? '{"name":"' : 'x'.repeat(50_000));
    }
    let text = '';
    let separator = '';
    for (const member of pages[page] ?? []) {
      text += separator + JSON.stringify(member);
      separator = ',';
      if (text.length < CHUNK_CHARACTERS) continue;
      await write(response, text);
      text = '';
      if (response.destroyed) return;
    }
    await write(response, text);
    if (isLast && fate === 'falls silent') return;
    if (isLast && fate === 'cut short') return void response.destroy();
    response.end(']}');
  }
}

/** Waits while the other side is slow, so that a page of any length is never in memory. */
async function write(response: Response, text: string): Promise<void> {
  if (response.write(text) || response.destroyed) return;
  await new Promise<void>((resolve) => {
    response.once('drain', resolve);
    response.once('close', resolve);
  });
}
