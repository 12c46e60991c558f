import type { Endpoints } from '@aimline/plugin-interventions-common/endpoints';
import type { Page } from './frame/page';
import type { NavigationEntry } from './frame/navigation';
import type { FeatureWords } from './words/Words';

/**
 * A feature of the interface as one value, exported by its folder and listed in `features.ts`. The frame reads this list and
 * names no feature.
 */
export interface UiFeature {
  /** The endpoints of the same feature of the service. Pages of any feature may call them. */
  readonly endpoints: Endpoints;
  readonly pages: readonly Page[];
  readonly navigation: readonly NavigationEntry[];
  /** Texts for what its actions leave in the audit trail, in the history and in events. */
  readonly words: Partial<FeatureWords>;
}

/** Defines a feature from the parts it has; the others are empty. */
export function defineFeature(feature: Partial<UiFeature>): UiFeature {
  return { endpoints: {}, pages: [], navigation: [], words: {}, ...feature };
}
