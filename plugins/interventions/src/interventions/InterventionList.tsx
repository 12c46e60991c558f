import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { useLaunch } from '../launch/LaunchContext';
import { isCoordinator } from '../launch/isCoordinator';
import { EmptyState } from '../page/EmptyState';
import { LinkButton } from '../page/LinkButton';
import { Rows } from '../page/Rows';
import { ShowMore } from '../page/ShowMore';
import { t } from '../words/i18n';
import { type Filter, interventionPages } from './interventionPages';
import { InterventionRow } from './InterventionRow';

/** The interventions by title, page by page. */
export function InterventionList({ filter }: { filter: Filter }) {
  const { call, session } = useLaunch();
  const pages = useSuspenseInfiniteQuery(interventionPages(call, filter));
  const interventions = pages.data.pages.flatMap((page) => page.interventions);
  if (interventions.length === 0) {
    return filter.search || filter.tier || filter.domain ? (
      <EmptyState
        title={t('No intervention matches')}
        action={
          <LinkButton variant="outlined" color="inherit" to="/interventions" search={{}}>
            {t('Show all')}
          </LinkButton>
        }
      />
    ) : (
      <EmptyState
        title={t('No interventions yet')}
        action={
          <LinkButton variant="outlined" color="inherit" to="/interventions/new">
            {t('Create the first one')}
          </LinkButton>
        }
      >
        {isCoordinator(session)
          ? t('All interventions of the district appear here.')
          : t(
              'The interventions that you lead or own appear here, and those in which students of your course take part.',
            )}
      </EmptyState>
    );
  }
  return (
    <>
      <Rows label={t('Interventions')}>
        {interventions.map((intervention) => (
          <InterventionRow key={intervention.interventionId} intervention={intervention} />
        ))}
      </Rows>
      <ShowMore pages={pages} />
    </>
  );
}
