import Typography from '@mui/material/Typography';
import type { Intervention } from '@aimline/plugin-interventions-common/interventions';
import { t } from '../words/i18n';

/** What students will be able to do, and for which students the intervention is meant. */
export function Objective({ intervention }: { intervention: Intervention }) {
  return (
    <Typography sx={{ maxWidth: '75ch', overflowWrap: 'anywhere' }}>
      <b>{t('Objective:')}</b> {intervention.objective}{' '}
      <Typography component="span" color="textSecondary">
        {t('Meant for: {{targetPopulation}}', { targetPopulation: intervention.targetPopulation })}
      </Typography>
    </Typography>
  );
}
