import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ProgressNote } from '@aimline/plugin-interventions-common/progress';
import { formatDay, formatName } from '../words/format';
import { ratingLabels } from '../words/labels';

/** One progress note: student, rating, text, day and author. */
export function NoteRow({ note }: { note: ProgressNote }) {
  return (
    <Box component="li" sx={{ px: { xs: 2, sm: 2.5 }, py: 1.5 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, justifyContent: 'space-between' }}>
        <Typography sx={{ fontWeight: 560 }}>{formatName(note.student)}</Typography>
        {note.rating && (
          <Typography variant="body2" sx={{ color: 'primary.main', fontWeight: 560 }}>
            {note.rating} · {ratingLabels()[note.rating]}
          </Typography>
        )}
      </Box>
      <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', my: 0.25 }}>{note.text}</Typography>
      <Typography variant="body2" color="textSecondary">
        {formatDay(note.notedOn)} · {formatName(note.author)}
      </Typography>
    </Box>
  );
}
