import Paper, { type PaperProps } from '@mui/material/Paper';

/** A bordered surface; `flush` removes the padding, for rows that reach its edges. */
export function Panel({ flush, sx, ...props }: PaperProps & { flush?: boolean }) {
  return (
    <Paper
      component="section"
      sx={[flush ? { overflow: 'hidden' } : { p: { xs: 2, sm: 2.5 } }, ...(Array.isArray(sx) ? sx : [sx])]}
      {...props}
    />
  );
}
