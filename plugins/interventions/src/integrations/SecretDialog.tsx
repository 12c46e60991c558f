import { type ReactNode, useId, useRef, useState } from 'react';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { TextArea } from '../form/controls';
import { Field } from '../form/Field';
import { copyFrom } from './copyFrom';

export interface SecretDialogProps {
  title: string;
  /** What the secret is called. */
  label: string;
  secret: string;
  /** What to do with it. */
  children: ReactNode;
  onClose(): void;
}

/** Shows a secret that will not be shown again; a click beside the dialog does not close it. */
export function SecretDialog({ title, label, secret, children, onClose }: SecretDialogProps) {
  const titleId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<boolean | null>(null);
  return (
    <Dialog
      open
      onClose={(_event, reason) => reason === 'escapeKeyDown' && onClose()}
      aria-labelledby={titleId}
      fullWidth
      maxWidth="sm"
    >
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent>
        <Stack sx={{ gap: 2 }}>
          <Typography>{children}</Typography>
          <Field label={label} hint="It is shown only now, and cannot be read again.">
            <TextArea ref={field} readOnly rows={4} value={secret} spellCheck={false} sx={CODE} />
          </Field>
          <Stack direction="row" sx={{ alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
            <Button variant="outlined" color="inherit" onClick={() => void copyFrom(field.current!).then(setCopied)}>
              Copy
            </Button>
            <output>{copied === null ? '' : copied ? 'Copied.' : 'It is selected: copy it with the keyboard.'}</output>
          </Stack>
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  );
}

const CODE = {
  fontFamily: 'ui-monospace, monospace',
  wordBreak: 'break-all',
  resize: 'none',
  // as high as the secret, where the browser knows how; else it scrolls
  fieldSizing: 'content',
};
