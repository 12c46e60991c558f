import type { ActorRole } from '@aimline/plugin-interventions-common/roles';
import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import type { Feature } from './feature';
import type { Jobs } from './job';
import type { People } from './people';
import type { Roster } from './roster';
import type { Schedule } from './schedule';
import type { Tenants } from './unitOfWork';

/** What a module of the interventions plugin can add, and what it can hold on to. */
export interface InterventionsExtensionPoint {
  /** Adds a feature of the same kind as the service's own; before the plugin starts. */
  addFeature(feature: Feature): void;
  /**
   * The routes of features whose contracts name a base of their own, such as `/lti`: to be mounted there by who serves it.
   * They answer once the plugin has started.
   */
  routerOf(base: string): Router;
  /** What the roles of a person let them do somewhere, by action. Usable once the plugin has started. */
  actionsOf(roles: readonly ActorRole[]): string[];
  /**
   * Transactions, for the tables of the module. What the service keeps is read by `people` and `schedule`, and written by
   * `roster`. Usable once the plugin has started.
   */
  readonly tenants: Tenants;
  /** Usable once the plugin has started. */
  readonly jobs: Jobs;
  /** Reads whom the district knows. */
  readonly people: People;
  /** Reads when it meets. */
  readonly schedule: Schedule;
  /** Writes what an outside system knows. */
  readonly roster: Roster;
}

export const interventionsExtensionPoint = createExtensionPoint<InterventionsExtensionPoint>({
  id: 'interventions',
});
