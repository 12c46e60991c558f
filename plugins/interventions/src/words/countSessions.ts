import { t } from './i18n';

/** `1 session`, `2 sessions` */
export function countSessions(count: number): string {
  return t('{{count, number}} sessions', { count, defaultValue_one: '{{count, number}} session' });
}
