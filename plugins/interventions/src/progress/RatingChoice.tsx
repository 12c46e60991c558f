import type { KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { styled } from '@mui/material/styles';
import type { Rating } from '@aimline/plugin-interventions-common/progress';
import { RATING_WORDS } from '../words/labels';

export interface RatingChoiceProps {
  rating: Rating | null;
  onChoose(rating: Rating | null): void;
}

const RATINGS = [1, 2, 3, 4] as const;

/** How far a student is, in four steps, or not rated. The keys 1 to 4 choose while it has the focus, 0 takes back. */
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
        Rating
      </Typography>
      <Segments>
        {[null, ...RATINGS].map((option) => (
          <label key={option ?? 0}>
            <input type="radio" name="rating" checked={rating === option} onChange={() => onChoose(option)} />
            <span>
              {option && <b>{option} </b>}
              {option === null ? 'None' : RATING_WORDS[option]}
            </span>
          </label>
        ))}
      </Segments>
    </Box>
  );
}

const Segments = styled('div')(({ theme }) => {
  const { palette } = theme.vars;
  return {
    display: 'grid',
    gap: 4,
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    [theme.breakpoints.up('sm')]: { gridTemplateColumns: '88px repeat(4, minmax(0, 1fr))' },
    '& label': { position: 'relative', display: 'grid', cursor: 'pointer' },
    '& input': { position: 'absolute', inset: 0, opacity: 0, margin: 0, cursor: 'pointer' },
    '& span': {
      display: 'grid',
      placeContent: 'center',
      minHeight: 44,
      padding: '2px 6px',
      textAlign: 'center',
      lineHeight: 1.2,
      fontSize: '0.8125rem',
      border: `1px solid ${palette.divider}`,
      borderRadius: 6,
      color: palette.text.secondary,
    },
    '& label:hover span': { borderColor: palette.control, color: palette.text.primary },
    '& input:focus-visible + span': { outline: `2px solid ${palette.primary.main}`, outlineOffset: 2 },
    '& input:checked + span': {
      color: palette.primary.main,
      borderColor: palette.primary.main,
      backgroundColor: palette.attendance.excused.soft,
      fontWeight: 650,
      '@media (forced-colors: active)': { background: 'Highlight', color: 'HighlightText', forcedColorAdjust: 'none' },
    },
  };
});
