import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { type Filter, interventionPages } from '../interventions/interventionPages';
import { useLaunch } from '../launch/LaunchContext';
import { EmptyState } from '../page/EmptyState';
import { Rows } from '../page/Rows';
import { ShowMore } from '../page/ShowMore';
import { InterventionPlace } from './InterventionPlace';
import { t } from '../words/i18n';
import type { Choice } from './PlaceRow';

export interface InterventionPlacesProps extends Choice {
  filter: Filter;
  onShowAll(): void;
}

/** The interventions to choose from, by title, with a button that loads the next page. */
export function InterventionPlaces({ filter, onShowAll, ...choice }: InterventionPlacesProps) {
  const { call } = useLaunch();
  const pages = useSuspenseInfiniteQuery(interventionPages(call, filter));
  const interventions = pages.data.pages.flatMap((page) => page.interventions);
  if (interventions.length === 0) {
    return filter.search || filter.tier || filter.domain ? (
      <EmptyState
        title={t('No intervention matches')}
        action={
          <Button variant="outlined" color="inherit" onClick={onShowAll}>
            {t('Show all')}
          </Button>
        }
      />
    ) : (
      <EmptyState title={t('No interventions yet')}>
        {t('You can already add Today and the list of interventions: they show what exists when they are opened.')}
      </EmptyState>
    );
  }
  return (
    <Box>
      <Rows label={t('Interventions')}>
        {interventions.map((intervention) => (
          <InterventionPlace key={intervention.interventionId} intervention={intervention} {...choice} />
        ))}
      </Rows>
      <ShowMore pages={pages} />
    </Box>
  );
}
