import type { ReactNode } from 'react';
import Typography from '@mui/material/Typography';
import type { ApiError } from '@aimline/plugin-interventions-common/client';
import { FormDialog } from './FormDialog';
import { SaveProblem } from './SaveProblem';

export interface ConfirmDialogProps {
  title: string;
  submitLabel: string;
  /** The request that confirming sends. */
  writing: { isPending: boolean; error: ApiError | null };
  onConfirm(): void;
  onClose(): void;
  /** Sentences that explain the consequences. */
  children: ReactNode;
}

/** Asks for confirmation before an action that affects other people. */
export function ConfirmDialog({ title, submitLabel, writing, onConfirm, onClose, children }: ConfirmDialogProps) {
  return (
    <FormDialog
      title={title}
      submitLabel={submitLabel}
      pending={writing.isPending}
      maxWidth="xs"
      onSubmit={onConfirm}
      onClose={onClose}
    >
      <Typography>{children}</Typography>
      <SaveProblem error={writing.error} />
    </FormDialog>
  );
}
