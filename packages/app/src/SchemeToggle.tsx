import IconButton from '@mui/material/IconButton';
import { useColorScheme } from '@mui/material/styles';
import { t } from '@aimline/plugin-interventions/words/i18n';

/** Switches between light and dark colors. */
export function SchemeToggle() {
  const { mode, setMode } = useColorScheme();
  const dark = mode === 'dark';
  return (
    <IconButton
      aria-label={t('Dark colors')}
      aria-pressed={dark}
      onClick={() => setMode(dark ? 'light' : 'dark')}
      sx={{ width: 44, height: 44, alignSelf: 'center', color: 'text.secondary' }}
    >
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
        <circle cx="10" cy="10" r="7.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M10 2.75a7.25 7.25 0 0 1 0 14.5z" fill="currentColor" />
      </svg>
    </IconButton>
  );
}
