import Typography from '@mui/material/Typography';
import type { LinkTarget, OfferedLink } from '@aimline/plugin-interventions-common/deepLinking';
import { Panel } from '../page/Panel';
import { Rows } from '../page/Rows';
import { formatDate } from '../words/format';
import { t } from '../words/i18n';
import { type Choice, PlaceRow } from './PlaceRow';

export interface OfferedPlacesProps extends Choice {
  /** The title of the course that the links were placed in. */
  originTitle: string;
  links: readonly OfferedLink[];
}

/** The links of the course that this course was copied from, to be placed again. */
export function OfferedPlaces({ originTitle, links, ...choice }: OfferedPlacesProps) {
  return (
    <>
      <Typography variant="h2" sx={{ mb: 1, overflowWrap: 'anywhere' }}>
        {t('From “{{title}}”, which this course was copied from', { title: originTitle })}
      </Typography>
      <Panel flush aria-label={t('From “{{title}}”', { title: originTitle })}>
        <Rows label={t('Links of the original course')}>
          {links.map(({ target, title, endedOn }) => (
            <PlaceRow
              key={target}
              {...choice}
              link={{ target, title }}
              details={[endedOn !== null && t('Ended {{day}}', { day: formatDate(endedOn) }), describeTarget(target)]
                .filter(Boolean)
                .join(' · ')}
            />
          ))}
        </Rows>
      </Panel>
    </>
  );
}

function describeTarget(target: LinkTarget): string {
  if (target === '/') return t('The sessions of the day');
  if (target === '/interventions') return t('All interventions that a person may see');
  return target.endsWith('/sessions') ? t('Sessions of an intervention') : t('Overview of an intervention');
}
