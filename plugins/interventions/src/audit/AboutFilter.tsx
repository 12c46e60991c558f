import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Field } from '../form/Field';
import { Input } from '../form/controls';
import { actionQuery } from '../launch/actionQuery';
import { useLaunch } from '../launch/LaunchContext';
import { useDebouncedValue } from '../roster/useDebouncedValue';
import { formatName } from '../words/format';
import { t } from '../words/i18n';
import type { Filter } from './auditPages';

/** Maximum number of search results, of students and of interventions each. */
const MAX_CHOICES = 5;

/** Filters the audit trail to the records about one student or one intervention, searched for by name or title. */
export function AboutFilter({ filter, onChange }: { filter: Filter; onChange(filter: Filter): void }) {
  const [search, setSearch] = useState('');
  const choices = useChoices(useDebouncedValue(search.trim()));
  const { studentId, interventionId, ...rest } = filter;
  const choose = (choice: Filter) => {
    setSearch('');
    onChange({ ...rest, ...choice });
  };
  if (studentId ?? interventionId) {
    return (
      <Box sx={{ ...WIDE, display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <Typography variant="body2">
          {studentId ? t('Only records about one student.') : t('Only records about one intervention.')}
        </Typography>
        <Button size="small" variant="outlined" color="inherit" onClick={() => choose({})}>
          {t('Show all')}
        </Button>
      </Box>
    );
  }
  return (
    <Box sx={WIDE}>
      <Field label={t('Student or intervention')}>
        <Input
          type="search"
          placeholder={t('Search by name or title')}
          maxLength={120}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </Field>
      {search.trim() !== '' && choices.length > 0 && (
        <Box
          component="ul"
          aria-label={t('Found')}
          sx={{ listStyle: 'none', m: 0, mt: 1, p: 0, display: 'flex', flexWrap: 'wrap', gap: 1 }}
        >
          {choices.map(({ label, choice }) => (
            <li key={choice.studentId ?? choice.interventionId}>
              <Button size="small" variant="outlined" color="inherit" onClick={() => choose(choice)}>
                {label}
              </Button>
            </li>
          ))}
        </Box>
      )}
    </Box>
  );
}

const WIDE = { gridColumn: '1 / -1' };

/** The first students and interventions that match; none without a search text. */
function useChoices(search: string): { label: string; choice: Filter }[] {
  const { call } = useLaunch();
  const enabled = search !== '';
  const students = useQuery({ ...actionQuery(call, 'student.list', { body: { search } }), enabled });
  const interventions = useQuery({ ...actionQuery(call, 'intervention.list', { body: { search } }), enabled });
  if (!enabled) return [];
  return [
    ...(students.data?.students ?? []).slice(0, MAX_CHOICES).map((student) => ({
      label: formatName(student),
      choice: { studentId: student.studentId },
    })),
    ...(interventions.data?.interventions ?? []).slice(0, MAX_CHOICES).map(({ title, interventionId }) => ({
      label: title,
      choice: { interventionId },
    })),
  ];
}
