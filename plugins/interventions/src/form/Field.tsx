import { type ReactElement, cloneElement, useId } from 'react';
import Box, { type BoxProps } from '@mui/material/Box';
import Typography from '@mui/material/Typography';

export interface FieldProps extends Omit<BoxProps, 'children'> {
  label: string;
  hint?: string;
  error?: string;
  /** An input, select or textarea. */
  children: ReactElement<{ id?: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean }>;
}

/** A form control with its label, hint and error, linked for assistive technology. */
export function Field({ label, hint, error, children, ...props }: FieldProps) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <Box {...props}>
      <Typography component="label" htmlFor={id} sx={{ display: 'block', fontWeight: 560, mb: 0.5 }}>
        {label}
      </Typography>
      {cloneElement(children, { id, 'aria-describedby': describedBy, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <Typography id={`${id}-hint`} variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
          {hint}
        </Typography>
      )}
      {error && (
        <Typography id={`${id}-error`} variant="body2" color="error" sx={{ mt: 0.5 }}>
          {error}
        </Typography>
      )}
    </Box>
  );
}
