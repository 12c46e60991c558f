import type { AuditEntry } from '@aimline/plugin-interventions-common/audit';
import type { Words } from '../words/Words';

/** What was being done, as it follows a name. */
export function actionLabel({ actions }: Words, action: string): string {
  return actions[action] ?? `did ${action}`;
}

/** The kind of a record. */
export function entityLabel({ entities }: Words, entity: string): string {
  return entities[entity] ?? sentenceCase(entity);
}

/** What became of the row: `added`, `changed`, `removed`. */
export function changeWord({ before, after }: Pick<AuditEntry, 'before' | 'after'>): string {
  if (before === null) return 'added';
  return after === null ? 'removed' : 'changed';
}

/** `begin_date` as `Begin date`. */
export function sentenceCase(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
