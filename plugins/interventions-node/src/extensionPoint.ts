import type { ActorRole } from '@aimline/plugin-interventions-common/roles';
import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import type { Feature } from './feature';
import type { Jobs } from './job';
import type { People } from './people';
import type { Roster } from './roster';
import type { Schedule } from './schedule';
import type { Tenants } from './unitOfWork';

/** What a module of the interventions plugin can add and use. */
export interface InterventionsExtensionPoint {
  /** Adds a feature like those of the service; only before the plugin starts. */
  addFeature(feature: Feature): void;
  /**
   * The router of all routes whose contracts have this `base`, such as `/lti`; the caller mounts it there. It handles
   * requests once the plugin has started.
   */
  routerOf(base: string): Router;
  /** The actions that these roles allow for at least some subject. Usable once the plugin has started. */
  actionsOf(roles: readonly ActorRole[]): string[];
  /**
   * Transactions on the module's own tables. Use `people` and `schedule` to read the service's data, and `roster` to write
   * it. Usable once the plugin has started.
   */
  readonly tenants: Tenants;
  /** Usable once the plugin has started. */
  readonly jobs: Jobs;
  /** Reads people and courses. */
  readonly people: People;
  /** Reads dated sessions. */
  readonly schedule: Schedule;
  /** Writes people, courses and memberships of a roster source. */
  readonly roster: Roster;
}

export const interventionsExtensionPoint = createExtensionPoint<InterventionsExtensionPoint>({
  id: 'interventions',
});
