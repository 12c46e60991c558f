import Typography from '@mui/material/Typography';
import type { Student } from '@aimline/plugin-interventions-common/primitives';
import { Panel } from '../page/Panel';
import { t } from '../words/i18n';
import { attendanceInPlainWords, ratingInPlainWords, trendInPlainWords } from './plainWords';
import type { PartInIntervention } from './ProgressPanel';
import { RatingLine } from './RatingLine';

/** How one child is doing in one intervention, in plain sentences for their family. */
export function ChildPanel({ child, part }: { child: Student; part: PartInIntervention }) {
  const trend = trendInPlainWords(child.givenName, part.trend);
  return (
    <Panel>
      <Typography variant="h2">{part.title}</Typography>
      {part.status === 'withdrawn' && (
        <Typography color="textSecondary">{t('{{name}} no longer takes part.', { name: child.givenName })}</Typography>
      )}
      <Typography sx={{ mt: 1.5, overflowWrap: 'anywhere' }}>
        <b>{t('The goal:')}</b> {part.objective}
      </Typography>
      <Typography sx={{ mt: 1.5 }}>{attendanceInPlainWords(child.givenName, part.attendance)}</Typography>
      <Typography sx={{ mt: 0.5 }}>{ratingInPlainWords(child.givenName, part.ratings.at(-1))}</Typography>
      {trend && <Typography sx={{ mt: 0.5 }}>{trend}</Typography>}
      {part.ratings.length > 1 && (
        <>
          <Typography variant="body2" color="textSecondary" sx={{ mt: 2, mb: 0.5 }}>
            {t('The teacher’s ratings so far, higher is better:')}
          </Typography>
          <RatingLine ratings={part.ratings} size="panel" />
        </>
      )}
    </Panel>
  );
}
