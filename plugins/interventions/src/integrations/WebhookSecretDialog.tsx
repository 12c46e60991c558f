import { formatMomentHere } from '../words/formatMomentHere';
import { t } from '../words/i18n';
import { SecretDialog } from './SecretDialog';

export interface WebhookSecretDialogProps {
  secret: string;
  /** The moment until which events are also signed with the previous secret; null for the first secret. */
  bothUntil: string | null;
  onClose(): void;
}

/** Shows the secret that signs the deliveries of a webhook. */
export function WebhookSecretDialog({ secret, bothUntil, onClose }: WebhookSecretDialogProps) {
  return (
    <SecretDialog title={t('Save the signing secret')} label={t('Signing secret')} secret={secret} onClose={onClose}>
      {t(
        'Give it to the person who runs the receiving program: the program uses it to verify that an event comes from Aimline, as Standard Webhooks describes.',
      )}{' '}
      {bothUntil &&
        t('Until {{time}}, events are also signed with the previous secret.', { time: formatMomentHere(bothUntil) })}
    </SecretDialog>
  );
}
