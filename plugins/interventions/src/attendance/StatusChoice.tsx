import type { KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import type { AttendanceStatus } from '@aimline/plugin-interventions-common/attendance';
import { STATUS_LABELS } from '../words/labels';
import { STATUS_COLORS } from './statusColors';

export interface StatusChoiceProps {
  /** The id of the element with the student's name. */
  labelledBy: string;
  name: string;
  status: AttendanceStatus | null;
  onChoose(status: AttendanceStatus): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** One student's attendance as radio buttons in the shape of segments. */
export function StatusChoice({ labelledBy, name, status, onChoose, onKeyDown }: StatusChoiceProps) {
  return (
    <Segments role="radiogroup" aria-labelledby={labelledBy} onKeyDown={onKeyDown}>
      {(Object.keys(STATUS_LABELS) as AttendanceStatus[]).map((option) => (
        <Box component="label" key={option} data-color={STATUS_COLORS[option]}>
          <input
            type="radio"
            name={name}
            value={option}
            checked={status === option}
            onChange={() => onChoose(option)}
          />
          <span>{STATUS_LABELS[option]}</span>
        </Box>
      ))}
    </Segments>
  );
}

const Segments = styled('div')(({ theme }) => {
  const { palette } = theme.vars;
  return {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    gap: 4,
    [theme.breakpoints.up('md')]: { gridTemplateColumns: 'repeat(6, minmax(0, 1fr))' },
    '& label': { position: 'relative', display: 'grid', cursor: 'pointer' },
    '& input': { position: 'absolute', inset: 0, opacity: 0, margin: 0, cursor: 'pointer' },
    '& span': {
      display: 'grid',
      placeItems: 'center',
      minHeight: 44,
      padding: '2px 6px',
      textAlign: 'center',
      lineHeight: 1.2,
      fontSize: '0.8125rem',
      border: `1px solid ${palette.divider}`,
      borderRadius: 6,
      color: palette.text.secondary,
      [theme.breakpoints.up('md')]: { '@media (pointer: fine)': { minHeight: 36 } },
    },
    '& label:hover span': { borderColor: palette.control, color: palette.text.primary },
    '& input:focus-visible + span': { outline: `2px solid ${palette.primary.main}`, outlineOffset: 2 },
    '& input:checked + span': {
      fontWeight: 650,
      '@media (forced-colors: active)': { background: 'Highlight', color: 'HighlightText', forcedColorAdjust: 'none' },
    },
    ...Object.fromEntries(
      (['attended', 'partly', 'excused', 'unexcused'] as const).map((color) => [
        `& [data-color=${color}] input:checked + span`,
        {
          color: palette.attendance[color].main,
          backgroundColor: palette.attendance[color].soft,
          borderColor: palette.attendance[color].main,
        },
      ]),
    ),
  };
});
