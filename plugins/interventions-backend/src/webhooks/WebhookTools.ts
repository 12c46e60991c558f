import type { FeatureTools } from '../FeatureTools';

/** What webhooks need beside the database. */
export type WebhookTools = Pick<FeatureTools, 'eventsKnown' | 'keyRing' | 'outboundPolicy'>;
