import { memo, type KeyboardEvent, useId, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Student } from '@aimline/plugin-interventions-common/primitives';
import { TextLink } from '../page/TextLink';
import { formatName } from '../words/format';
import { t } from '../words/i18n';
import { type Mark, withStatus } from './marks';
import { MarkDetails } from './MarkDetails';
import { StatusChoice } from './StatusChoice';
import { STATUS_KEYS } from './statusKeys';

export interface StudentMarkProps {
  student: Student;
  mark: Mark;
  onMark(studentId: string, mark: Mark, kind: 'choice' | 'text' | 'clear'): void;
}

/** The row of one student in an attendance sheet: status, reason and note. */
export const StudentMark = memo(function StudentMark({ student, mark, onMark }: StudentMarkProps) {
  const { studentId } = student;
  const name = formatName(student);
  const nameId = useId();
  const [noteOpen, setNoteOpen] = useState(false);
  const showReason = mark.status !== null && mark.status !== 'present';
  const showNote = mark.status !== null && (noteOpen || mark.note !== null || showReason);

  function handleKey(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const status = STATUS_KEYS[event.key.toLowerCase()];
    const step = status || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    if (status) onMark(studentId, withStatus(mark, status), 'choice');
    focusNeighbor(event.currentTarget, step);
  }

  return (
    <Box component="li" sx={{ px: { xs: 1.5, sm: 2.5 }, py: 1.25 }}>
      <Box sx={{ display: 'grid', columnGap: 2, rowGap: 0.75, alignItems: 'center', gridTemplateColumns: COLUMNS }}>
        <Box id={nameId} sx={{ gridColumn: 1, gridRow: 1, fontWeight: 560, overflowWrap: 'anywhere', py: 0.5 }}>
          <TextLink to="/students/$studentId" params={{ studentId }} color="inherit" underline="hover">
            {name}
          </TextLink>
        </Box>
        <Box sx={{ gridColumn: { xs: '1 / -1', md: 2 }, gridRow: { xs: 2, md: 1 } }}>
          <StatusChoice
            labelledBy={nameId}
            name={`status-${studentId}`}
            status={mark.status}
            onChoose={(status) => onMark(studentId, withStatus(mark, status), 'choice')}
            onKeyDown={handleKey}
          />
        </Box>
        <Box
          sx={{
            gridColumn: { xs: 2, md: 3 },
            gridRow: 1,
            display: 'flex',
            justifyContent: 'flex-end',
            minHeight: 36,
            visibility: mark.status ? 'visible' : 'hidden',
          }}
        >
          {!showReason && (
            <Button
              size="small"
              aria-expanded={showNote}
              aria-label={t('Note on {{name}}', { name })}
              onClick={() => setNoteOpen(!noteOpen)}
            >
              {t('Note')}
            </Button>
          )}
          <Button
            size="small"
            color="inherit"
            aria-label={t('Clear the mark of {{name}}', { name })}
            onClick={() => onMark(studentId, withStatus(mark, null), 'clear')}
          >
            {t('Clear')}
          </Button>
        </Box>
      </Box>
      {showNote && <MarkDetails name={name} mark={mark} onChange={(next, kind) => onMark(studentId, next, kind)} />}
    </Box>
  );
});

const COLUMNS = { xs: 'minmax(0, 1fr) auto', md: '190px minmax(0, 1fr) 132px' };

/** Moves the focus synchronously, because a key pressed before the next frame is meant for the next student. */
function focusNeighbor(group: EventTarget & Element, step: number): void {
  const groups = [...(group.closest('ul')?.querySelectorAll('[role=radiogroup]') ?? [])];
  const neighbor = groups[groups.indexOf(group) + step];
  const radio = neighbor?.querySelector<HTMLInputElement>('input:checked') ?? neighbor?.querySelector('input');
  radio?.focus();
}
