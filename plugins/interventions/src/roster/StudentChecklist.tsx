import { useDeferredValue, useState } from 'react';
import type { Student } from '@aimline/plugin-interventions-common/primitives';
import type { StudentList } from '@aimline/plugin-interventions-common/roster';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Input } from '../form/controls';
import { formatCount, formatName } from '../words/format';
import { matchingStudents } from './matchingStudents';
import { RosterNote } from './RosterNote';
import { useRosterRead } from './useRosterRead';
import { useDebouncedValue } from './useDebouncedValue';

export interface StudentChecklistProps {
  chosen: ReadonlySet<string>;
  /** Students who cannot be chosen because they take part already. */
  taken: ReadonlySet<string>;
  /** Of the school. */
  timeZone: string;
  onChange(chosen: ReadonlySet<string>): void;
}

/**
 * The students a person may act for, to be searched and ticked; a search forgets no choice. Of more than 500 the service
 * lists the first, and is asked to search.
 */
export function StudentChecklist({ chosen, taken, timeZone, onChange }: StudentChecklistProps) {
  const all = useRosterRead('student.list', {});
  const [search, setSearch] = useState('');
  // Both are deferred: what is listed stays while the service searches.
  const typed = useDeferredValue(search.trim());
  const asked = useDeferredValue(useDebouncedValue(all.hasMore ? search.trim() : ''));
  const { students, hasMore, roster } = useRosterRead('student.list', asked === '' ? {} : { body: { search: asked } });
  const isSearching = all.hasMore && typed !== asked;
  const matching = matchingStudents(students, typed);
  /** Who was ticked, by name: a search may not list them any more. */
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());

  function toggle(student: Student) {
    const { studentId } = student;
    const next = new Set(chosen);
    if (!next.delete(studentId)) next.add(studentId);
    setNames(new Map(names).set(studentId, formatName(student)));
    onChange(next);
  }

  return (
    <Box>
      <RosterNote roster={roster} timeZone={timeZone} />
      <Input
        type="search"
        aria-label="Search students"
        placeholder={placeholderFor(all)}
        // as many as the service takes
        maxLength={120}
        value={search}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog takes the focus anyway, and was opened to search
        autoFocus
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      {matching.length > 0 && (
        <Box component="ul" aria-label="Students" sx={LIST} tabIndex={-1}>
          {matching.map((student) => (
            <li key={student.studentId}>
              <Box component="label" sx={ROW}>
                <input
                  type="checkbox"
                  disabled={taken.has(student.studentId)}
                  checked={taken.has(student.studentId) || chosen.has(student.studentId)}
                  onChange={() => toggle(student)}
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
      )}
      {hasMore && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          These are the first {students.length}. Search to find the others.
        </Typography>
      )}
      {matching.length === 0 && (
        <Typography color="textSecondary" sx={{ py: 2 }}>
          {all.students.length === 0
            ? EMPTY[roster?.state ?? 'unshared']
            : isSearching
              ? 'Searching …'
              : `Nobody is called “${typed}”.`}
        </Typography>
      )}
      <Typography component="output" variant="body2" color="textSecondary" sx={{ minHeight: '1.5em', mt: 1 }}>
        {chosen.size > 0 &&
          `Chosen: ${[...names]
            .filter(([studentId]) => chosen.has(studentId))
            .map(([, name]) => name)
            .join(', ')}`}
      </Typography>
    </Box>
  );
}

function placeholderFor({ students, hasMore }: StudentList): string {
  if (students.length === 0) return 'Search students';
  return hasMore ? 'Search all students' : `Search ${formatCount(students.length, 'student')}`;
}

/** Why nobody is listed. */
const EMPTY = {
  unshared: 'Your learning platform does not tell Aimline who takes part in the course.',
  unread: 'The students appear here as they are read.',
  reading: 'The students appear here as they are read.',
  failed: 'No students are known yet.',
  read: 'The course has no students.',
} as const;

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
