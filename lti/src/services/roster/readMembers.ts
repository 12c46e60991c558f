import type { CourseMember } from '@aimline/plugin-interventions-node';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { linkTo } from './linkTo';
import { parseMembers } from './parseMembers';
import { readMember } from './readMember';

/** Far beyond any course: against a platform that does not end. */
const MAX_PAGES = 5_000;
const MAX_BYTES = 500_000_000;
const MAX_MEMBERS = 300_000;
/** As many as are written at once; fewer when they trickle in, so that the reading is not taken for dead. */
const BATCH_SIZE = 500;
const BATCH_INTERVAL_MS = 10_000;
const MAX_HEADER_CHARACTERS = 2_000;

/** What a complete reading leaves for the next one. */
export interface MembersRead {
  /** False when the platform says that nothing has changed (304). */
  isChanged: boolean;
  /** Validator of the whole list; of a page it says nothing about the others, so that it is null when there were several. */
  etag: string | null;
  /** Where the platform will tell what has changed since. */
  differencesUrl: string | null;
}

/** Asks for a page; `etag` is that of the first page when it may be unchanged. */
export type FetchPage = (url: URL, etag: string | null) => Promise<IncomingMessage>;

/**
 * Reads a list of members, or of their differences, page by page (Names and Role Provisioning Services 2.0): yields the
 * members that can be read in batches, and returns when the list is complete. Pages are followed on the host of the first
 * alone, because the access token is not for others, and a page is read once.
 *
 * @throws Error when a page does not arrive whole, or names a next one elsewhere or again.
 */
export async function* readMembers(
  url: string,
  etag: string | null,
  askForPage: FetchPage,
): AsyncGenerator<CourseMember[], MembersRead> {
  const seen = new Set<string>();
  let [bytes, met] = [0, 0];
  const batch: CourseMember[] = [];
  let flushedAtMs = performance.now();
  const isDue = () => batch.length >= BATCH_SIZE || performance.now() - flushedAtMs > BATCH_INTERVAL_MS;

  for (let page = new URL(url); ;) {
    seen.add(page.href);
    if (seen.size > MAX_PAGES) throw new Error(`The list of members has more than ${MAX_PAGES} pages.`);
    const isFirst = seen.size === 1;
    const response = await askForPage(page, isFirst ? etag : null);
    const { statusCode, headers } = response;
    try {
      if (statusCode === 304 && isFirst && etag !== null) {
        return { isChanged: false, etag, differencesUrl: differencesIn(headers, page) };
      }
      if (statusCode !== 200) throw new Error(`The platform answered ${statusCode}.`);
      for await (const members of parseMembers(measured(response))) {
        met += members.length;
        if (met > MAX_MEMBERS) throw new Error(`The list has more than ${MAX_MEMBERS} members.`);
        batch.push(...members.map(readMember).filter((member) => member !== null));
        while (isDue()) {
          yield batch.splice(0, BATCH_SIZE);
          flushedAtMs = performance.now();
        }
      }
    } finally {
      response.destroy();
    }
    const next = linkTo('next', headers, page);
    if (!next) {
      if (batch.length > 0) yield batch;
      return { isChanged: true, etag: isFirst ? etagIn(headers) : null, differencesUrl: differencesIn(headers, page) };
    }
    if (next.origin !== page.origin) throw new Error('The next page of the list of members is on another host.');
    if (seen.has(next.href)) throw new Error('The list of members leads back to a page that was read.');
    page = next;
  }

  async function* measured(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > MAX_BYTES) throw new Error(`The list of members is larger than ${MAX_BYTES} bytes.`);
      yield chunk;
    }
  }
}

function etagIn({ etag }: IncomingHttpHeaders): string | null {
  return etag !== undefined && etag.length <= MAX_HEADER_CHARACTERS ? etag : null;
}

/** As for the next page: on the host of the list, or nowhere. */
function differencesIn(headers: IncomingHttpHeaders, page: URL): string | null {
  const url = linkTo('differences', headers, page);
  return url?.origin === page.origin && url.href.length <= MAX_HEADER_CHARACTERS ? url.href : null;
}
