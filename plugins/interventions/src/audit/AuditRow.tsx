import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { AuditEntry } from '@aimline/plugin-interventions-common/audit';
import { Trans } from 'react-i18next/TransWithoutContext';
import { useWords } from '../frame/FrameContext';
import { StateWord } from '../page/StateWord';
import { formatName } from '../words/format';
import { formatMomentHere } from '../words/formatMomentHere';
import { i18n, t } from '../words/i18n';
import { reasonInWords } from '../words/reasonInWords';
import type { Filter } from './auditPages';
import { actionLabel, describeChange } from './auditWords';
import { changedFields } from './changedFields';
import { ChangeTable } from './ChangeTable';

/** One record of the audit trail; opened, it shows what changed, field by field. */
export function AuditRow({ entry, onNarrow }: { entry: AuditEntry; onNarrow(filter: Filter): void }) {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const { actor, action, entity, reason, recordedAt, student, intervention } = entry;
  const isRefusal = entity === 'access_refusal';
  const who = actor ? formatName(actor) || t('Unnamed person') : 'Aimline';
  const about = [student && formatName(student), intervention?.title].filter(Boolean);
  return (
    <li>
      <Box component="details" onToggle={(event) => setOpen(event.currentTarget.open)} sx={DETAILS}>
        <summary>
          <Typography component="span" sx={{ overflowWrap: 'anywhere' }}>
            {isRefusal ? (
              <>
                <b>{who}</b> · <StateWord word={t('Refused')} tone="missing" /> · {action}
              </>
            ) : (
              <Trans
                i18n={i18n}
                i18nKey="<who/> <action/>"
                components={{ who: <b>{who}</b>, action: <>{actionLabel(words, action)}</> }}
              />
            )}
          </Typography>
          <Typography component="span" variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
            {[
              formatMomentHere(recordedAt),
              !isRefusal && describeChange(words, entry),
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
  const narrower: [string, Filter][] = [];
  if (actor) narrower.push([t('All by {{name}}', { name: who }), { actorId: actor.personId }]);
  if (student) {
    const name = formatName(student);
    const label = name ? t('All about {{name}}', { name }) : t('All about this student');
    narrower.push([label, { studentId: student.studentId }]);
  }
  if (intervention) {
    const { title, interventionId } = intervention;
    const label = title ? t('All about “{{title}}”', { title }) : t('All about this intervention');
    narrower.push([label, { interventionId }]);
  }
  return (
    <Box sx={{ px: { xs: 2, sm: 2.5 }, pb: 2 }}>
      {changed.length > 0 && <ChangeTable label={t('What changed')} fields={changed} />}
      {unchanged.length > 0 && (
        <Box component="details" sx={{ mt: 1, fontSize: '0.8125rem' }}>
          <Box component="summary" sx={{ cursor: 'pointer', color: 'text.secondary', py: 0.75 }}>
            {t('{{count, number}} fields unchanged', {
              count: unchanged.length,
              defaultValue_one: '{{count, number}} field unchanged',
            })}
          </Box>
          <ChangeTable label={t('What stayed the same')} fields={unchanged} />
        </Box>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}>
        {narrower.map(([label, filter]) => (
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
