export const API_BASE = '/api/interventions/v1';

/** The method of an action, and its path below `API_BASE`. */
export interface Endpoint {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: `/${string}`;
  /** What the path stands below; `API_BASE` unless given. */
  readonly base?: `/${string}`;
  /** Changes nothing, although it is posted: what people search by is not to stand in an address. */
  readonly isRead?: true;
}

/**
 * Endpoints by their actions. Each room has a table of its own in plain strings, so that the browser can call the API without
 * carrying the schemas along. What people search by may be a name: it travels in a body, because proxies and servers keep
 * addresses in their logs.
 */
export type Endpoints = Readonly<Record<string, Endpoint>>;

/** Whether it changes something: done once for each `Idempotency-Key`. */
export function isWrite({ method, isRead = false }: { method: string; isRead?: boolean }): boolean {
  return method !== 'get' && !isRead;
}
