import Typography from '@mui/material/Typography';
import type { Intervention } from '@aimline/plugin-interventions-common/interventions';

/** What students will be able to do, and which students. */
export function Objective({ intervention }: { intervention: Intervention }) {
  return (
    <Typography sx={{ maxWidth: '75ch', overflowWrap: 'anywhere' }}>
      <b>Objective:</b> {intervention.objective}{' '}
      <Typography component="span" color="textSecondary">
        For {lowerFirst(intervention.targetPopulation)}
      </Typography>
    </Typography>
  );
}

/** "Third graders" as "third graders"; a name or an abbreviation, "ELL students", stays as it is. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
