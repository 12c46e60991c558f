import type { Contract } from '@aimline/plugin-interventions-common/contract';
import { isWrite } from '@aimline/plugin-interventions-common/endpoints';
import type { ActingUnitOfWork, Actor, ActorResolver, Route } from '@aimline/plugin-interventions-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { AuthenticationError, InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { randomUUID } from 'node:crypto';
import { DatabaseError } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { DatabaseLostError } from '../db/DatabaseLostError';
import type { TenantTransactions } from '../db/unitOfWork';
import { answerOnce } from './answerOnce';
import { BookingConflictError, explain, problemOf, TooManyRequestsError } from './errors';
import { readIdempotencyKey } from './readIdempotencyKey';
import { RequestLimits } from './RequestLimits';

export interface FrontDoorOptions {
  routes: readonly Route[];
  resolvers: readonly ActorResolver[];
  tenants: TenantTransactions;
  logger: LoggerService;
  limits?: RequestLimits;
}

/**
 * The front door. Every request passes, in this order:
 *
 *     authenticate -> count -> validate -> one transaction [ allowed, and why? -> handle ] -> answer
 *
 * Nothing is open unless a rule gives a reason. A refusal by the rules is recorded in the same transaction. A write that
 * carries an `Idempotency-Key` is handled once, however often it is sent.
 */
export function createFrontDoor(options: FrontDoorOptions): Router {
  const { routes, resolvers, tenants, logger, limits = new RequestLimits() } = options;
  const router = Router();
  for (const { contract, allow, handle, findConflicts } of routes) {
    router[contract.method as 'get'](contract.path, (request: Request, response: Response, next: NextFunction) => {
      serve(request, response).catch(next);
    });
    const parse = inputParser(contract);

    async function serve(request: Request, response: Response): Promise<void> {
      const actor = await authenticate(request, resolvers);
      await limits.count(actor);
      const key = isWrite(contract) ? readIdempotencyKey(request.headers['idempotency-key']) : null;
      const input = parse(await readBody(request, response));
      const subject = (input.params ?? {}) as Record<string, string>;
      const who = { tenantId: actor.tenantId, actorId: actor.personId, action: contract.action };
      const answer = await tenants
        .transact(who, async (unit) => {
          const uow: ActingUnitOfWork = { ...unit, actor };
          const reason = await allow(uow, subject);
          if (reason === null) {
            await recordRefusal(uow, contract.action, Object.values(subject)[0] ?? null);
            return REFUSED;
          }
          unit.because(reason);
          const work = () => handle(uow, input as never);
          if (key === null) return work();
          const { action, tellsSecret = false } = contract;
          return answerOnce(uow, { key, request: [action, input], tellsSecret }, work);
        })
        .catch(async (error: unknown) => {
          if (!findConflicts || !isDoubleBooking(error)) throw error;
          const conflicts = await tenants.transact(who, (unit) => findConflicts({ ...unit, actor }, input as never));
          throw new BookingConflictError(conflicts);
        });
      if (answer === REFUSED) throw new NotAllowedError(`You may not do this here (${contract.action}).`);
      response.status(contract.status ?? 200).json(answer);
    }
  }
  router.use((_request: Request, _response: Response, next: NextFunction) => {
    next(new NotFoundError('There is no such address.'));
  });
  router.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    const explained = explain(error) ?? unexpected(error, request, logger);
    const problem = problemOf(explained);
    if (explained instanceof TooManyRequestsError || explained instanceof DatabaseLostError) {
      response.set('Retry-After', String(explained.seconds));
    }
    response.status(problem.response.statusCode).json(problem);
  });
  return router;
}

const REFUSED = Symbol('refused');
const parseJson = express.json({ limit: '1mb' });

async function authenticate(request: Request, resolvers: readonly ActorResolver[]): Promise<Actor> {
  for (const resolver of resolvers) {
    const actor = await resolver.resolve(request);
    if (actor) return actor;
  }
  throw new AuthenticationError('Open Aimline from your course: this request carries no proof of who is asking.');
}

/** The body is read only after it is known who sends it. */
function readBody(request: Request, response: Response): Promise<Request> {
  return new Promise((resolve, reject) => {
    parseJson(request, response, (error: unknown) => (error ? reject(error) : resolve(request)));
  });
}

/** One schema for all parts, so that all mistakes are told at once and under the path of their part. */
function inputParser({ params, query, body, method }: Contract) {
  const nothing = z.strictObject({});
  const schema = z.object({
    params: params ?? nothing,
    query: query ?? nothing,
    ...(body ? { body } : {}),
  });
  return (request: Request): { params?: unknown; query?: unknown; body?: unknown } => {
    if (body && !request.is('application/json'))
      throw new InputError(`Expected a JSON body with ${method.toUpperCase()}.`);
    return schema.parse({ params: request.params, query: request.query, body: request.body }, { error: tellMissing });
  };
}

/** For schemas without a sentence of their own. */
function tellMissing(issue: { code?: string; input?: unknown }): string | undefined {
  return issue.code === 'invalid_type' && issue.input === undefined ? 'This is missing.' : undefined;
}

async function recordRefusal(uow: ActingUnitOfWork, action: string, subjectId: string | null): Promise<void> {
  await uow.rows(
    `insert into access_refusal (tenant_id, refusal_id, refused_at, person_id, action, subject_id)
     values (:tenantId, :refusalId, :now, :personId, :action, :subjectId)`,
    { refusalId: uuidv7(), now: uow.now, personId: uow.actor.personId, action, subjectId },
  );
}

function isDoubleBooking(error: unknown): boolean {
  return error instanceof DatabaseError && ['no_double_booking', 'room_full'].includes(error.constraint ?? '');
}

/** Logged without the texts of the database, which quote records; the answer carries only a reference to the log. */
function unexpected(error: unknown, request: Request, logger: LoggerService): Error {
  const reference = randomUUID();
  const cause =
    error instanceof DatabaseError
      ? `database error ${error.code} ${error.constraint ?? ''} in ${error.routine}`
      : error instanceof Error
        ? error.stack
        : typeof error;
  logger.error(`Request ${request.method} ${request.baseUrl} failed (${reference}): ${cause}`);
  return new Error(`Something went wrong on our side and was logged as ${reference}. Nothing was saved.`);
}
