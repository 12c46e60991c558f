import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ActorResolver } from './actor';
import type { EventSink } from './eventSink';
import type { Job, Jobs } from './job';
import type { Roster } from './roster';
import type { Route } from './route';
import type { Tenants } from './unitOfWork';

/** What a module of the interventions plugin can add, and what it can hold on to. */
export interface InterventionsExtensionPoint {
  /** Resolvers are asked in the order of their addition; without one, every request is anonymous. */
  addActorResolver(resolver: ActorResolver): void;
  addEventSink(sink: EventSink): void;
  addJob<Data extends object>(job: Job<Data>): void;
  /**
   * A folder of Knex migrations; the migrations of all folders run as the owner of the schema, in order of file name.
   * Then the routines and triggers of the folder `sql` beside it are created or replaced.
   */
  addMigrations(directory: string): void;
  /** Endpoints of contracts of the language, served behind the same front door as the service's own. */
  addRoutes(routes: readonly Route[]): void;
  /** Usable once the plugin has started. */
  readonly tenants: Tenants;
  /** Usable once the plugin has started. */
  readonly jobs: Jobs;
  readonly roster: Roster;
}

export const interventionsExtensionPoint = createExtensionPoint<InterventionsExtensionPoint>({
  id: 'interventions',
});
