import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { AuditEntry } from '@aimline/plugin-interventions-common/audit';
import { useWords } from '../frame/FrameContext';
import { StateWord } from '../page/StateWord';
import { formatCount, formatName } from '../words/format';
import { formatMomentHere } from '../words/formatMomentHere';
import { reasonInWords } from '../words/reasonInWords';
import type { Filter } from './auditPages';
import { actionLabel, changeWord, entityLabel } from './auditWords';
import { changedFields } from './changedFields';
import { ChangeTable } from './ChangeTable';

/** One record of the trail; opened, what it changed, field by field. */
export function AuditRow({ entry, onNarrow }: { entry: AuditEntry; onNarrow(filter: Filter): void }) {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const { actor, action, entity, reason, recordedAt, student, intervention } = entry;
  const isRefusal = entity === 'access_refusal';
  const who = actor ? formatName(actor) || 'Somebody without a name' : 'Aimline';
  const about = [student && formatName(student), intervention?.title].filter(Boolean);
  return (
    <li>
      <Box component="details" onToggle={(event) => setOpen(event.currentTarget.open)} sx={DETAILS}>
        <summary>
          <Typography component="span" sx={{ overflowWrap: 'anywhere' }}>
            <b>{who}</b>{' '}
            {isRefusal ? (
              <>
                <StateWord word="was refused" tone="missing" /> {action}
              </>
            ) : (
              actionLabel(words, action)
            )}
          </Typography>
          <Typography component="span" variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
            {[
              formatMomentHere(recordedAt),
              !isRefusal && `${entityLabel(words, entity)} ${changeWord(entry)}`,
              ...about,
              reason && reasonInWords(words, reason),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Typography>
        </summary>
        {isOpen && <Changes entry={entry} who={who} onNarrow={onNarrow} />}
      </Box>
    </li>
  );
}

function Changes({ entry, who, onNarrow }: { entry: AuditEntry; who: string; onNarrow(filter: Filter): void }) {
  const { actor, student, intervention } = entry;
  const { changed, unchanged } = changedFields(entry.before, entry.after);
  const narrowings: [string, Filter][] = [
    ...(actor ? [[`All by ${who}`, { actorId: actor.personId }] satisfies [string, Filter]] : []),
    ...(student
      ? [
          [`All about ${formatName(student) || 'this student'}`, { studentId: student.studentId }] satisfies [
            string,
            Filter,
          ],
        ]
      : []),
    ...(intervention
      ? [
          [
            `All of ${intervention.title || 'this intervention'}`,
            { interventionId: intervention.interventionId },
          ] satisfies [string, Filter],
        ]
      : []),
  ];
  return (
    <Box sx={{ px: { xs: 2, sm: 2.5 }, pb: 2 }}>
      {changed.length > 0 && <ChangeTable label="What changed" fields={changed} />}
      {unchanged.length > 0 && (
        <Box component="details" sx={{ mt: 1, fontSize: '0.8125rem' }}>
          <Box component="summary" sx={{ cursor: 'pointer', color: 'text.secondary', py: 0.75 }}>
            {formatCount(unchanged.length, 'field')} unchanged
          </Box>
          <ChangeTable label="What stayed as it was" fields={unchanged} />
        </Box>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}>
        {narrowings.map(([label, filter]) => (
          <Button key={label} size="small" variant="outlined" color="inherit" onClick={() => onNarrow(filter)}>
            {label}
          </Button>
        ))}
      </Box>
    </Box>
  );
}

const DETAILS = {
  '& > summary': {
    display: 'grid',
    gap: 0.25,
    position: 'relative',
    pl: { xs: 2, sm: 2.5 },
    pr: 5,
    py: 1.25,
    minHeight: 44,
    cursor: 'pointer',
    '&:hover': { bgcolor: 'action.hover' },
    '&:focus-visible': { outlineOffset: -2 },
    '&::after': {
      content: '"›"',
      position: 'absolute',
      right: 18,
      top: '50%',
      transform: 'translateY(-50%)',
      color: 'text.secondary',
      fontSize: '1.25rem',
    },
  },
  '&[open] > summary::after': { transform: 'translateY(-50%) rotate(90deg)' },
};
