import { type ReactNode, useId } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import { t } from '../words/i18n';

export interface FormDialogProps {
  title: string;
  submitLabel: string;
  /** Whether the form is being sent. Meanwhile the dialog stays open and the form cannot be sent again. */
  pending: boolean;
  /** Whether the form can be submitted; false while a required value is missing. */
  complete?: boolean;
  maxWidth: 'xs' | 'sm';
  onSubmit(): void;
  onClose(): void;
  children: ReactNode;
}

/** A form in a dialog; its buttons stay visible while its content scrolls. */
export function FormDialog(props: FormDialogProps) {
  const { title, submitLabel, pending, complete = true, maxWidth, onSubmit, onClose, children } = props;
  const titleId = useId();
  return (
    <Dialog open onClose={pending ? undefined : onClose} aria-labelledby={titleId} fullWidth maxWidth={maxWidth}>
      <Box
        component="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending && complete) onSubmit();
        }}
        sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}
      >
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent>
          <Stack sx={{ gap: 2 }}>{children}</Stack>
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" variant="contained" loading={pending} aria-disabled={!complete}>
            {submitLabel}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
