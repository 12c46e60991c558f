import { useCallback } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { LinkButton } from '../page/LinkButton';
import { LoadBoundary } from '../page/LoadBoundary';
import { PageHeading } from '../page/PageHeading';
import { Panel } from '../page/Panel';
import { RowsSkeleton } from '../page/RowsSkeleton';
import { t } from '../words/i18n';
import { InterventionFilter } from './InterventionFilter';
import { InterventionList } from './InterventionList';
import type { Filter } from './interventionPages';

/** The interventions that the user may see. */
export function InterventionsPage() {
  const navigate = useNavigate();
  const filter = useSearch({ strict: false }) as Filter;
  const change = useCallback(
    (search: Filter) => void navigate({ to: '/interventions', search, replace: true }),
    [navigate],
  );
  return (
    <>
      <PageHeading
        title={t('Interventions')}
        actions={
          <LinkButton variant="contained" to="/interventions/new">
            {t('New intervention')}
          </LinkButton>
        }
      />
      <InterventionFilter filter={filter} onChange={change} />
      <Panel flush>
        <LoadBoundary fallback={<RowsSkeleton />} resetKey={JSON.stringify(filter)}>
          <InterventionList filter={filter} />
        </LoadBoundary>
      </Panel>
    </>
  );
}
