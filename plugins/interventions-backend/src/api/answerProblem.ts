import { type Constraints, describeFailure, TooManyRequestsError } from '@aimline/plugin-interventions-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ErrorRequestHandler, Request } from 'express';
import { randomUUID } from 'node:crypto';
import { DatabaseLostError } from '../db/DatabaseLostError';
import { explain, problemOf } from './problems';

/** Responds to an error with a `Problem`. An unexpected error is logged, and answered with the reference of its log entry. */
export function answerProblem({
  constraints,
  logger,
}: {
  constraints: Constraints;
  logger: LoggerService;
}): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    if (response.headersSent) {
      // a stream ended early: the client disconnected, or it failed too late for an error response
      if (!isClientGone(error))
        logger.error(`The response to ${request.method} ${request.baseUrl} was interrupted: ${describeFailure(error)}`);
      return void response.destroy();
    }
    const explained = explain(error, constraints) ?? unexpected(error, request);
    const problem = problemOf(explained);
    if (explained instanceof TooManyRequestsError || explained instanceof DatabaseLostError) {
      response.set('Retry-After', String(explained.seconds));
    }
    response.status(problem.response.statusCode).json(problem);
  };

  /** Logs without the messages of the database, which quote records. */
  function unexpected(error: unknown, request: Request): Error {
    const reference = randomUUID();
    logger.error(`Request ${request.method} ${request.baseUrl} failed (${reference}): ${describeFailure(error)}`);
    return new Error(`Something went wrong on our side and was logged as ${reference}. Nothing was saved.`);
  }
}

function isClientGone(error: unknown): boolean {
  return error instanceof Error && (error as { code?: string }).code === 'ERR_STREAM_PREMATURE_CLOSE';
}
