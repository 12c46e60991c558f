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

/** Whose request it is, and what it carries. */
interface Call {
  route: ActorRoute;
  actor: Actor;
  input: Input;
  who: TransactionOptions;
  /** The `Idempotency-Key` of a write, if it came with one. */
  key: string | null;
}

/** What the rules have decided. */
interface Admission {
  reason: string;
  subject: Subject;
}

/**
 * One implementation of three kinds of door.
 *
 *     inside    authenticate -> count -> read -> one transaction [ subject -> allowed, and why? -> handle ] -> answer
 *     outside   authenticate -> count -> read -> [ subject -> allowed, and why? ] -> handle, which opens its own -> answer
 *     public    count -> read -> prove -> handle, which opens its own -> answer
 *
 * A refusal is recorded, also one that a handler finds when it knows more (`NotAllowedError`). A write that carries an
 * `Idempotency-Key` is done once, however often it is sent.
 */
export function createDoor({ registry, tenants, limits }: DoorOptions): (route: Route) => RequestHandler {
  return function serve(route: Route): RequestHandler {
    const read = inputReader(route.contract);
    return (request, response, next) => {
      answer(request, response)
        .then((given) => sendAnswer(response, route.contract, given))
        .catch((error: unknown) => {
          if (error instanceof AuthenticationError && request.headers.authorization !== undefined) {
            limits.countUnproven(request.ip ?? '');
          }
          next(error);
        });
    };

    async function answer(request: Request, response: Response): Promise<unknown> {
      const address = request.ip ?? '';
      const { authorization } = request.headers;
      limits.countProof(address, { authorization, secret: secretOf(route, request) });
      if (route.kind === 'public') return servePublic(route, await read(request, response), request, response);
      const actor = await authenticate(request);
      limits.countActor(actor);
      const { contract } = route;
      const call = {
        ...{ route, actor },
        key: isWrite(contract) ? readIdempotencyKey(request.headers['idempotency-key']) : null,
        // the body is read only after it is known who sends it
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
    throw new AuthenticationError('Open Aimline from your course: this request carries no proof of who is asking.');
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
        return explanation.look(actingAs(unit, call.actor, subject), input as never);
      });
    }
  }

  async function serveOutside(call: Call, { contract, handle }: OutsideRoute, response: Response): Promise<unknown> {
    const { actor, input, key } = call;
    const { body } = input;
    const { kept, reason, subject, now } = await admitted(call, async ({ uow, ...admission }) => ({
      ...admission,
      now: uow.now,
      // of a stream it is only known at its end whether it is the same
      kept: key === null || body instanceof BodyStream ? null : await findAnswer(uow, keyed(call, key)),
    }));
    if (kept) return kept.answer;
    const who = { ...call.who, reason };
    let isAnswered = false;
    const transact = <T>(work: (uow: ActingUnitOfWork) => Promise<T>) =>
      tenants.transact(who, (unit) => work(actingAs(unit, actor, subject)));
    const given = await handle(
      {
        ...{ actor, subject, now, signal: goneSignal(response), transact },
        async answer(work) {
          if (body instanceof BodyStream && !body.isRead) {
            throw new Error(`${contract.action} has to read its body before it answers: the key belongs to both.`);
          }
          isAnswered = true;
          return transact((uow) => once(uow, call, () => work(uow)));
        },
      },
      input as never,
    );
    if (key !== null && !isAnswered) throw new Error(`${contract.action} came with a key, and kept no answer.`);
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
        ...{ address, tenants, signal: goneSignal(response) },
        proof: proof as never,
        now: new Date(),
        transact: (tenantId, work) => tenants.transact({ tenantId, actorId: null, action: contract.action }, work),
      },
      input as never,
    );
  }

  /** A secret that is none costs its network what an unknown token does. */
  async function proven(prove: () => unknown, address: string): Promise<unknown> {
    try {
      return await prove();
    } catch (error) {
      if (error instanceof NotFoundError) limits.countUnproven(address);
      throw error;
    }
  }

  /** A transaction in which the subject is known and a rule has given its reason; a refusal is recorded in it. */
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

  /** A refusal that a handler found: its transaction is gone, and the record is made in another. */
  async function recordRefusalOf({ actor, input, route, who }: Call): Promise<void> {
    await tenants.transact(who, (unit) =>
      recordRefusal(actingAs(unit, actor, {}), route.contract.action, Object.values(idsOf(input))[0] ?? null),
    );
  }

  /**
   * What a request names may be gone because the request was done before: then it gets the answer of the first time.
   *
   * @throws NotFoundError the one given, when it was not.
   */
  async function answerAgain(call: Call, key: string, notFound: NotFoundError): Promise<unknown> {
    if (call.input.body instanceof BodyStream) throw notFound;
    const kept = await tenants.transact(call.who, (unit) =>
      findAnswer(actingAs(unit, call.actor, {}), keyed(call, key)),
    );
    if (!kept) throw notFound;
    return kept.answer;
  }
}

const REFUSED = Symbol('refused');

function idsOf(input: Input): Record<string, string> {
  return (input.params ?? {}) as Record<string, string>;
}

/** What stands in the body is what refuses only those who have a role for it. */
function refusedFields(route: ActorRoute, actor: Actor): readonly FieldProblem[] | undefined {
  if (route.kind !== 'inside') return undefined;
  const hasRole = route.allow.some(({ roles }) => actor.roles.some((role) => roles.includes(role)));
  return hasRole ? route.refused : undefined;
}

/** What a key belongs to. */
function keyed({ input, route }: Call, key: string) {
  return { key, request: [route.contract.action, input] };
}

/** Does the work once for each key; without one, now. */
function once<T>(uow: ActingUnitOfWork, call: Call, work: () => Promise<T>): Promise<T> {
  if (call.key === null) return work();
  const { returnsSecret }: Contract = call.route.contract;
  return withIdempotencyKey(uow, { ...keyed(call, call.key), returnsSecret: returnsSecret ?? false }, work);
}

/** The secret in the path of a public address. */
function secretOf({ kind }: Route, { params }: Request): string | undefined {
  return kind === 'public' ? params.secret : undefined;
}

/** Aborted when the connection ends before the answer does. */
function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController();
  const end = () => {
    if (!response.writableFinished) gone.abort(new Error('Nobody waits for the answer any more.'));
  };
  if (response.destroyed) end();
  else response.once('close', end);
  return gone.signal;
}
