import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { InterventionSession } from '@aimline/plugin-interventions-common/sessions';
import { LinkButton } from '../page/LinkButton';
import { Panel } from '../page/Panel';
import { TextLink } from '../page/TextLink';
import { countStudents } from '../words/countStudents';
import { formatTimeRange } from '../words/format';
import { t } from '../words/i18n';

export interface NowCardProps {
  session: InterventionSession;
  meetsNow: boolean;
  now: number;
}

/** The session that meets now, or the next one, with a link to its attendance. */
export function NowCard({ session, meetsNow, now }: NowCardProps) {
  const { interventionId, sessionId, recordedCount, enrolledCount } = session;
  return (
    <Panel
      aria-label={meetsNow ? t('Meets now') : t('Next session')}
      sx={{ mb: 2.5, borderLeft: 4, borderLeftColor: 'primary.main' }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center', justifyContent: 'space-between' }}>
        <Box sx={{ minWidth: 0, flex: '1 1 260px' }}>
          <Typography variant="body2" sx={{ fontWeight: 620, color: 'primary.main' }}>
            {meetsNow ? describeEnd(session, now) : describeStart(session, now)}
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
              countStudents(enrolledCount),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Typography>
        </Box>
        {enrolledCount === 0 ? (
          <LinkButton variant="contained" to="/interventions/$interventionId/students" params={{ interventionId }}>
            {t('Enroll students')}
          </LinkButton>
        ) : (
          <LinkButton variant="contained" size="large" to="/sessions/$sessionId" params={{ sessionId }}>
            {recordedCount >= enrolledCount ? t('See attendance') : t('Take attendance')}
          </LinkButton>
        )}
      </Box>
    </Panel>
  );
}

function describeEnd({ endsAt }: InterventionSession, now: number): string {
  const time = hoursAndMinutes(Date.parse(endsAt) - now);
  return time.hours === 0
    ? t('Meets now · {{minutes, number}} min left', time)
    : t('Meets now · {{hours, number}} h {{minutes, number}} min left', time);
}

function describeStart({ startsAt }: InterventionSession, now: number): string {
  const time = hoursAndMinutes(Date.parse(startsAt) - now);
  return time.hours === 0
    ? t('Next · in {{minutes, number}} min', time)
    : t('Next · in {{hours, number}} h {{minutes, number}} min', time);
}

/** Rounded up to whole minutes, at least one. */
function hoursAndMinutes(milliseconds: number): { hours: number; minutes: number } {
  const total = Math.max(1, Math.ceil(milliseconds / 60_000));
  return { hours: Math.floor(total / 60), minutes: total % 60 };
}
