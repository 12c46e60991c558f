import type { Endpoints } from '@aimline/plugin-interventions-common/endpoints';
import type { Page } from './frame/page';
import type { NavigationEntry } from './frame/navigation';
import type { Words } from './words/Words';

/**
 * A room of the interface as one value, exported by its folder and listed in `features.ts`. What is around the rooms reads it,
 * and names none of them.
 */
export interface UiFeature {
  /** Of the service's room, which its pages call, and other rooms may. */
  readonly endpoints: Endpoints;
  readonly pages: readonly Page[];
  readonly navigation: readonly NavigationEntry[];
  /** For what its actions leave in the audit trail, in the history and in events. */
  readonly words: Partial<Words>;
}

/** What a room has not is left out. */
export function defineFeature(feature: Partial<UiFeature>): UiFeature {
  return { endpoints: {}, pages: [], navigation: [], words: {}, ...feature };
}
