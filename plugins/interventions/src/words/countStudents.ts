import { t } from './i18n';

/** `1 student`, `2 students` */
export function countStudents(count: number): string {
  return t('{{count, number}} students', { count, defaultValue_one: '{{count, number}} student' });
}
