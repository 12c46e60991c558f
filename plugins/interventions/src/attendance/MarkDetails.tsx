import Box from '@mui/material/Box';
import type { AttendanceReason } from '@aimline/plugin-interventions-common/attendance';
import { Select } from '../form/controls';
import { t } from '../words/i18n';
import { reasonLabels } from '../words/labels';
import type { Mark } from './marks';
import { NoteField } from './NoteField';

export interface MarkDetailsProps {
  name: string;
  mark: Mark;
  onChange(mark: Mark, kind: 'choice' | 'text'): void;
}

/** Why a student missed the session or a part of it, and a note. */
export function MarkDetails({ name, mark, onChange }: MarkDetailsProps) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1, ml: { md: '206px' } }}>
      {mark.status !== 'present' && (
        <Select
          aria-label={t('Reason for {{name}}', { name })}
          value={mark.reason ?? ''}
          onChange={(event) =>
            onChange({ ...mark, reason: (event.target.value || null) as AttendanceReason | null }, 'choice')
          }
          sx={{ flex: '1 1 180px', maxWidth: { sm: 240 } }}
        >
          <option value="">{t('No reason given')}</option>
          {Object.entries(reasonLabels()).map(([reason, label]) => (
            <option key={reason} value={reason}>
              {label}
            </option>
          ))}
        </Select>
      )}
      <Box sx={{ flex: '2 1 200px' }}>
        <NoteField
          label={t('Note on {{name}}', { name })}
          value={mark.note}
          onChange={(note) => onChange({ ...mark, note }, 'text')}
        />
      </Box>
    </Box>
  );
}
