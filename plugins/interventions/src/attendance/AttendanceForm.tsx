import { useCallback, useEffect, useRef } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Trans } from 'react-i18next/TransWithoutContext';
import type { AttendanceSheet } from '@aimline/plugin-interventions-common/attendance';
import { useLaunch } from '../launch/LaunchContext';
import { Panel } from '../page/Panel';
import { Rows } from '../page/Rows';
import { formatName } from '../words/format';
import { i18n, t } from '../words/i18n';
import { fillPresent, type Mark, type Marks, NOT_RECORDED, undoMarks } from './marks';
import { StudentMark } from './StudentMark';
import { useMarks } from './useMarks';
import { useUndo } from './useUndo';

/** How long a change waits for more changes, to be sent in one request. */
const DELAY_MS = { choice: 300, clear: 300, text: 800 };

/** The sheet as a form. Changes are saved automatically. */
export function AttendanceForm({ sheet }: { sheet: AttendanceSheet }) {
  const { outbox } = useLaunch();
  const { sessionId } = sheet.session;
  const marks = useMarks(sheet);
  const [undoable, setUndoable] = useUndo();
  const unmarked = fillPresent(marks);
  const latest = useRef({ marks, entries: sheet.entries });
  useEffect(() => {
    latest.current = { marks, entries: sheet.entries };
  });

  const handleMark = useCallback(
    (studentId: string, mark: Mark, kind: keyof typeof DELAY_MS) => {
      const after: Marks = new Map([[studentId, mark]]);
      const entry = latest.current.entries.find(({ student }) => student.studentId === studentId);
      if (kind === 'clear' && entry) {
        const before = new Map([[studentId, latest.current.marks.get(studentId) ?? NOT_RECORDED]]);
        setUndoable({
          sentence: t('Cleared the mark of {{name}}.', { name: formatName(entry.student) }),
          before,
          after,
        });
      }
      outbox.add(sessionId, after, DELAY_MS[kind]);
    },
    [outbox, sessionId, setUndoable],
  );

  function markRest() {
    if (unmarked.size === 0) return;
    const before: Marks = new Map([...unmarked.keys()].map((studentId) => [studentId, NOT_RECORDED]));
    const sentence = t('Marked {{count, number}} students present.', {
      count: unmarked.size,
      defaultValue_one: 'Marked {{count, number}} student present.',
    });
    setUndoable({ sentence, before, after: unmarked });
    outbox.add(sessionId, unmarked, 0);
  }

  function undo() {
    if (undoable) outbox.add(sessionId, undoMarks(undoable, marks), 0);
    setUndoable(null);
  }

  return (
    <Panel flush>
      <Box sx={TOOLBAR}>
        <Button variant="contained" aria-disabled={unmarked.size === 0} onClick={markRest}>
          {presentLabel(unmarked.size, marks.size)}
        </Button>
        <Box component="output" sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 36 }}>
          {undoable && (
            <>
              <span>{undoable.sentence}</span>
              <Button size="small" variant="outlined" color="inherit" onClick={undo}>
                {t('Undo')}
              </Button>
            </>
          )}
        </Box>
        <Typography variant="body2" color="textSecondary" sx={{ ml: 'auto', display: { xs: 'none', md: 'block' } }}>
          {/* Translations must mark the same letters: the keys of `STATUS_KEYS` do not depend on the language. */}
          <Trans
            i18n={i18n}
            i18nKey="Keys: <b>P</b>resent, <b>T</b>ardy, <b>L</b>eft early, pa<b>R</b>tial, <b>E</b>xcused, unexcused <b>A</b>bsence"
            components={{ b: <b /> }}
          />
        </Typography>
      </Box>
      <Rows label={t('Attendance')}>
        {sheet.entries.map(({ student }) => (
          <StudentMark
            key={student.studentId}
            student={student}
            mark={marks.get(student.studentId) ?? NOT_RECORDED}
            onMark={handleMark}
          />
        ))}
      </Rows>
    </Panel>
  );
}

const TOOLBAR = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 1.5,
  px: { xs: 1.5, sm: 2.5 },
  py: 1.5,
  borderBottom: 1,
  borderColor: 'divider',
};

function presentLabel(unmarkedCount: number, allCount: number): string {
  if (unmarkedCount === 0) return t('All students are marked');
  if (unmarkedCount === allCount) return t('All present');
  return t('Mark remaining {{count, number}} present', { count: unmarkedCount });
}
