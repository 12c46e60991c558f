import type { EventDefinition } from '@aimline/plugin-interventions-common/event';
import type { ActorRole } from '@aimline/plugin-interventions-common/roles';
import type { KeyRing, OutboundPolicy, Tenants } from '@aimline/plugin-interventions-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';

/** What features may use besides the database. */
export interface FeatureTools {
  tenants: Tenants;
  listTenants: () => Promise<string[]>;
  logger: LoggerService;
  eventsService: EventsService;
  /** Encrypts secrets at rest. */
  keyRing: KeyRing;
  /** Which addresses outgoing requests may go to. */
  outboundPolicy: OutboundPolicy;
  /** The events of all features. */
  eventsKnown: () => readonly EventDefinition[];
  /** The actions of all features that these roles allow for at least some subject. */
  actionsOf: (roles: readonly ActorRole[]) => string[];
}
