import type { ResultOf, SentInput } from './contract';
import type { Action, Contracts } from './contracts';
import { API_BASE, type Endpoints, isWrite } from './endpoints';
import type { Page } from './page';
import type { Problem } from './problem';
import { retry } from './retry';

/** An error response of the API, or a network failure when `status` is 0. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly status: number,
    readonly problem: Problem['error'],
    /** The delay that the service requests before a retry. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(problem.message);
  }
}

export type InputOf<A extends Action> = SentInput<Contracts[A]>;
export type ResultFor<A extends Action> = ResultOf<Contracts[A]>;

/** Calls one action of the API, typed by its contract without importing its schemas at runtime. */
export type Call = <A extends Action>(
  action: A,
  ...input: {} extends InputOf<A> ? [InputOf<A>?] : [InputOf<A>]
) => Promise<ResultFor<A>>;

/** The actions whose result is a page of a list. */
export type PagedAction = { [A in Action]: ResultFor<A> extends Page ? A : never }[Action];

/** Reads a list to its end, page by page: the result of its last page, with the items of all. */
export async function readAllPages<A extends PagedAction>(
  call: Call,
  action: A,
  input: InputOf<A>,
): Promise<ResultFor<A>> {
  const items: Record<string, unknown[]> = {};
  for (let after: string | undefined; ;) {
    const page = (await call(action, ...([withCursor(input, after)] as never))) as Page;
    for (const [key, value] of Object.entries(page)) if (Array.isArray(value)) (items[key] ??= []).push(...value);
    if (!page.hasMore) return { ...page, ...items } as ResultFor<A>;
    after = page.next ?? undefined;
  }
}

/** The input of a list for the page after a cursor; without one, for the first page. */
export function withCursor<A extends PagedAction>(input: InputOf<A>, after: string | undefined): InputOf<A> {
  return { ...input, query: { ...(input as { query?: object }).query, after } } as InputOf<A>;
}

export interface ClientOptions {
  /** The endpoints that can be called. */
  endpoints: Endpoints;
  /** The origin of the service; by default that of the page. */
  origin?: string;
  /** Returns the bearer token; called for each request. */
  token: () => string | undefined;
  fetch?: typeof globalThis.fetch;
}

/**
 * Creates a typed client. Writes that fail transiently are retried (`retry`) with the same `Idempotency-Key`, so a lost
 * response does not repeat the write.
 *
 * @throws {ApiError} from every call that is not successful
 */
export function createClient({ endpoints, origin = '', token, fetch = globalThis.fetch }: ClientOptions): Call {
  return async (action, ...[input]) => {
    const endpoint = endpoints[action];
    if (!endpoint) throw new Error(`The client has no endpoint for "${action}".`);
    const { method, path } = endpoint;
    const takesBody = method === 'post' || method === 'put';
    const { params, query, body = takesBody ? {} : undefined }: Input = input ?? {};
    const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params?.[name])));
    const search = new URLSearchParams(
      Object.entries(query ?? {}).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, String(value)] satisfies [string, string]],
      ),
    );
    const address = `${origin}${API_BASE}${filled}${search.size > 0 ? `?${search}` : ''}`;
    const key = !isWrite(endpoint) ? undefined : `"${crypto.randomUUID()}"`;
    const send = async (): Promise<unknown> => {
      const bearer = token();
      const [response, text] = await fetch(address, {
        method: method.toUpperCase(),
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
          ...(key ? { 'idempotency-key': key } : {}),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      })
        .then(async (response) => [response, await response.text()] as const)
        .catch((cause: unknown) => {
          throw new ApiError(0, { name: 'NetworkError', message: `Aimline cannot be reached (${String(cause)}).` });
        });
      const answer = parseJson(text);
      if (!response.ok) throw new ApiError(response.status, problemOf(answer, response.status), retryAfterMs(response));
      return answer;
    };
    return (await (key ? retry(send) : send())) as ResultFor<typeof action>;
  };
}

interface Input {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

function problemOf(answer: unknown, status: number): Problem['error'] {
  if (typeof answer === 'object' && answer !== null && 'error' in answer) return (answer as Problem).error;
  return { name: 'Error', message: `The service answered ${status} without an explanation.` };
}

/** The delay of the `Retry-After` header; null without one, and for dates, because the service sends seconds. */
function retryAfterMs({ headers }: Response): number | null {
  const header = headers.get('retry-after') ?? '';
  return /^\d+$/.test(header) ? Number(header) * 1000 : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
