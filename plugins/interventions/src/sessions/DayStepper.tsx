import Stack from '@mui/material/Stack';
import { useNavigate } from '@tanstack/react-router';
import { Input } from '../form/controls';
import { LinkButton } from '../page/LinkButton';
import { addDays } from '../words/format';
import { t } from '../words/i18n';

/** Navigation between the agendas of days. `date` is the day shown; unless `isToday`, there is a link back to today. */
export function DayStepper({ date, isToday }: { date: string; isToday: boolean }) {
  const navigate = useNavigate();
  return (
    <Stack
      component="nav"
      aria-label={t('Day')}
      direction="row"
      sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}
    >
      {!isToday && (
        <LinkButton variant="outlined" color="inherit" to="/">
          {t('Today')}
        </LinkButton>
      )}
      <LinkButton
        variant="outlined"
        color="inherit"
        aria-label={t('Previous day')}
        sx={ARROW}
        to="/"
        search={{ date: addDays(date, -1) }}
      >
        ←
      </LinkButton>
      <Input
        aria-label={t('Day')}
        type="date"
        value={date}
        onChange={(event) => event.target.value && void navigate({ to: '/', search: { date: event.target.value } })}
        sx={{ width: 148 }}
      />
      <LinkButton
        variant="outlined"
        color="inherit"
        aria-label={t('Next day')}
        sx={ARROW}
        to="/"
        search={{ date: addDays(date, 1) }}
      >
        →
      </LinkButton>
    </Stack>
  );
}

const ARROW = { minWidth: 44, px: 1 };
