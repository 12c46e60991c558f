import type { EventDefinition } from '@aimline/plugin-interventions-common/event';
import type { ActorRole } from '@aimline/plugin-interventions-common/roles';
import type { KeyRing, OutboundPolicy, Tenants } from '@aimline/plugin-interventions-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';

/** What features need beside the database. */
export interface FeatureTools {
  tenants: Tenants;
  listTenants: () => Promise<string[]>;
  logger: LoggerService;
  eventsService: EventsService;
  /** Seals secrets. */
  keyRing: KeyRing;
  /** Which addresses may be asked. */
  outboundPolicy: OutboundPolicy;
  /** The events of all features. */
  eventsKnown: () => readonly EventDefinition[];
  /** What somebody with these roles may do somewhere, in all features. */
  actionsOf: (roles: readonly ActorRole[]) => string[];
}
