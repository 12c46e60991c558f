import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { InterventionSession } from '@aimline/plugin-interventions-common/sessions';
import { useInterventionId } from '../interventions/useInterventionId';
import { useWholeList } from '../launch/useWholeList';
import { EmptyState } from '../page/EmptyState';
import { Panel } from '../page/Panel';
import { Rows } from '../page/Rows';
import { t } from '../words/i18n';
import { SessionRow } from './SessionRow';

/** All sessions of an intervention: upcoming ones, earliest first, and past ones, latest first. */
export function SessionsPage() {
  const interventionId = useInterventionId();
  const { sessions } = useWholeList('session.list', { params: { interventionId } });
  const [now] = useState(() => Date.now());
  const ahead = sessions.filter((session) => Date.parse(session.endsAt) > now);
  const past = sessions.filter((session) => Date.parse(session.endsAt) <= now).toReversed();
  if (sessions.length === 0) {
    return (
      <Panel flush>
        <EmptyState title={t('No sessions')}>
          {t('The school’s calendar marks all days on which the group would meet as closed.')}
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <SessionList
        title={t('Upcoming · {{count, number}}', { count: ahead.length })}
        sessions={ahead}
        now={now}
        first={6}
        empty={t('There are no more sessions.')}
      />
      <SessionList
        title={t('Past · {{count, number}}', { count: past.length })}
        sessions={past}
        now={now}
        first={24}
        empty={t('No session has taken place yet.')}
      />
    </Box>
  );
}

interface SessionListProps {
  title: string;
  sessions: readonly InterventionSession[];
  now: number;
  /** How many to show until the user clicks "Show all". */
  first: number;
  empty: string;
}

function SessionList({ title, sessions, now, first, empty }: SessionListProps) {
  const [all, setAll] = useState(false);
  const shown = all ? sessions : sessions.slice(0, first);
  return (
    <Panel flush aria-label={title}>
      <Typography variant="h2" sx={{ px: { xs: 2, sm: 2.5 }, py: 1.5, borderBottom: 1, borderColor: 'divider' }}>
        {title}
      </Typography>
      {sessions.length === 0 && (
        <Typography color="textSecondary" sx={{ px: { xs: 2, sm: 2.5 }, py: 2 }}>
          {empty}
        </Typography>
      )}
      <Rows label={title}>
        {shown.map((session) => (
          <SessionRow key={session.sessionId} session={session} now={now} namedBy="day" />
        ))}
      </Rows>
      {shown.length < sessions.length && (
        <Box sx={{ p: 1, borderTop: 1, borderColor: 'divider' }}>
          <Button fullWidth onClick={() => setAll(true)}>
            {t('Show all {{count, number}}', { count: sessions.length })}
          </Button>
        </Box>
      )}
    </Panel>
  );
}
