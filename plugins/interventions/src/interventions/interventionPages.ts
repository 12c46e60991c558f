import type { Call } from '@aimline/plugin-interventions-common/client';
import type { Domain, Tier } from '@aimline/plugin-interventions-common/interventions';
import { pagesQuery } from '../launch/pagesQuery';

/** Filters of the list of interventions. */
export interface Filter {
  /** A part of the title. */
  search?: string;
  tier?: Tier;
  domain?: Domain;
}

/** The query for the list of interventions, page by page. */
export function interventionPages(call: Call, filter: Filter) {
  return pagesQuery(call, 'intervention.list', { body: { ...filter } });
}
