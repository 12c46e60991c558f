import type { Call } from '@aimline/plugin-interventions-common/client';
import type { Domain, Tier } from '@aimline/plugin-interventions-common/interventions';
import { pagesQuery } from '../launch/pagesQuery';

/** What narrows the list of interventions. */
export interface Filter {
  /** Part of the title. */
  search?: string;
  tier?: Tier;
  domain?: Domain;
}

/** The list of interventions, page after page. */
export function interventionPages(call: Call, filter: Filter) {
  return pagesQuery(call, 'intervention.list', { body: { ...filter } });
}
