import type { z } from 'zod';
import { type Action, endpoints } from './endpoints';

/** What one endpoint takes and gives. A missing schema means that nothing is accepted in that place. */
export interface ContractSchemas {
  /** One sentence for the API document. */
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  result: z.ZodType;
  /** Defaults to 200. */
  status?: 200 | 201;
  /** That the result holds a secret, which is told once. */
  tellsSecret?: true;
}

export type Contract = ContractSchemas & { action: Action; method: string; path: string; isRead?: boolean };

/** Joins an action's method and path with the schemas of what it takes and gives. */
export function contract<A extends Action, S extends ContractSchemas>(action: A, schemas: S) {
  return { action, ...endpoints[action], ...schemas };
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type Sent<S> = S extends z.ZodType ? z.input<S> : undefined;
type Part<C, K extends string> = K extends keyof C ? C[K] : undefined;
/** Leaves out the places where nothing is accepted, so that a caller cannot fill them. */
type Present<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] };

/** The parts of a request after validation, as a handler receives them. */
export type ParsedInput<C> = Present<{
  params: Parsed<Part<C, 'params'>>;
  query: Parsed<Part<C, 'query'>>;
  body: Parsed<Part<C, 'body'>>;
}>;

/** The parts of a request as a caller writes them; a part without required fields may be left out. */
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

export type ResultOf<C> = C extends { result: infer R extends z.ZodType } ? z.output<R> : never;
