import { useDeferredValue, useState } from 'react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Input } from '../form/controls';
import { useRead } from '../launch/useRead';
import { formatName } from '../words/format';
import { matchingStudents } from './matchingStudents';

export interface StudentChecklistProps {
  chosen: ReadonlySet<string>;
  /** Students who cannot be chosen because they take part already. */
  taken: ReadonlySet<string>;
  onChange(chosen: ReadonlySet<string>): void;
}

/** The students a person may act for, to be searched and ticked; a search forgets no choice. */
export function StudentChecklist({ chosen, taken, onChange }: StudentChecklistProps) {
  const { students } = useRead('roster.students', {});
  const [search, setSearch] = useState('');
  const matching = matchingStudents(students, useDeferredValue(search));

  function toggle(studentId: string) {
    const next = new Set(chosen);
    if (!next.delete(studentId)) next.add(studentId);
    onChange(next);
  }

  return (
    <Box>
      <Input
        type="search"
        aria-label="Search students"
        placeholder={`Search ${students.length} students`}
        value={search}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog takes the focus anyway, and was opened to search
        autoFocus
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <Box component="ul" aria-label="Students" sx={LIST} tabIndex={-1}>
        {matching.map((student) => (
          <li key={student.studentId}>
            <Box component="label" sx={ROW}>
              <input
                type="checkbox"
                disabled={taken.has(student.studentId)}
                checked={taken.has(student.studentId) || chosen.has(student.studentId)}
                onChange={() => toggle(student.studentId)}
              />
              <span>
                {student.familyName}, {student.givenName}
              </span>
              {taken.has(student.studentId) && (
                <Typography component="span" variant="body2" color="textSecondary" sx={{ ml: 'auto' }}>
                  Enrolled
                </Typography>
              )}
            </Box>
          </li>
        ))}
      </Box>
      {matching.length === 0 && (
        <Typography color="textSecondary" sx={{ py: 2 }}>
          {students.length === 0 ? 'The course lists no students.' : `Nobody is called “${search.trim()}”.`}
        </Typography>
      )}
      <Typography component="output" variant="body2" color="textSecondary" sx={{ minHeight: '1.5em', mt: 1 }}>
        {chosen.size > 0 &&
          `Chosen: ${students
            .filter(({ studentId }) => chosen.has(studentId))
            .map(formatName)
            .join(', ')}`}
      </Typography>
    </Box>
  );
}

const LIST = {
  listStyle: 'none',
  m: 0,
  mt: 1,
  p: 0,
  maxHeight: 'min(320px, 40dvh)',
  overflowY: 'auto',
  border: 1,
  borderColor: 'divider',
  borderRadius: 1,
  '& li + li': { borderTop: 1, borderColor: 'divider' },
};

const ROW = {
  display: 'flex',
  alignItems: 'center',
  gap: 1.25,
  px: 1.5,
  minHeight: 44,
  cursor: 'pointer',
  '&:hover': { bgcolor: 'action.hover' },
  '& input': { width: 18, height: 18, flexShrink: 0, accentColor: 'var(--mui-palette-primary-main)' },
};
