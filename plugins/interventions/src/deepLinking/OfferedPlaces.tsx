import Typography from '@mui/material/Typography';
import type { LinkTarget, OfferedLink } from '@aimline/plugin-interventions-common/deepLinking';
import { Panel } from '../page/Panel';
import { Rows } from '../page/Rows';
import { formatDate } from '../words/format';
import { type Choice, PlaceRow } from './PlaceRow';

export interface OfferedPlacesProps extends Choice {
  /** The course that they were placed in. */
  originTitle: string;
  links: readonly OfferedLink[];
}

/** The links of the course from which this one was copied, to be placed again. */
export function OfferedPlaces({ originTitle, links, ...choice }: OfferedPlacesProps) {
  return (
    <>
      <Typography variant="h2" sx={{ mb: 1, overflowWrap: 'anywhere' }}>
        From “{originTitle}”, which this course was copied from
      </Typography>
      <Panel flush aria-label={`From ${originTitle}`}>
        <Rows label="Places from the course before">
          {links.map(({ target, title, endedOn }) => (
            <PlaceRow
              key={target}
              {...choice}
              link={{ target, title }}
              details={
                endedOn === null ? placeInWords(target) : `Ended ${formatDate(endedOn)} · ${placeInWords(target)}`
              }
            />
          ))}
        </Rows>
      </Panel>
    </>
  );
}

function placeInWords(target: LinkTarget): string {
  if (target === '/') return 'The sessions of the day';
  if (target === '/interventions') return 'All interventions a person may see';
  return target.endsWith('/sessions') ? 'Sessions of an intervention' : 'Overview of an intervention';
}
