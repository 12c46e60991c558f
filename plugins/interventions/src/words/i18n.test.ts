import { afterEach, expect, test } from '@jest/globals';
import { formatDay, formatList, formatNumber, formatShare, formatWeekday } from './format';
import { i18n, t } from './i18n';

afterEach(() => i18n.changeLanguage('en-US'));

const students = (count: number) =>
  t('{{count, number}} students', { count, defaultValue_one: '{{count, number}} student' });

test('English texts come from the code, with plurals and formatted numbers', () => {
  expect([0, 1, 2, 1500].map(students)).toEqual(['0 students', '1 student', '2 students', '1,500 students']);
  expect(t('Welcome: {{name}}.', { name: 'José <b>' })).toBe('Welcome: José <b>.');
});

test('another language is a catalog: missing texts stay English, dates, lists and numbers follow the language', async () => {
  i18n.addResourceBundle('es', 'translation', {
    '{{count, number}} students_one': '{{count, number}} estudiante',
    '{{count, number}} students_many': '{{count, number}} de estudiantes',
    '{{count, number}} students_other': '{{count, number}} estudiantes',
  });
  await i18n.changeLanguage('es');
  expect([1, 2, 15_000].map(students)).toEqual(['1 estudiante', '2 estudiantes', '15.000 estudiantes']);
  expect(t('Enroll students')).toBe('Enroll students');
  expect(formatDay('2026-09-14')).toBe('lun, 14 sept');
  expect(formatWeekday('monday', 'short')).toBe('lun');
  expect(formatNumber(15_000)).toBe('15.000');
  expect(formatShare(0.934).replace('\u00a0', ' ')).toBe('93 %');
  expect(formatList(['A', 'B'])).toBe('A y B');
});
