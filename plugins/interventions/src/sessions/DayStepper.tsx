import Stack from '@mui/material/Stack';
import { useNavigate } from '@tanstack/react-router';
import { Input } from '../form/controls';
import { LinkButton } from '../page/LinkButton';
import { addDays } from '../words/format';

/** Goes from one day's agenda to another. `date` is the day shown; `isToday` when it needs no way back. */
export function DayStepper({ date, isToday }: { date: string; isToday: boolean }) {
  const navigate = useNavigate();
  return (
    <Stack component="nav" aria-label="Day" direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
      {!isToday && (
        <LinkButton variant="outlined" color="inherit" to="/">
          Today
        </LinkButton>
      )}
      <LinkButton
        variant="outlined"
        color="inherit"
        aria-label="The day before"
        sx={ARROW}
        to="/"
        search={{ date: addDays(date, -1) }}
      >
        ←
      </LinkButton>
      <Input
        aria-label="Day"
        type="date"
        value={date}
        onChange={(event) => event.target.value && void navigate({ to: '/', search: { date: event.target.value } })}
        sx={{ width: 148 }}
      />

      <LinkButton
        variant="outlined"
        color="inherit"
        aria-label="The day after"
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
