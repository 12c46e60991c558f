import type { KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import type { AttendanceStatus } from '@aimline/plugin-interventions-common/attendance';
import { Segments } from '../form/Segments';
import { statusLabels } from '../words/labels';
import { STATUS_COLORS } from './statusColors';

export interface StatusChoiceProps {
  /** The id of the element with the student's name. */
  labelledBy: string;
  name: string;
  status: AttendanceStatus | null;
  onChoose(status: AttendanceStatus): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** One student's attendance as radio buttons that look like segments. */
export function StatusChoice({ labelledBy, name, status, onChoose, onKeyDown }: StatusChoiceProps) {
  return (
    <StatusSegments role="radiogroup" aria-labelledby={labelledBy} onKeyDown={onKeyDown}>
      {(Object.entries(statusLabels()) as [AttendanceStatus, string][]).map(([option, label]) => (
        <Box component="label" key={option} data-color={STATUS_COLORS[option]}>
          <input
            type="radio"
            name={name}
            value={option}
            checked={status === option}
            onChange={() => onChoose(option)}
          />
          <span>{label}</span>
        </Box>
      ))}
    </StatusSegments>
  );
}

const StatusSegments = styled(Segments)(({ theme }) => ({
  gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
  [theme.breakpoints.up('md')]: {
    gridTemplateColumns: 'repeat(6, minmax(0, 1fr))',
    '& span': { '@media (pointer: fine)': { minHeight: 36 } },
  },
  ...Object.fromEntries(
    (['attended', 'partly', 'excused', 'unexcused'] as const).map((color) => [
      `& [data-color=${color}] input:checked + span`,
      {
        color: theme.vars.palette.attendance[color].main,
        backgroundColor: theme.vars.palette.attendance[color].soft,
        borderColor: theme.vars.palette.attendance[color].main,
      },
    ]),
  ),
}));
