import { styled } from '@mui/material/styles';

/**
 * Radio buttons that look like segments: each label contains an `input` and a `span`. The caller sets the columns of the
 * grid. Touch targets are 44 px high; in forced colors the choice stays visible.
 */
export const Segments = styled('div')(({ theme }) => {
  const { palette } = theme.vars;
  return {
    display: 'grid',
    gap: 4,
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
