import type { FeatureTools } from '../FeatureTools';

/** The tools of the webhooks feature. */
export type WebhookTools = Pick<FeatureTools, 'eventsKnown' | 'keyRing' | 'outboundPolicy'>;
