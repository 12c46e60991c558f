import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { type Filter, interventionPages } from '../interventions/interventionPages';
import { useLaunch } from '../launch/LaunchContext';
import { EmptyState } from '../page/EmptyState';
import { Rows } from '../page/Rows';
import { ShowMore } from '../page/ShowMore';
import { InterventionPlace } from './InterventionPlace';
import type { Choice } from './PlaceRow';

export interface InterventionPlacesProps extends Choice {
  filter: Filter;
  onShowAll(): void;
}

/** Page after page of interventions to choose from, by title. */
export function InterventionPlaces({ filter, onShowAll, ...choice }: InterventionPlacesProps) {
  const { call } = useLaunch();
  const pages = useSuspenseInfiniteQuery(interventionPages(call, filter));
  const interventions = pages.data.pages.flatMap((page) => page.interventions);
  if (interventions.length === 0) {
    return filter.search || filter.tier || filter.domain ? (
      <EmptyState
        title="No intervention matches"
        action={
          <Button variant="outlined" color="inherit" onClick={onShowAll}>
            Show all
          </Button>
        }
      />
    ) : (
      <EmptyState title="No interventions yet">
        Today and the list of interventions can be placed already: they show what there is when they are opened.
      </EmptyState>
    );
  }
  return (
    <Box>
      <Rows label="Interventions">
        {interventions.map((intervention) => (
          <InterventionPlace key={intervention.interventionId} intervention={intervention} {...choice} />
        ))}
      </Rows>
      <ShowMore pages={pages} />
    </Box>
  );
}
