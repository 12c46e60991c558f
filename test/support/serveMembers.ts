import type { Request, RequestHandler, Response } from 'express';
import { setTimeout } from 'node:timers/promises';

/** How a test platform lists the members of its course. */
export interface MembersBehaviour {
  /** Pages of the list, in order; a page may be made while it is sent. */
  memberPages: Iterable<unknown>[];
  /** The "next" link of the last page, if it has one. */
  linkAfterLastPage?: string;
  /** ETag of the list. */
  etag?: string;
  /** The response to a request for differences: the members that changed, or the status of a refusal. */
  differences?: object[] | number;
  /** The "differences" link of the last page, unless it is the platform's own. */
  differencesLink?: string;
  /** The fault of the last page; none by default. */
  fate?: 'cut short' | 'falls silent' | 'not JSON' | 'no members' | 'endless member';
  /** Access tokens that are refused. */
  refusedTokens?: string[];
  /** The delay before each page. */
  delayMs?: number;
}

/** A received request for members. */
export interface MembersRequest {
  path: string;
  accept: string | undefined;
  authorization: string | undefined;
  ifNoneMatch: string | undefined;
}

const CHUNK_CHARACTERS = 16_000;

/** Names and Role Provisioning Services of a test platform; records each request. */
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

/** Waits for a slow reader, so that a page is never in memory as a whole. */
async function write(response: Response, text: string): Promise<void> {
  if (response.write(text) || response.destroyed) return;
  await new Promise<void>((resolve) => {
    response.once('drain', resolve);
    response.once('close', resolve);
  });
}
