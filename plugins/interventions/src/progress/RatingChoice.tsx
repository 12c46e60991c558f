import type { KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { styled } from '@mui/material/styles';
import type { Rating } from '@aimline/plugin-interventions-common/progress';
import { Segments } from '../form/Segments';
import { t } from '../words/i18n';
import { ratingLabels } from '../words/labels';

export interface RatingChoiceProps {
  rating: Rating | null;
  onChoose(rating: Rating | null): void;
}

const RATINGS = [1, 2, 3, 4] as const;

/** A choice of a rating from 1 to 4, or none. While it has the focus, the keys 1 to 4 choose, and 0 clears. */
export function RatingChoice({ rating, onChoose }: RatingChoiceProps) {
  function handleKey(event: KeyboardEvent<HTMLElement>) {
    const digit = Number(event.key);
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[0-4]$/.test(event.key)) return;
    event.preventDefault();
    onChoose(digit === 0 ? null : (digit as Rating));
    event.currentTarget.querySelectorAll('input')[digit]?.focus();
  }
  return (
    <Box component="fieldset" sx={{ border: 0, m: 0, p: 0, minWidth: 0 }} onKeyDown={handleKey}>
      <Typography component="legend" sx={{ fontWeight: 560, mb: 0.5, p: 0 }}>
        {t('Rating')}
      </Typography>
      <RatingSegments>
        {[null, ...RATINGS].map((option) => (
          <label key={option ?? 0}>
            <input type="radio" name="rating" checked={rating === option} onChange={() => onChoose(option)} />
            <span>
              {option && <b>{option} </b>}
              {option === null ? t('None') : ratingLabels()[option]}
            </span>
          </label>
        ))}
      </RatingSegments>
    </Box>
  );
}

const RatingSegments = styled(Segments)(({ theme }) => ({
  gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
  [theme.breakpoints.up('sm')]: { gridTemplateColumns: '88px repeat(4, minmax(0, 1fr))' },
}));
