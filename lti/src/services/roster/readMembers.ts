import type { CourseMember } from '@aimline/plugin-interventions-node';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { linkTo } from './linkTo';
import { parseMembers } from './parseMembers';
import { readMember } from './readMember';

/** Limits far beyond any course, against a platform whose list does not end. */
const MAX_PAGES = 5_000;
const MAX_BYTES = 500_000_000;
const MAX_MEMBERS = 300_000;
/** Members per transaction; fewer when they arrive slowly, so that each transaction renews the lease in time. */
const BATCH_SIZE = 500;
const BATCH_INTERVAL_MS = 10_000;
const MAX_HEADER_CHARACTERS = 2_000;

/** The result of a list that was read to its end. */
export interface MembersRead {
  /** Whether the list has changed; false when the platform answered 304. */
  isChanged: boolean;
  /**
   * ETag of the whole list; null when there were several pages, since the ETag of one says nothing about the others.
   */
  etag: string | null;
  /** Where the changes since this list can be fetched; null when the platform does not offer them. */
  differencesUrl: string | null;
}

/** Fetches a page; `etag` is the known ETag of the first page, null for all others. */
export type FetchPage = (url: URL, etag: string | null) => Promise<IncomingMessage>;

/**
 * Reads a list of members, or of their differences, page by page (Names and Role Provisioning Services 2.0): yields
 * readable members in batches, and returns when the list is complete. Only pages on the host of the first are fetched,
 * because the access token is meant for that host, and each page only once.
 *
 * @throws Error when a page is incomplete, or its next page is on another host or was read before.
 */
export async function* readMembers(
  url: string,
  etag: string | null,
  fetchPage: FetchPage,
): AsyncGenerator<CourseMember[], MembersRead> {
  const seen = new Set<string>();
  let [bytes, read] = [0, 0];
  const batch: CourseMember[] = [];
  let flushedAtMs = performance.now();
  const isDue = () => batch.length >= BATCH_SIZE || performance.now() - flushedAtMs > BATCH_INTERVAL_MS;

  for (let page = new URL(url); ;) {
    seen.add(page.href);
    if (seen.size > MAX_PAGES) throw new Error(`The list of members has more than ${MAX_PAGES} pages.`);
    const isFirst = seen.size === 1;
    const response = await fetchPage(page, isFirst ? etag : null);
    const { statusCode, headers } = response;
    try {
      if (statusCode === 304 && isFirst && etag !== null) {
        return { isChanged: false, etag, differencesUrl: differencesIn(headers, page) };
      }
      if (statusCode !== 200) throw new Error(`The platform answered ${statusCode}.`);
      for await (const members of parseMembers(limited(response))) {
        read += members.length;
        if (read > MAX_MEMBERS) throw new Error(`The list has more than ${MAX_MEMBERS} members.`);
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
    if (seen.has(next.href)) throw new Error('The list of members links back to a page that was already read.');
    page = next;
  }

  async function* limited(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
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

/**
 * The link to the changes since this list; null without one, or when it is on another host: the access token is not
 * meant for that host.
 */
function differencesIn(headers: IncomingHttpHeaders, page: URL): string | null {
  const url = linkTo('differences', headers, page);
  return url?.origin === page.origin && url.href.length <= MAX_HEADER_CHARACTERS ? url.href : null;
}
