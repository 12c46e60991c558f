import type { Problem } from '@aimline/plugin-interventions-common/problem';
import { InputError } from '@backstage/errors';

export type FieldProblem = NonNullable<Problem['error']['fields']>[number];

/** An invalid request, with one message per field: 400. */
export class FieldError extends InputError {
  constructor(readonly fields: readonly FieldProblem[]) {
    super(fields.map((field) => field.message).join(' '));
    this.name = 'InputError';
  }
}

/** A well-formed request that cannot be processed: 422. */
export class UnprocessableContentError extends Error {
  override readonly name = 'UnprocessableContentError';
}

/**
 * A field refers to something that does not exist in this district: 422 (RFC 9110, section 15.5.21), with the field,
 * whether it exists in another district or not at all. For an id in the path, throw a `NotFoundError`.
 */
export class UnknownReferenceError extends UnprocessableContentError {
  constructor(readonly fields: readonly FieldProblem[]) {
    super(fields.map((problem) => problem.message).join(' '));
  }
}

/** An error with its own HTTP status, where a standard requires one that no other error has. */
export abstract class StatusError extends Error {
  abstract readonly statusCode: number;
}

/** The rate limit is exceeded: 429; the client may retry after `seconds`. */
export class TooManyRequestsError extends Error {
  override readonly name = 'TooManyRequestsError';
  constructor(
    sentence: string,
    readonly seconds: number,
  ) {
    super(`${sentence} Try again in ${seconds} s.`);
  }
}
