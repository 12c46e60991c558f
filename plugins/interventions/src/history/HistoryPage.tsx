import { useEffect } from 'react';
import { useSuspenseInfiniteQuery, type UseSuspenseInfiniteQueryResult } from '@tanstack/react-query';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Trans } from 'react-i18next/TransWithoutContext';
import { useWords } from '../frame/FrameContext';
import { useInterventionId } from '../interventions/useInterventionId';
import { useLaunch } from '../launch/LaunchContext';
import { pagesQuery } from '../launch/pagesQuery';
import { useRead } from '../launch/useRead';
import { useWholeList } from '../launch/useWholeList';
import { EmptyState } from '../page/EmptyState';
import { Panel } from '../page/Panel';
import { Rows } from '../page/Rows';
import { ShowMore } from '../page/ShowMore';
import { formatDay, formatMoment, formatName } from '../words/format';
import { i18n, t } from '../words/i18n';
import { historySentences } from './historySentences';

/** The history of an intervention: who did what, when, and why it was allowed. */
export function HistoryPage() {
  const { call } = useLaunch();
  const interventionId = useInterventionId();
  const params = { interventionId };
  const { timeZone } = useRead('intervention.read', { params });
  const { enrollments } = useWholeList('enrollment.list', { params });
  const pages = useSuspenseInfiniteQuery(pagesQuery(call, 'intervention.history', { params }));
  const records = pages.data.pages.flatMap((page) => page.records);
  const { sessions } = useWholeList('session.list', { params });
  const students = new Map(enrollments.map(({ student }) => [student.studentId, formatName(student)]));
  const days = new Map(sessions.map(({ sessionId, localDate }) => [sessionId, formatDay(localDate)]));
  const names = {
    student: (studentId: string) => students.get(studentId) ?? t('a student'),
    session: (sessionId: string) => days.get(sessionId) ?? t('a session'),
  };
  const entries = historySentences(records, names, useWords());
  // The next page may have more records of the oldest request: described by a part of them, it would be misreported.
  const shown = pages.hasNextPage ? entries.slice(0, -1) : entries;
  useRestOfRequest(pages, entries.at(-1)?.recordCount ?? 0, pages.data.pages.at(-1)!.records.length);
  return (
    <Panel flush>
      {entries.length === 0 ? (
        <EmptyState title={t('Nothing has happened yet')} />
      ) : (
        <Rows label={t('History, newest first')}>
          {shown.map(({ auditId, recordedAt, actor, sentence, reason }) => (
            <Box component="li" key={auditId} sx={{ px: { xs: 2, sm: 2.5 }, py: 1.25 }}>
              <Typography sx={{ overflowWrap: 'anywhere' }}>
                <Trans
                  i18n={i18n}
                  i18nKey="<who/> <action/>"
                  components={{ who: <b>{actor ? formatName(actor) : 'Aimline'}</b>, action: <>{sentence}</> }}
                />
              </Typography>
              <Typography variant="body2" color="textSecondary">
                {[formatMoment(recordedAt, timeZone), reason].filter(Boolean).join(' · ')}
              </Typography>
            </Box>
          ))}
        </Rows>
      )}
      <ShowMore pages={pages} />
    </Panel>
  );
}

/** Reads the next page while the last one contains records of a single request only, so that "Show more" always shows more. */
function useRestOfRequest(
  pages: Pick<UseSuspenseInfiniteQueryResult, 'hasNextPage' | 'fetchNextPage' | 'isFetching' | 'isFetchNextPageError'>,
  requestSize: number,
  pageSize: number,
): void {
  const { hasNextPage, fetchNextPage, isFetching, isFetchNextPageError } = pages;
  const isPartial = hasNextPage && requestSize >= pageSize;
  useEffect(() => {
    if (isPartial && !isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [isPartial, isFetching, isFetchNextPageError, fetchNextPage]);
}
