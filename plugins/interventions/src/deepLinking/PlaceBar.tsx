import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { CourseLink } from '@aimline/plugin-interventions-common/deepLinking';
import { Input } from '../form/controls';
import { Field } from '../form/Field';
import { formatList } from '../words/format';
import { t } from '../words/i18n';

export interface PlaceBarProps {
  chosen: readonly CourseLink[];
  /** The title that the user wrote for a single link; undefined while the link has its own. */
  title: string | undefined;
  /** Whether the links are being sent; the buttons are disabled meanwhile. */
  pending: boolean;
  onRename(title: string): void;
  onPlace(): void;
  onCancel(): void;
}

/** The chosen links with their title, and the buttons that place or cancel; stays visible while the list scrolls. */
export function PlaceBar({ chosen, title, pending, onRename, onPlace, onCancel }: PlaceBarProps) {
  const [only, ...others] = chosen;
  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (only && !pending) onPlace();
      }}
      sx={BAR}
    >
      <Box sx={{ flex: '1 1 260px', minWidth: 0, alignSelf: 'center', overflowWrap: 'anywhere' }}>
        {only && others.length === 0 ? (
          <Field label={t('Title in the course')}>
            <Input
              value={title ?? only.title}
              maxLength={255}
              autoComplete="off"
              onChange={(event) => onRename(event.target.value)}
            />
          </Field>
        ) : (
          <Typography component="output" color="textSecondary">
            {only
              ? t('Chosen: {{names}}', { names: formatList(chosen.map((link) => link.title)) })
              : t('Nothing chosen yet.')}
          </Typography>
        )}
      </Box>
      <Box sx={{ display: 'flex', gap: 1, ml: 'auto' }}>
        <Button color="inherit" disabled={pending} onClick={onCancel}>
          {t('Cancel')}
        </Button>
        <Button type="submit" variant="contained" loading={pending} aria-disabled={!only}>
          {t('Add to course')}
        </Button>
      </Box>
    </Box>
  );
}

const BAR = {
  position: 'sticky',
  bottom: 0,
  zIndex: 1,
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'end',
  gap: 1.5,
  mt: 2.5,
  mx: { xs: -2, sm: 0 },
  mb: { xs: -2, sm: -3 },
  px: { xs: 2, sm: 2.5 },
  py: 1.5,
  bgcolor: 'background.paper',
  border: 1,
  borderColor: 'divider',
  borderBottom: 0,
  borderRadius: { sm: '8px 8px 0 0' },
};
