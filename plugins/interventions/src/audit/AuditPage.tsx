import { useCallback } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { LoadBoundary } from '../page/LoadBoundary';
import { PageHeading } from '../page/PageHeading';
import { Panel } from '../page/Panel';
import { RowsSkeleton } from '../page/RowsSkeleton';
import { t } from '../words/i18n';
import { AuditFilterForm } from './AuditFilterForm';
import { AuditList } from './AuditList';
import type { Filter } from './auditPages';
import { ExportButtons } from './ExportButtons';
import { SealingNote } from './SealingNote';

/** Who did what, when, and why it was allowed; for the coordinators of the district. */
export function AuditPage() {
  const navigate = useNavigate();
  const filter = useSearch({ strict: false }) as Filter;
  const change = useCallback(
    (search: Filter) => void navigate({ to: '/audit', search, replace: true, resetScroll: false }),
    [navigate],
  );
  return (
    <>
      <PageHeading
        title={t('Audit')}
        below={t('Who did what, when, and why it was allowed. Records cannot be changed.')}
        actions={<ExportButtons filter={filter} />}
      />
      <SealingNote />
      <AuditFilterForm filter={filter} onChange={change} />
      <Panel flush>
        <LoadBoundary fallback={<RowsSkeleton />} resetKey={JSON.stringify(filter)}>
          <AuditList filter={filter} onChange={change} />
        </LoadBoundary>
      </Panel>
    </>
  );
}
