import { type Constraints, describeFailure, TooManyRequestsError } from '@aimline/plugin-interventions-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ErrorRequestHandler, Request } from 'express';
import { randomUUID } from 'node:crypto';
import { DatabaseLostError } from '../db/DatabaseLostError';
import { explain, problemOf } from './problems';

/** Answers what went wrong as a `Problem`. A failure that nobody foresaw is logged, and told by its reference to the log. */
export function answerProblem({
  constraints,
  logger,
}: {
  constraints: Constraints;
  logger: LoggerService;
}): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const explained = explain(error, constraints) ?? unexpected(error, request);
    const problem = problemOf(explained);
    if (explained instanceof TooManyRequestsError || explained instanceof DatabaseLostError) {
      response.set('Retry-After', String(explained.seconds));
    }
    response.status(problem.response.statusCode).json(problem);
  };

  /** Logged without the texts of the database, which quote records. */
  function unexpected(error: unknown, request: Request): Error {
    const reference = randomUUID();
    logger.error(`Request ${request.method} ${request.baseUrl} failed (${reference}): ${describeFailure(error)}`);
    return new Error(`Something went wrong on our side and was logged as ${reference}. Nothing was saved.`);
  }
}
