import type { z } from 'zod';
import type { Endpoint, Endpoints } from './endpoints';

/** The schemas of one endpoint. A missing schema means that nothing is accepted in that place. */
export interface ContractSchemas {
  /** One sentence for the API document. */
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType | Media;
  /** Null for a response without a body. */
  result: z.ZodType | Media | null;
  /** The status of a successful response; 200 by default. */
  status?: 200 | 201 | 202 | 204;
  /** The maximum size of a JSON body; 1 MB by default. */
  maxBytes?: number;
  /** How long shared caches may store the response; not at all by default. */
  cacheSeconds?: number;
  /** Marks a result with a secret that is shown only once, so it is never stored for repeated requests. */
  returnsSecret?: true;
}

export type Contract = ContractSchemas & Endpoint & { action: string };

/** Combines an action's method and path with its schemas. */
export function contract<E extends Endpoints, A extends keyof E & string, S extends ContractSchemas>(
  endpoints: E,
  action: A,
  schemas: S,
) {
  return { action, ...endpoints[action], ...schemas };
}

/** A streamed body of a media type in place of JSON. */
export interface Media {
  readonly mediaType: string;
  /** The maximum size of a request body; responses have no limit. */
  readonly maxBytes: number;
}

export function media(mediaType: string, maxBytes = Infinity): Media {
  return { mediaType, maxBytes };
}

export function isMedia(schema: z.ZodType | Media | null | undefined): schema is Media {
  return schema !== null && schema !== undefined && 'mediaType' in schema;
}

/** The result of a handler that responds with a media type in place of JSON. */
export interface MediaContent {
  /** Streamed after the transaction of the handler has ended. */
  content: string | AsyncIterable<string | Uint8Array>;
  /** The name under which a browser saves it; without one, the browser displays it. */
  fileName?: string;
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : S extends Media ? AsyncIterable<Uint8Array> : undefined;
type Sent<S> = S extends z.ZodType ? z.input<S> : undefined;
type Part<C, K extends string> = K extends keyof C ? C[K] : undefined;
/** Removes the places where nothing is accepted, so that callers cannot fill them. */
type Present<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] };

/** The parts of a request after validation, as a handler receives them. */
export type ParsedInput<C> = Present<{
  params: Parsed<Part<C, 'params'>>;
  query: Parsed<Part<C, 'query'>>;
  body: Parsed<Part<C, 'body'>>;
}>;

/** The parts of a request as a caller writes them; a part without required fields is optional. */
export type SentInput<C> = Omittable<
  Present<{
    params: Sent<Part<C, 'params'>>;
    query: Sent<Part<C, 'query'>>;
    body: Sent<Part<C, 'body'>>;
  }>
>;

type Omittable<T> = { [K in keyof T as {} extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as {} extends T[K] ? K : never]?: T[K];
};

export type ResultOf<C> = C extends { result: infer R }
  ? R extends z.ZodType
    ? z.output<R>
    : R extends Media
      ? MediaContent
      : void
  : never;
