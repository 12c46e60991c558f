export const API_BASE = '/api/interventions/v1';

/** The method and path of an action. */
export interface Endpoint {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: `/${string}`;
  /** The prefix of the path; `API_BASE` by default. */
  readonly base?: `/${string}`;
  /** A POST that changes nothing: a search whose terms must not appear in a URL. */
  readonly isRead?: true;
}

/**
 * Endpoints by action. Each feature has its own table of plain strings, so that the browser can call the API without
 * bundling the schemas. Search terms may be names, so they are sent in a body: proxies and servers log URLs.
 */
export type Endpoints = Readonly<Record<string, Endpoint>>;

/** Whether an endpoint changes data; if so, it runs once for each `Idempotency-Key`. */
export function isWrite({ method, isRead = false }: { method: string; isRead?: boolean }): boolean {
  return method !== 'get' && !isRead;
}
