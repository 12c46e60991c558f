import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useInterventionId } from '../interventions/useInterventionId';
import { useLaunch } from '../launch/LaunchContext';
import { pagesQuery } from '../launch/pagesQuery';
import { useRead } from '../launch/useRead';
import { useWholeList } from '../launch/useWholeList';
import { EmptyState } from '../page/EmptyState';
import { LinkButton } from '../page/LinkButton';
import { Panel } from '../page/Panel';
import { Rows } from '../page/Rows';
import { ShowMore } from '../page/ShowMore';
import { t } from '../words/i18n';
import { useToday } from '../words/useToday';
import { NoteForm } from './NoteForm';
import { NoteRow } from './NoteRow';

/** A form for a new note on a student of an intervention, and the list of all notes. */
export function NotesPage() {
  const { call } = useLaunch();
  const interventionId = useInterventionId();
  const params = { interventionId };
  const { timeZone } = useRead('intervention.read', { params });
  const today = useToday(timeZone);
  const { enrollments } = useWholeList('enrollment.list', { params });
  const pages = useSuspenseInfiniteQuery(pagesQuery(call, 'progress.list', { params }));
  const notes = pages.data.pages.flatMap((page) => page.notes);
  const students = enrollments.filter(({ status }) => status === 'active').map(({ student }) => student);
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2.5,
        alignItems: 'start',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 1fr)' },
      }}
    >
      <Panel aria-label={t('New note')}>
        <Typography variant="h2" sx={{ mb: 2 }}>
          {t('New note')}
        </Typography>
        {students.length === 0 ? (
          <EmptyState
            title={t('No students to write about yet')}
            action={
              <LinkButton
                variant="outlined"
                color="inherit"
                to="/interventions/$interventionId/students"
                params={params}
              >
                {t('Go to the students')}
              </LinkButton>
            }
          />
        ) : (
          <NoteForm interventionId={interventionId} students={students} today={today} />
        )}
      </Panel>
      <Panel flush aria-label={t('Notes')}>
        {notes.length === 0 ? (
          <EmptyState title={t('No notes yet')}>
            {t('A short note with a rating after each session shows how a student is progressing.')}
          </EmptyState>
        ) : (
          <Rows label={t('Notes, newest first')}>
            {notes.map((note) => (
              <NoteRow key={note.noteId} note={note} />
            ))}
          </Rows>
        )}
        <ShowMore pages={pages} />
      </Panel>
    </Box>
  );
}
