import type { KeyRing, Reach } from '@aimline/plugin-interventions-node';

/** What webhooks need beside the database. */
export interface WebhookTools {
  /** Seals their secrets. */
  keyRing: KeyRing;
  /** Where they may be. */
  reach: Reach;
}
