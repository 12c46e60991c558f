import { useDeferredValue, useState } from 'react';
import type { Student } from '@aimline/plugin-interventions-common/primitives';
import type { StudentList } from '@aimline/plugin-interventions-common/roster';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Input } from '../form/controls';
import { formatName } from '../words/format';
import { t } from '../words/i18n';
import { matchingStudents } from './matchingStudents';
import { RosterNote } from './RosterNote';
import { useRosterRead } from './useRosterRead';
import { useDebouncedValue } from './useDebouncedValue';

export interface StudentChecklistProps {
  chosen: ReadonlySet<string>;
  /** Students who cannot be chosen because they are already enrolled. */
  enrolled: ReadonlySet<string>;
  /** The time zone of the school, in which the time of the list is shown. */
  timeZone: string;
  onChange(chosen: ReadonlySet<string>): void;
}

/**
 * A searchable list of the students whom the user may see, to be ticked; ticks survive a search. The service lists up to
 * 500 students; when there are more, it also does the search.
 */
export function StudentChecklist({ chosen, enrolled, timeZone, onChange }: StudentChecklistProps) {
  const all = useRosterRead('student.list', {});
  const [search, setSearch] = useState('');
  // The search and its result are deferred, so that the current list stays visible while the service searches.
  const typed = useDeferredValue(search.trim());
  const requested = useDeferredValue(useDebouncedValue(all.hasMore ? search.trim() : ''));
  const { students, hasMore, roster } = useRosterRead(
    'student.list',
    requested === '' ? {} : { body: { search: requested } },
  );
  const isSearching = all.hasMore && typed !== requested;
  const matching = matchingStudents(students, typed);
  /** The names of the ticked students, by id: the result of a search may no longer contain them. */
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
        aria-label={t('Search students')}
        placeholder={placeholderFor(all)}
        // The maximum length that the service accepts.
        maxLength={120}
        value={search}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog moves the focus anyway, and was opened to search
        autoFocus
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      {matching.length > 0 && (
        <Box component="ul" aria-label={t('Students')} sx={LIST} tabIndex={-1}>
          {matching.map((student) => (
            <li key={student.studentId}>
              <Box component="label" sx={ROW}>
                <input
                  type="checkbox"
                  disabled={enrolled.has(student.studentId)}
                  checked={enrolled.has(student.studentId) || chosen.has(student.studentId)}
                  onChange={() => toggle(student)}
                />
                <span>
                  {student.familyName}, {student.givenName}
                </span>
                {enrolled.has(student.studentId) && (
                  <Typography component="span" variant="body2" color="textSecondary" sx={{ ml: 'auto' }}>
                    {t('Enrolled')}
                  </Typography>
                )}
              </Box>
            </li>
          ))}
        </Box>
      )}
      {hasMore && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {t('These are the first {{count, number}} students. Search to find the others.', {
            count: students.length,
            defaultValue_one: 'This is the first student. Search to find the others.',
          })}
        </Typography>
      )}
      {matching.length === 0 && (
        <Typography color="textSecondary" sx={{ py: 2 }}>
          {all.students.length === 0
            ? emptyTexts()[roster?.state ?? 'unshared']
            : isSearching
              ? t('Searching…')
              : t('No student is called “{{name}}”.', { name: typed })}
        </Typography>
      )}
      <Typography component="output" variant="body2" color="textSecondary" sx={{ minHeight: '1.5em', mt: 1 }}>
        {chosen.size > 0 &&
          t('Chosen: {{names}}', {
            names: [...names]
              .filter(([studentId]) => chosen.has(studentId))
              .map(([, name]) => name)
              .join(', '),
          })}
      </Typography>
    </Box>
  );
}

function placeholderFor({ students, hasMore }: StudentList): string {
  if (students.length === 0) return t('Search students');
  if (hasMore) return t('Search all students');
  return t('Search {{count, number}} students', {
    count: students.length,
    defaultValue_one: 'Search {{count, number}} student',
  });
}

/** Why the list is empty, by the state of the course roster; `unshared` when the platform shares none. */
const emptyTexts = () => ({
  unshared: t(
    'Your LMS does not share the members of the course with Aimline. Ask its administrator to share names and roles.',
  ),
  unread: t('Students appear here as they are loaded.'),
  reading: t('Students appear here as they are loaded.'),
  failed: t('No students are known yet.'),
  read: t('The course has no students.'),
});

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
