import type { AuditEntry } from '@aimline/plugin-interventions-common/audit';
import { t } from '../words/i18n';
import type { Words } from '../words/Words';

/** What an action is called, as it follows a name; an unknown one by its code. */
export function actionLabel({ actions }: Words, action: string): string {
  return actions[action] ?? t('did {{action}}', { action });
}

/** What happened to the row of an entry, with its kind: `Enrollment added`. */
export function describeChange({ entities }: Words, { entity, before, after }: AuditEntry): string {
  const record = entities[entity] ?? sentenceCase(entity);
  if (before === null) return t('{{record}} added', { record });
  return after === null ? t('{{record}} removed', { record }) : t('{{record}} changed', { record });
}

/** `begin_date` as `Begin date`. */
export function sentenceCase(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
