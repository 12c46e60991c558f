import { formatMomentHere } from '../words/formatMomentHere';
import { SecretDialog } from './SecretDialog';

export interface WebhookSecretDialogProps {
  secret: string;
  /** Until when the secret before signs as well; null for the first one. */
  bothUntil: string | null;
  onClose(): void;
}

/** What a webhook's deliveries are signed with. */
export function WebhookSecretDialog({ secret, bothUntil, onClose }: WebhookSecretDialogProps) {
  return (
    <SecretDialog title="Keep the signing secret" label="Signing secret" secret={secret} onClose={onClose}>
      Give it to whoever runs the receiving program: with it, the program proves that an event comes from Aimline, as
      Standard Webhooks describes.{' '}
      {bothUntil && `Until ${formatMomentHere(bothUntil)}, events are signed with the secret before as well.`}
    </SecretDialog>
  );
}
