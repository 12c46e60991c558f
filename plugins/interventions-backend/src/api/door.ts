import type { Contract } from '@aimline/plugin-interventions-common/contract';
import { isWrite } from '@aimline/plugin-interventions-common/endpoints';
import {
  type ActingUnitOfWork,
  type Actor,
  type ActorRoute,
  type FieldProblem,
  type InsideRoute,
  type OutsideRoute,
  type PublicRoute,
  reasonOf,
  type Route,
  type Subject,
  type TransactionOptions,
} from '@aimline/plugin-interventions-node';
import { AuthenticationError, NotAllowedError, NotFoundError } from '@backstage/errors';
import type { Request, RequestHandler, Response } from 'express';
import { DatabaseError } from 'pg';
import { resolveSubject } from '../access/resolveSubject';
import type { ReasonedUnitOfWork, TenantTransactions } from '../db/unitOfWork';
import { readIdempotencyKey } from './readIdempotencyKey';
import { BodyStream, type Input, inputReader } from './readInput';
import type { Registry } from './registry';
import type { RequestLimits } from './RequestLimits';
import { RecordedRefusal, recordRefusal } from './recordRefusal';
import { sendAnswer } from './sendAnswer';
import { findAnswer, withIdempotencyKey } from './withIdempotencyKey';

export interface DoorOptions {
  registry: Registry;
  tenants: TenantTransactions;
  limits: RequestLimits;
}

/** An authenticated request. */
interface Call {
  route: ActorRoute;
  actor: Actor;
  input: Input;
  who: TransactionOptions;
  /** The `Idempotency-Key` of a write; null without one. */
  key: string | null;
}

/** An allowed request: the reason, and the subject that it is about. */
interface Admission {
  reason: string;
  subject: Subject;
}

/**
 * Handles requests to the three kinds of routes.
 *
 *     inside    authenticate -> limit -> parse -> transaction [ find subject -> authorise -> handle ] -> respond
 *     outside   authenticate -> limit -> parse -> transaction [ find subject -> authorise ] -> handle -> respond
 *     public    limit -> parse -> verify secret -> handle -> respond
 *
 * Handlers outside and public open their own transactions. Every denied request is recorded, also when the handler denies
 * it (`NotAllowedError`). A write with an `Idempotency-Key` is executed once, however often it is sent.
 */
