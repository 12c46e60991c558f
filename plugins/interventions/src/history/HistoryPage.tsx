import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
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
  return (
    <Panel flush>
      {entries.length === 0 ? (
        <EmptyState title={t('Nothing has happened yet')} />
      ) : (
        <Rows label={t('History, newest first')}>
          {entries.map(({ auditId, recordedAt, actor, sentence, reason }) => (
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
