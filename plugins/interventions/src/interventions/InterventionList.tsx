import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { useLaunch } from '../launch/LaunchContext';
import { isCoordinator } from '../launch/isCoordinator';
import { EmptyState } from '../page/EmptyState';
import { LinkButton } from '../page/LinkButton';
import { Rows } from '../page/Rows';
import { ShowMore } from '../page/ShowMore';
import { type Filter, interventionPages } from './interventionPages';
import { InterventionRow } from './InterventionRow';

/** Page after page of interventions, by title. */
export function InterventionList({ filter }: { filter: Filter }) {
  const { call, session } = useLaunch();
  const pages = useSuspenseInfiniteQuery(interventionPages(call, filter));
  const interventions = pages.data.pages.flatMap((page) => page.interventions);
  if (interventions.length === 0) {
    return filter.search || filter.tier || filter.domain ? (
      <EmptyState
        title="No intervention matches"
        action={
          <LinkButton variant="outlined" color="inherit" to="/interventions" search={{}}>
            Show all
          </LinkButton>
        }
      />
    ) : (
      <EmptyState
        title="No interventions yet"
        action={
          <LinkButton variant="outlined" color="inherit" to="/interventions/new">
            Create the first one
          </LinkButton>
        }
      >
        {isCoordinator(session)
          ? 'All interventions of the district appear here.'
          : 'Those you lead or own appear here, and those in which students of your course take part.'}
      </EmptyState>
    );
  }
  return (
    <>
      <Rows label="Interventions">
        {interventions.map((intervention) => (
          <InterventionRow key={intervention.interventionId} intervention={intervention} />
        ))}
      </Rows>
      <ShowMore pages={pages} />
    </>
  );
}
