import Box from '@mui/material/Box';

/** Code as it is; long lines wrap. */
export function CodeBlock({ children }: { children: string }) {
  return (
    <Box component="pre" sx={BLOCK}>
      <code>{children}</code>
    </Box>
  );
}

const BLOCK = {
  m: 0,
  p: 1.5,
  fontFamily: 'ui-monospace, monospace',
  fontSize: '0.8125rem',
  lineHeight: 1.55,
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
  bgcolor: 'action.hover',
  borderRadius: 1,
};
