import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import Button from '@mui/material/Button';
import { useLaunch } from '../launch/LaunchContext';
import { EmptyState } from '../page/EmptyState';
import { Rows } from '../page/Rows';
import { ShowMore } from '../page/ShowMore';
import { t } from '../words/i18n';
import { type Filter, auditPages } from './auditPages';
import { AuditRow } from './AuditRow';

/** The records of the audit trail that match a filter, newest first, with a button that loads the next page. */
export function AuditList({ filter, onChange }: { filter: Filter; onChange(filter: Filter): void }) {
  const { call } = useLaunch();
  const pages = useSuspenseInfiniteQuery(auditPages(call, filter));
  const entries = pages.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) {
    return (
      <EmptyState
        title={t('No record matches')}
        action={
          <Button variant="outlined" color="inherit" onClick={() => onChange({})}>
            {t('Show all')}
          </Button>
        }
      />
    );
  }
  return (
    <>
      <Rows label={t('Audit trail, newest first')}>
        {entries.map((entry) => (
          <AuditRow key={entry.auditId} entry={entry} onNarrow={onChange} />
        ))}
      </Rows>
      <ShowMore pages={pages} />
    </>
  );
}
