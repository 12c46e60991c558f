import Box from '@mui/material/Box';

/** How far something is: a word with a shape, so that colour is never the only sign. */
export type Tone = 'done' | 'partly' | 'missing' | 'now' | 'ahead' | 'off';

const SHAPES: Readonly<Record<Tone, string>> = { done: '●', partly: '◐', missing: '○', now: '▶', ahead: '', off: '–' };
const COLORS: Readonly<Record<Tone, string>> = {
  done: 'attendance.attended.main',
  partly: 'attendance.partly.main',
  missing: 'attendance.unexcused.main',
  now: 'primary.main',
  ahead: 'text.secondary',
  off: 'text.secondary',
};

export function StateWord({ word, tone }: { word: string; tone: Tone }) {
  return (
    <Box component="span" sx={{ color: COLORS[tone], fontWeight: 560, whiteSpace: 'nowrap' }}>
      {SHAPES[tone] && (
        <Box component="span" aria-hidden="true" sx={{ display: 'inline-block', minWidth: '1.1em', mr: 0.5 }}>
          {SHAPES[tone]}
        </Box>
      )}
      {word}
    </Box>
  );
}
