import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** Requests that left this process by `fetch`, and those that reached a server in it. */
export interface RecordedRequests {
  /** URLs requested with `fetch`, in order. */
  sent: string[];
  /** URLs of redirects, in order. */
  redirects: string[];
  /** URLs requested from servers of this process, as paths, in order. */
  received: string[];
  /** The `authorization` headers of the requests to servers of this process. */
  authorizations: string[];
  stop(): void;
}

/** Records every request of this process from now on, through the diagnostics channels of Node. */
export function recordRequests(): RecordedRequests {
  const recorded = { sent: [], redirects: [], received: [], authorizations: [] } as unknown as RecordedRequests;
  const listeners: Record<string, (message: never) => void> = {
    'undici:request:create': ({ request }: { request: { origin: string; path: string } }) =>
      void recorded.sent.push(`${request.origin}${request.path}`),
    'undici:request:headers': ({ response }: { response: { headers: Buffer[] } }) => {
      const at = response.headers.findIndex((part, i) => i % 2 === 0 && /^location$/i.test(part.toString()));
      if (at >= 0) recorded.redirects.push(response.headers[at + 1]!.toString());
    },
    'http.server.request.start': ({ request }: { request: IncomingMessage }) => {
      recorded.received.push(request.url!);
      if (request.headers.authorization) recorded.authorizations.push(request.headers.authorization);
    },
  };
  for (const [channel, listener] of Object.entries(listeners)) subscribe(channel, listener as never);
  return {
    ...recorded,
    stop() {
      for (const [channel, listener] of Object.entries(listeners)) unsubscribe(channel, listener as never);
    },
  };
}
