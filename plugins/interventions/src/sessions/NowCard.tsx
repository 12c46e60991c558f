import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { InterventionSession } from '@aimline/plugin-interventions-common/sessions';
import { LinkButton } from '../page/LinkButton';
import { Panel } from '../page/Panel';
import { TextLink } from '../page/TextLink';
import { formatCount, formatTimeRange } from '../words/format';

export interface NowCardProps {
  session: InterventionSession;
  meetsNow: boolean;
  now: number;
}

/** The session that meets now, or the next one, one click from its attendance. */
export function NowCard({ session, meetsNow, now }: NowCardProps) {
  const { interventionId, sessionId, recordedCount, enrolledCount } = session;
  return (
    <Panel
      aria-label={meetsNow ? 'Meets now' : 'Next session'}
      sx={{ mb: 2.5, borderLeft: 4, borderLeftColor: 'primary.main' }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center', justifyContent: 'space-between' }}>
        <Box sx={{ minWidth: 0, flex: '1 1 260px' }}>
          <Typography variant="body2" sx={{ fontWeight: 620, color: 'primary.main' }}>
            {meetsNow ? `Meets now · ${untilEnd(session, now)}` : `Next · ${untilStart(session, now)}`}
          </Typography>
          <Typography variant="h2" sx={{ mt: 0.25 }}>
            <TextLink to="/interventions/$interventionId" params={{ interventionId }} color="inherit">
              {session.title}
            </TextLink>
          </Typography>
          <Typography color="textSecondary" sx={{ mt: 0.25 }}>
            {[
              formatTimeRange(session.startsAt, session.endsAt, session.timeZone),
              session.room?.name,
              formatCount(enrolledCount, 'student'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Typography>
        </Box>
        {enrolledCount === 0 ? (
          <LinkButton variant="contained" to="/interventions/$interventionId/students" params={{ interventionId }}>
            Enroll students
          </LinkButton>
        ) : (
          <LinkButton variant="contained" size="large" to="/sessions/$sessionId" params={{ sessionId }}>
            {recordedCount >= enrolledCount ? 'See attendance' : 'Take attendance'}
          </LinkButton>
        )}
      </Box>
    </Panel>
  );
}

function untilEnd({ endsAt }: InterventionSession, now: number): string {
  return `${minutes(Date.parse(endsAt) - now)} left`;
}

function untilStart({ startsAt }: InterventionSession, now: number): string {
  return `in ${minutes(Date.parse(startsAt) - now)}`;
}

function minutes(milliseconds: number): string {
  const total = Math.max(1, Math.ceil(milliseconds / 60_000));
  const hours = Math.floor(total / 60);
  return hours === 0 ? `${total} min` : `${hours} h ${total % 60} min`;
}
