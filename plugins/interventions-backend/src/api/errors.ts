import type { Conflict, Problem } from '@aimline/plugin-interventions-common/problem';
import { ConflictError, InputError, NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { KnexTimeoutError } from 'knex';
import { DatabaseError } from 'pg';
import { ZodError } from 'zod';
import { DatabaseLostError } from '../db/DatabaseLostError';

export type FieldProblem = NonNullable<Problem['error']['fields']>[number];

/** A request that can be mended, field by field. */
export class FieldError extends InputError {
  constructor(readonly fields: readonly FieldProblem[]) {
    super(fields.map((field) => field.message).join(' '));
    this.name = 'InputError';
  }
}

/**
 * A field names something that the district does not have: 404, whether it exists in another district or nowhere, and
 * the field is told.
 */
export class UnknownReferenceError extends NotFoundError {
  constructor(readonly fields: readonly FieldProblem[]) {
    super(fields.map((problem) => problem.message).join(' '));
    this.name = 'NotFoundError';
  }
}

/** Somebody or something would be in two places at once. */
export class BookingConflictError extends ConflictError {
  constructor(readonly conflicts: readonly Conflict[]) {
    super('Nothing was saved: somebody or something would be in two places at once.');
    this.name = 'ConflictError';
  }
}

/** A request that is understood and cannot be done as it is. */
export class UnprocessableContentError extends Error {
  override readonly name = 'UnprocessableContentError';
}

/** More than anybody may ask for; `seconds` later it may be asked again. */
export class TooManyRequestsError extends Error {
  override readonly name = 'TooManyRequestsError';
  constructor(
    sentence: string,
    readonly seconds: number,
  ) {
    super(`${sentence} Try again in ${seconds} s.`);
  }
}

/** Which sentence a person reads when the database refuses; the name of a constraint is a contract. */
const CONSTRAINTS: Readonly<Record<string, () => Error>> = {
  intervention_at_school: () => unknown('body.schoolId', 'There is no such school.'),
  intervention_has_owner: () => unknown('body.ownerId', 'There is no such staff member.'),
  intervention_has_facilitator: () => unknown('body.facilitatorId', 'There is no such staff member.'),
  session_has_facilitator: () => unknown('body.facilitatorId', 'There is no such staff member.'),
  intervention_in_room: () => unknown('body.roomId', 'There is no such room in this school.'),
  session_in_room: () => unknown('body.roomId', 'There is no such room.'),
  no_self_overlap: () => field('body.meetingTimes', 'Two sessions of the intervention overlap.'),
  no_double_booking: () => new BookingConflictError([]),
  room_full: () => new BookingConflictError([]),
  enrollment_once: () => new ConflictError('A student is enrolled here already at that time.'),
  enrollment_dates_in_order: () => field('body.endDate', 'The last day is before the first day of the enrollment.'),
};

const CODES: Readonly<Record<string, () => Error>> = {
  '40P01': busy,
  '40001': busy,
  '55P03': busy,
  '57014': busy,
  // the server has no connection left
  '53300': busy,
  // it is stopping, has crashed, or is starting
  '57P01': () => new DatabaseLostError(),
  '57P02': () => new DatabaseLostError(),
  '57P03': () => new DatabaseLostError(),
};

/** Any error as one that says what to do; null when nobody foresaw it. */
export function explain(error: unknown): Error | null {
  if (error instanceof ZodError)
    return new FieldError(error.issues.map((issue) => ({ path: issue.path.join('.'), message: sentence(issue) })));
  if (error instanceof DatabaseError)
    return (CONSTRAINTS[error.constraint ?? ''] ?? CODES[error.code ?? ''])?.() ?? null;
  if (error instanceof KnexTimeoutError) return busy();
  const unreadable = requestError(error);
  if (unreadable) return unreadable;
  return error instanceof Error && error.name in STATUS ? error : null;
}

/** The answer to an error that {@link explain} understood. */
export function problemOf(error: Error): Problem {
  const { fields, conflicts } = error as Partial<FieldError & BookingConflictError>;
  return {
    error: {
      name: error.name,
      message: error.message,
      ...(fields ? { fields: [...fields] } : {}),
      ...(conflicts ? { conflicts: [...conflicts] } : {}),
    },
    response: { statusCode: STATUS[error.name] ?? 500 },
  };
}

/** Names and statuses of `@backstage/errors`, and those it lacks. */
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

/** What express and its body parser refuse, by the `type` or status they give. */
function requestError(error: unknown): Error | null {
  if (!(error instanceof Error)) return null;
  const { type, status } = error as { type?: string; status?: number };
  if (type === 'entity.parse.failed') return new InputError('The body is not JSON.');
  if (type === 'entity.too.large') return named('PayloadTooLargeError', 'The body is larger than 1 MB.');
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return named('UnsupportedMediaTypeError', 'The body must be JSON in UTF-8.');
  }
  if (error instanceof URIError) return new NotFoundError('There is no such address.');
  return status !== undefined && status >= 400 && status < 500 ? new InputError('The request cannot be read.') : null;
}

function unknown(path: string, message: string): UnknownReferenceError {
  return new UnknownReferenceError([{ path, message }]);
}

function field(path: string, message: string): FieldError {
  return new FieldError([{ path, message }]);
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

function busy(): Error {
  return new ServiceUnavailableError('Too much is going on at once. Nothing was saved; try again.');
}

/** A sentence for a person. */
function sentence(issue: ZodError['issues'][number]): string {
  if (issue.code === 'unrecognized_keys') return `Unknown: ${issue.keys.map((key) => `"${key}"`).join(', ')}.`;
  return /[.?!]$/.test(issue.message) ? issue.message : `${issue.message}.`;
}
