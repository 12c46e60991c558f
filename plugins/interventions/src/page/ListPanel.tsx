import { type ReactNode, useId } from 'react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Panel } from './Panel';
import { Rows } from './Rows';
import { useFocusFallback } from './useFocusFallback';

export interface ListPanelProps {
  title: string;
  /** A sentence that explains the list. */
  about: string;
  action?: ReactNode;
  /** The rows of the list; without any, `empty` is shown. */
  children: ReactNode[];
  empty: string;
}

/** A section of a page with a title, an explanation and a list. */
export function ListPanel({ title, about, action, children, empty }: ListPanelProps) {
  const { heading, onFocus } = useFocusFallback();
  const titleId = useId();
  return (
    <Panel flush aria-labelledby={titleId} onFocus={onFocus}>
      <Box sx={HEAD}>
        <Box sx={{ flex: '1 1 320px', minWidth: 0 }}>
          <Typography variant="h2" id={titleId} ref={heading} tabIndex={-1}>
            {title}
          </Typography>
          <Typography variant="body2" color="textSecondary" sx={{ mt: 0.25, maxWidth: '72ch' }}>
            {about}
          </Typography>
        </Box>
        {action}
      </Box>
      {children.length === 0 ? (
        <Typography color="textSecondary" sx={{ px: { xs: 2, sm: 2.5 }, py: 2 }}>
          {empty}
        </Typography>
      ) : (
        <Rows label={title}>{children}</Rows>
      )}
    </Panel>
  );
}

const HEAD = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 1.5,
  px: { xs: 2, sm: 2.5 },
  py: 1.5,
  borderBottom: 1,
  borderColor: 'divider',
};
