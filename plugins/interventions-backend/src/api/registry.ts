import { isMedia } from '@aimline/plugin-interventions-common/contract';
import { isWrite } from '@aimline/plugin-interventions-common/endpoints';
import type { EventDefinition } from '@aimline/plugin-interventions-common/event';
import type { ActorRole } from '@aimline/plugin-interventions-common/roles';
import {
  type ActorResolver,
  type Constraints,
  type EventSink,
  type Feature,
  isActorRoute,
  type Job,
  type Purge,
  type Route,
  type Rule,
  type SubjectSources,
  type UnitOfWork,
} from '@aimline/plugin-interventions-node';

/** Everything that the features declare, combined: the only place where the rest of the service reads it. */
export interface Registry {
  readonly routes: readonly Route[];
  readonly subjects: SubjectSources;
  readonly constraints: Constraints;
  readonly events: readonly EventDefinition[];
  readonly jobs: readonly Job<never>[];
  readonly purges: readonly Purge[];
  readonly actorResolvers: readonly ActorResolver[];
  readonly eventSinks: readonly EventSink[];
  /** Finds the current subscribers of a tenant. */
  findEventSinks(uow: UnitOfWork): Promise<readonly EventSink[]>;
  /** Folders with migrations and routines. */
  readonly schemas: readonly string[];
  /**
   * The rule of an action.
   *
   * @throws Error when no route with an actor has this action
   */
  ruleOf(action: string): Rule;
  /** The actions that these roles allow for at least some subject. */
  actionsOf(roles: readonly ActorRole[]): string[];
}

/**
 * Combines features.
 *
 * @throws Error when two features declare the same name, or no feature declares the subject of a path parameter
 */
export function foldFeatures(features: readonly Feature[]): Registry {
  const all = <T>(part: (feature: Feature) => readonly T[] | undefined) => features.flatMap((one) => part(one) ?? []);
  const routes = all(({ routes: own }) => own);
  const actorRoutes = routes.filter(isActorRoute);
  const subjects = Object.fromEntries(all(({ subjects: own }) => Object.entries(own ?? {})));
  const events = all(({ events: own }) => own);
  const eventSinks = all(({ eventSinks: own }) => own);
  const jobs = all(({ jobs: own }) => own);
  expectOnce('feature', features, ({ name }) => name);
  expectOnce('action', routes, ({ contract }) => contract.action);
  expectOnce('address', routes, ({ contract }) => `${contract.method} ${contract.base ?? ''}${contract.path}`);
  expectOnce('type of event', events, ({ type }) => type);
  expectOnce('job', jobs, ({ name }) => name);
  expectOnce(
    'subject',
    all(({ subjects: own }) => Object.keys(own ?? {})),
    (name) => name,
  );
  expectOnce(
    'constraint',
    all(({ constraints: own }) => Object.keys(own ?? {})),
    (name) => name,
  );
  for (const { contract } of actorRoutes) {
    if (isWrite(contract) && isMedia(contract.result)) {
      throw new Error(
        `${contract.action} is a write: its response is stored for repeated requests, and cannot be a stream.`,
      );
    }
    const unknown = Object.keys(contract.params?.shape ?? {}).find((name) => !(name in subjects));
    if (unknown) throw new Error(`No feature declares the subject ":${unknown}" in the path of ${contract.action}.`);
  }
  const rules = new Map(actorRoutes.map(({ contract, allow }) => [contract.action as string, allow]));
  return {
    routes,
    subjects,
    constraints: Object.fromEntries(all(({ constraints: own }) => Object.entries(own ?? {}))),
    events,
    jobs,
    purges: all(({ purges }) => purges),
    actorResolvers: all(({ actorResolvers }) => actorResolvers),
    eventSinks,
    async findEventSinks(uow) {
      const found = await Promise.all(features.map(({ findEventSinks }) => findEventSinks?.(uow) ?? []));
      return [...eventSinks, ...found.flat()];
    },
    schemas: all(({ schema }) => (schema === undefined ? [] : [schema])),
    ruleOf(action) {
      const rule = rules.get(action);
      if (!rule) throw new Error(`No route has the action "${action}".`);
      return rule;
    },
    actionsOf: (roles) =>
      [...rules].flatMap(([action, rule]) =>
        rule.some((grant) => grant.roles.some((role) => roles.includes(role))) ? [action] : [],
      ),
  };
}

function expectOnce<T>(what: string, all: readonly T[], nameOf: (one: T) => string): void {
  const seen = new Set<string>();
  for (const name of all.map(nameOf)) {
    if (seen.has(name)) throw new Error(`The ${what} "${name}" is declared twice.`);
    seen.add(name);
  }
}
