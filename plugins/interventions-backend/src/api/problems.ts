import type { Problem } from '@aimline/plugin-interventions-common/problem';
import { type Constraints, FieldError, StatusError } from '@aimline/plugin-interventions-node';
import { InputError, NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { KnexTimeoutError } from 'knex';
import { DatabaseError } from 'pg';
import { ZodError } from 'zod';
import { DatabaseLostError } from '../db/DatabaseLostError';

/** The maximum size of a JSON body, unless its contract sets another. */
export const MEGABYTE = 1024 * 1024;

const CODES: Readonly<Record<string, () => Error>> = {
  '40P01': busy,
  '40001': busy,
  '55P03': busy,
  '57014': busy,
  // the server has no connections left
  '53300': busy,
  // the server is stopping, has crashed, or is starting
  '57P01': () => new DatabaseLostError(),
  '57P02': () => new DatabaseLostError(),
  '57P03': () => new DatabaseLostError(),
};

/**
 * Translates an error into one for the client, which says what to do; null when it is unexpected.
 *
 * @param constraints errors by the name of the violated constraint
 */
export function explain(error: unknown, constraints: Constraints): Error | null {
  if (error instanceof ZodError)
    return new FieldError(error.issues.map((issue) => ({ path: issue.path.join('.'), message: sentenceOf(issue) })));
  if (error instanceof DatabaseError) {
    const known = constraints[error.constraint ?? ''] ?? CODES[error.code ?? ''];
    return known === 'retry' ? busy() : (known?.() ?? null);
  }
  if (error instanceof KnexTimeoutError) return busy();
  const unreadable = requestError(error);
  if (unreadable) return unreadable;
  return error instanceof Error && statusOf(error) !== undefined ? error : null;
}

/** The response body for an error from {@link explain}. */
export function problemOf(error: Error): Problem {
  const { fields, conflicts } = error as Partial<Problem['error']>;
  return {
    error: {
      name: error.name,
      message: error.message,
      ...(fields ? { fields: [...fields] } : {}),
      ...(conflicts ? { conflicts: [...conflicts] } : {}),
    },
    response: { statusCode: statusOf(error) ?? 500 },
  };
}

/** The HTTP status of an error: by its name, or its own. */
function statusOf(error: Error): number | undefined {
  return STATUS[error.name] ?? (error instanceof StatusError ? error.statusCode : undefined);
}

/** HTTP statuses by the name of the error: those of `@backstage/errors`, and some that it lacks. */
const STATUS: Readonly<Record<string, number>> = {
  InputError: 400,
  AuthenticationError: 401,
  NotAllowedError: 403,
  NotFoundError: 404,
  ConflictError: 409,
  PayloadTooLargeError: 413,
  UnsupportedMediaTypeError: 415,
  UnprocessableContentError: 422,
  TooManyRequestsError: 429,
  ServiceUnavailableError: 503,
};

/** Translates errors of express and its body parser, by their `type` or status. */
function requestError(error: unknown): Error | null {
  if (!(error instanceof Error)) return null;
  const { type, status } = error as { type?: string; status?: number };
  if (type === 'entity.parse.failed') return new InputError('The body is not JSON.');
  if (type === 'entity.too.large') return tooLarge((error as { limit?: number }).limit ?? MEGABYTE);
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return named('UnsupportedMediaTypeError', 'The body must be JSON in UTF-8.');
  }
  if (error instanceof URIError) return new NotFoundError('There is no such address.');
  return status !== undefined && status >= 400 && status < 500 ? new InputError('The request cannot be read.') : null;
}

export function tooLarge(maxBytes: number): Error {
  const [bound, unit] = maxBytes >= MEGABYTE ? [maxBytes / MEGABYTE, 'MB'] : [maxBytes / 1024, 'kB'];
  return named('PayloadTooLargeError', `The body is larger than ${Math.round(bound)} ${unit}.`);
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

function busy(): Error {
  return new ServiceUnavailableError('Aimline is overloaded. Nothing was saved; try again.');
}

/** The message of a zod issue, as a sentence for people. */
function sentenceOf(issue: ZodError['issues'][number]): string {
  if (issue.code === 'unrecognized_keys') return `Unknown: ${issue.keys.map((key) => `"${key}"`).join(', ')}.`;
  return /[.?!]$/.test(issue.message) ? issue.message : `${issue.message}.`;
}
