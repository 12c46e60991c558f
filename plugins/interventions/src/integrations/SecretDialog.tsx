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
import { t } from '../words/i18n';
import { copyFrom } from './copyFrom';

export interface SecretDialogProps {
  title: string;
  /** The kind of secret: `Token`. */
  label: string;
  secret: string;
  /** What to do with the secret. */
  children: ReactNode;
  onClose(): void;
}

/** Shows a secret that cannot be shown again; a click outside the dialog does not close it. */
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
          <Field label={label} hint={t('It is shown only now, and cannot be read again.')}>
            <TextArea ref={field} readOnly rows={4} value={secret} spellCheck={false} sx={CODE} />
          </Field>
          <Stack direction="row" sx={{ alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
            <Button variant="outlined" color="inherit" onClick={() => void copyFrom(field.current!).then(setCopied)}>
              {t('Copy')}
            </Button>
            <output>
              {copied !== null &&
                (copied ? t('Copied.') : t('Copying failed. The text is selected: copy it with Ctrl+C or ⌘C.'))}
            </output>
          </Stack>
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          {t('Done')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

const CODE = {
  fontFamily: 'ui-monospace, monospace',
  wordBreak: 'break-all',
  resize: 'none',
  // The field grows with its content; browsers that do not support this scroll.
  fieldSizing: 'content',
};
