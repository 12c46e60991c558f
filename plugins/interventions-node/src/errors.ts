import type { Problem } from '@aimline/plugin-interventions-common/problem';
import { InputError } from '@backstage/errors';

export type FieldProblem = NonNullable<Problem['error']['fields']>[number];

/** A request that can be mended, field by field: 400. */
export class FieldError extends InputError {
  constructor(readonly fields: readonly FieldProblem[]) {
    super(fields.map((field) => field.message).join(' '));
    this.name = 'InputError';
  }
}

/** A request that is understood and cannot be done as it is: 422. */
export class UnprocessableContentError extends Error {
  override readonly name = 'UnprocessableContentError';
}

/**
 * A field of a form names something that the district does not have: 422 (RFC 9110, section 15.5.21), whether it exists
 * in another district or nowhere, and the field is told. What the address names and is not there is a `NotFoundError`.
 */
export class UnknownReferenceError extends UnprocessableContentError {
  constructor(readonly fields: readonly FieldProblem[]) {
    super(fields.map((problem) => problem.message).join(' '));
  }
}

/** An error that says its own status, where a standard asks for one that no other error has. */
export abstract class StatusError extends Error {
  abstract readonly statusCode: number;
}

/** More than anybody may ask for: 429; `seconds` later it may be asked again. */
export class TooManyRequestsError extends Error {
  override readonly name = 'TooManyRequestsError';
  constructor(
    sentence: string,
    readonly seconds: number,
  ) {
    super(`${sentence} Try again in ${seconds} s.`);
  }
}