export function createDoor({ registry, tenants, limits }: DoorOptions): (route: Route) => RequestHandler {
  return function serve(route: Route): RequestHandler {
    const read = inputReader(route.contract);
    return (request, response, next) => {
      answer(request, response)
        .then((given) => sendAnswer(response, route.contract, given))
        .catch((error: unknown) => {
          if (error instanceof AuthenticationError && request.headers.authorization !== undefined) {
            limits.countInvalid(request.ip ?? '');
          }
          next(error);
        });
    };

    async function answer(request: Request, response: Response): Promise<unknown> {
      const address = request.ip ?? '';
      const { authorization } = request.headers;
      limits.countCredential(address, { authorization, secret: secretOf(route, request) });
      if (route.kind === 'public') return servePublic(route, await read(request, response), request, response);
      const actor = await authenticate(request);
      limits.countActor(actor);
      const { contract } = route;
      const call = {
        ...{ route, actor },
        key: isWrite(contract) ? readIdempotencyKey(request.headers['idempotency-key']) : null,
        // the body is read only after the sender is authenticated
        input: await read(request, response),
        who: { tenantId: actor.tenantId, actorId: actor.personId, action: contract.action },
      };
      return (route.kind === 'inside' ? serveInside(call, route) : serveOutside(call, route, response)).catch(
        async (error: unknown) => {
          if (error instanceof NotFoundError && call.key !== null) return answerAgain(call, call.key, error);
          if (error instanceof NotAllowedError && !(error instanceof RecordedRefusal)) await recordRefusalOf(call);
          throw error;
        },
      );
    }
  };

  async function authenticate(request: Request): Promise<Actor> {
    for (const resolver of registry.actorResolvers) {
      const actor = await resolver.resolve(request);
      if (actor) return actor;
    }
    throw new AuthenticationError('This request is not authenticated: open Aimline from your course.');
  }

  async function serveInside(call: Call, { handle, explain: explanation }: InsideRoute): Promise<unknown> {
    const { input, who } = call;
    try {
      return await admitted(call, ({ uow, reason, unit }) => {
        unit.because(reason);
        return once(uow, call, () => handle(uow, input as never));
      });
    } catch (error) {
      const constraint = error instanceof DatabaseError ? error.constraint : undefined;
      if (!explanation || !constraint || !explanation.constraints.includes(constraint)) throw error;
      throw await tenants.transact(who, async (unit) => {
        const subject = await resolveSubject(unit, call.actor, registry.subjects, idsOf(input));
        return explanation.findError(actingAs(unit, call.actor, subject), input as never);
      });
    }
  }

  async function serveOutside(call: Call, { contract, handle }: OutsideRoute, response: Response): Promise<unknown> {
    const { actor, input, key } = call;
    const { body } = input;
    const { stored, reason, subject, now } = await admitted(call, async ({ uow, ...admission }) => ({
      ...admission,
      now: uow.now,
      // whether a streamed body is the same is known only at its end
      stored: key === null || body instanceof BodyStream ? null : await findAnswer(uow, keyed(call, key)),
    }));
    if (stored) return stored.answer;
    const who = { ...call.who, reason };
    let isAnswered = false;
    const transact = <T>(work: (uow: ActingUnitOfWork) => Promise<T>) =>
      tenants.transact(who, (unit) => work(actingAs(unit, actor, subject)));
    const given = await handle(
      {
        ...{ actor, subject, now, signal: disconnectSignal(response), transact },
        async answer(work) {
          if (body instanceof BodyStream && !body.isRead) {
            throw new Error(
              `${contract.action} must read its body to the end before it calls answer(): the key is checked against it.`,
            );
          }
          isAnswered = true;
          return transact((uow) => once(uow, call, () => work(uow)));
        },
      },
      input as never,
    );
    if (key !== null && !isAnswered)
      throw new Error(`${contract.action} was sent with an Idempotency-Key, but its handler did not call answer().`);
    return given;
  }

  async function servePublic(
    { contract, handle, prove }: PublicRoute,
    input: Input,
    request: Request,
    response: Response,
  ) {
    const address = request.ip ?? '';
    const proof = await proven(() => prove(input as never, request), address);
    return handle(
      {
        ...{ address, tenants, signal: disconnectSignal(response) },
        proof: proof as never,
        now: new Date(),
        transact: (tenantId, work) => tenants.transact({ tenantId, actorId: null, action: contract.action }, work),
      },
      input as never,
    );
  }

  /** Verifies a secret; an invalid one counts against its network like an invalid token. */
  async function proven(prove: () => unknown, address: string): Promise<unknown> {
    try {
      return await prove();
    } catch (error) {
      if (error instanceof NotFoundError) limits.countInvalid(address);
      throw error;
    }
  }

  /** Finds the subject, authorises, and runs `work` in the same transaction; a denied request is recorded in it. */
  async function admitted<T>(
    { route, actor, input, who }: Call,
    work: (admission: Admission & { uow: ActingUnitOfWork; unit: ReasonedUnitOfWork }) => Promise<T>,
  ): Promise<T> {
    const { action } = route.contract;
    const ids = idsOf(input);
    const done = await tenants.transact(who, async (unit) => {
      const subject = await resolveSubject(unit, actor, registry.subjects, ids);
      const reason = reasonOf(route.allow, { actor, action, subject, body: input.body });
      const uow = actingAs(unit, actor, subject);
      if (reason !== null) return work({ reason, subject, uow, unit });
      await recordRefusal(uow, action, Object.values(ids)[0] ?? null);
      return REFUSED;
    });
    if (done === REFUSED) throw new RecordedRefusal(action, refusedFields(route, actor));
    return done as T;
  }

  function actingAs(unit: ReasonedUnitOfWork, actor: Actor, subject: Subject): ActingUnitOfWork {
    return {
      ...unit,
      ...{ actor, subject },
      may: (action, about = subject) => reasonOf(registry.ruleOf(action), { actor, action, subject: about }) !== null,
    };
  }

  /** Records that a handler denied the request, in a new transaction, because the handler's was rolled back. */
  async function recordRefusalOf({ actor, input, route, who }: Call): Promise<void> {
    await tenants.transact(who, (unit) =>
      recordRefusal(actingAs(unit, actor, {}), route.contract.action, Object.values(idsOf(input))[0] ?? null),
    );
  }

  /**
   * Responds to a repeated request whose subject is gone because its first execution removed it: with the stored
   * response.
   *
   * @throws NotFoundError the given one, when the key was not used before
   */
  async function answerAgain(call: Call, key: string, notFound: NotFoundError): Promise<unknown> {
    if (call.input.body instanceof BodyStream) throw notFound;
    const stored = await tenants.transact(call.who, (unit) =>
      findAnswer(actingAs(unit, call.actor, {}), keyed(call, key)),
    );
    if (!stored) throw notFound;
    return stored.answer;
  }
}

const REFUSED = Symbol('refused');

function idsOf(input: Input): Record<string, string> {
  return (input.params ?? {}) as Record<string, string>;
}

/**
 * The messages for a denied request, if the actor's role could call the action with another body; undefined otherwise.
 */
function refusedFields(route: ActorRoute, actor: Actor): readonly FieldProblem[] | undefined {
  if (route.kind !== 'inside') return undefined;
  const hasRole = route.allow.some(({ roles }) => actor.roles.some((role) => roles.includes(role)));
  return hasRole ? route.refused : undefined;
}

/** An idempotency key with the request that it belongs to. */
function keyed({ input, route }: Call, key: string) {
  return { key, request: [route.contract.action, input] };
}

/** Runs the work once for each idempotency key; without a key, always. */
function once<T>(uow: ActingUnitOfWork, call: Call, work: () => Promise<T>): Promise<T> {
  if (call.key === null) return work();
  const { returnsSecret }: Contract = call.route.contract;
  return withIdempotencyKey(uow, { ...keyed(call, call.key), returnsSecret: returnsSecret ?? false }, work);
}

/** The secret in the path of a public route. */
function secretOf({ kind }: Route, { params }: Request): string | undefined {
  return kind === 'public' ? params.secret : undefined;
}

/** Aborted when the client disconnects before the response is complete. */
function disconnectSignal(response: Response): AbortSignal {
  const disconnected = new AbortController();
  const end = () => {
    if (!response.writableFinished) disconnected.abort(new Error('The client has disconnected.'));
  };
  if (response.destroyed) end();
  else response.once('close', end);
  return disconnected.signal;
}
