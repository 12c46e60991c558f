import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { InterventionSession } from '@aimline/plugin-interventions-common/sessions';
import { StateWord } from '../page/StateWord';
import { TextLink } from '../page/TextLink';
import { formatDay, formatName, formatTimeRange } from '../words/format';
import { sessionState } from './sessionState';

export interface SessionRowProps {
  session: InterventionSession;
  now: number;
  /** The text of the link: the intervention's title in the agenda of a day, the day in the list of an intervention. */
  namedBy: 'title' | 'day';
  /** The facilitator; omitted when that is the user. */
  showFacilitator?: boolean;
}

/** One session as a row with a link to its attendance. */
export function SessionRow({ session, now, namedBy, showFacilitator = false }: SessionRowProps) {
  const time = formatTimeRange(session.startsAt, session.endsAt, session.timeZone);
  const details = [showFacilitator && formatName(session.facilitator), session.room?.name].filter(Boolean).join(' · ');
  return (
    <Box
      component="li"
      sx={{
        position: 'relative',
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '168px minmax(0, 1fr) auto' },
        columnGap: 2,
        alignItems: 'baseline',
        px: { xs: 2, sm: 2.5 },
        py: 1.5,
        '&:hover': { bgcolor: 'action.hover' },
      }}
    >
      <Typography color="textSecondary">{time}</Typography>
      <Box sx={{ minWidth: 0 }}>
        <TextLink
          to="/sessions/$sessionId"
          params={{ sessionId: session.sessionId }}
          sx={{
            fontWeight: 560,
            overflowWrap: 'anywhere',
            '&::after': { content: '""', position: 'absolute', inset: 0 },
          }}
        >
          {namedBy === 'title' ? session.title : formatDay(session.localDate)}
        </TextLink>
        {details && (
          <Typography variant="body2" color="textSecondary">
            {details}
          </Typography>
        )}
      </Box>
      <Typography component="div" variant="body2">
        <StateWord {...sessionState(session, now)} />
      </Typography>
    </Box>
  );
}
