import { type ReactNode, useId } from 'react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { CourseLink } from '@aimline/plugin-interventions-common/deepLinking';
import { chosenAbout } from './chooseLink';

/** The links that are chosen, and the function that changes the choice. */
export interface Choice {
  chosen: readonly CourseLink[];
  /** Whether the course accepts several links. */
  several: boolean;
  onChoose(link: CourseLink): void;
}

export interface PlaceRowProps extends Choice {
  link: CourseLink;
  /** What the link opens. */
  details: ReactNode;
  /** Further choices, shown once the link is chosen. */
  children?: ReactNode;
}

/** A row for a page of Aimline that can be chosen as a link. */
export function PlaceRow({ link, details, chosen, several, onChoose, children }: PlaceRowProps) {
  const id = useId();
  const about = chosenAbout(chosen, link);
  return (
    <Box component="li" sx={[UNCOVERED, about ? CHOSEN : { '&:hover': { bgcolor: 'action.hover' } }]}>
      <Box component="label" sx={ROW}>
        <input
          type={several ? 'checkbox' : 'radio'}
          name="place"
          checked={about !== undefined}
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-details`}
          onChange={() => onChoose(about ?? link)}
        />
        <Box sx={{ minWidth: 0 }}>
          <Box id={`${id}-title`} sx={{ fontWeight: 560, overflowWrap: 'anywhere' }}>
            {link.title}
          </Box>
          <Typography id={`${id}-details`} variant="body2" color="textSecondary" component="div">
            {details}
          </Typography>
        </Box>
      </Box>
      {about && children}
    </Box>
  );
}

/** Keeps a focused input clear of the bars at the top and the bottom when the page scrolls to it. */
const UNCOVERED = { '& input': { scrollMarginBlock: '64px 160px' } };

const CHOSEN = { bgcolor: 'attendance.excused.soft', boxShadow: 'inset 3px 0 var(--mui-palette-primary-main)' };

const ROW = {
  display: 'grid',
  gridTemplateColumns: '20px minmax(0, 1fr)',
  columnGap: 1.5,
  alignItems: 'start',
  px: { xs: 2, sm: 2.5 },
  py: 1.5,
  cursor: 'pointer',
  '& input': { width: 18, height: 18, m: 0, mt: '3px', accentColor: 'var(--mui-palette-primary-main)' },
};
