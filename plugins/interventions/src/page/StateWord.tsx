import Box from '@mui/material/Box';

/** How a state is shown: by a color and also by a shape, because color must not be the only sign. */
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

/** A state in a word or two, with the shape and color of its tone. */
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
