import { describeFailure } from '@aimline/plugin-interventions-node';
import type { Problem } from '@aimline/plugin-interventions-common/problem';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { AuthenticationError, ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';
import { NoticeRefused } from '../notices/NoticeRefused';

/** Answers what went wrong with a session or a notice as a `Problem`. */
export function answerProblem(logger: LoggerService): ErrorRequestHandler {
  return (error: Error & { status?: number }, _request, response, next) => {
    if (response.headersSent) return next(error);
    const problem = problemOf(error);
    if (problem.response.statusCode >= 500) logger.error(`A request for a session failed: ${describeFailure(error)}`);
    response.status(problem.response.statusCode).json(problem);
  };
}

const STATUSES = [
  [InputError, 400],
  [AuthenticationError, 401],
  [NotFoundError, 404],
  [ConflictError, 409],
] as const;

function problemOf(error: Error & { status?: number }): Problem {
  const [, known] = STATUSES.find(([refusal]) => error instanceof refusal) ?? [];
  const statusCode = error instanceof NoticeRefused ? error.status : known;
  if (statusCode !== undefined) {
    return { error: { name: error.name, message: error.message }, response: { statusCode } };
  }
  // express.json refuses what it cannot read with a status of its own.
  if (error.status !== undefined && error.status >= 400 && error.status < 500) {
    return {
      error: { name: 'InputError', message: 'Expected a JSON body.' },
      response: { statusCode: error.status },
    };
  }
  return {
    error: { name: 'ServiceUnavailableError', message: 'Aimline cannot answer at the moment. Try again in a minute.' },
    response: { statusCode: 503 },
  };
}
