import { afterEach, expect, test } from '@jest/globals';
import { formatDay, formatNumber } from './format';
import { i18n, t } from './i18n';

afterEach(() => i18n.changeLanguage('en-US'));

const students = (count: number) =>
  t('{{count, number}} students', { count, defaultValue_one: '{{count, number}} student' });

test('English is the text in the code, with its plural and with numbers as they are written', () => {
  expect([0, 1, 2, 1500].map(students)).toEqual(['0 students', '1 student', '2 students', '1,500 students']);
  expect(t('Welcome: {{name}}.', { name: 'José <b>' })).toBe('Welcome: José <b>.');
});

test('another language is a catalog; what it lacks stays English, and dates and numbers follow it', async () => {
  i18n.addResourceBundle('es', 'translation', {
    '{{count, number}} students_one': '{{count, number}} estudiante',
    '{{count, number}} students_many': '{{count, number}} de estudiantes',
    '{{count, number}} students_other': '{{count, number}} estudiantes',
  });
  await i18n.changeLanguage('es');
  expect([1, 2, 15_000].map(students)).toEqual(['1 estudiante', '2 estudiantes', '15.000 estudiantes']);
  expect(t('Enroll students')).toBe('Enroll students');
  expect(formatDay('2026-09-14')).toBe('lun, 14 sept');
  expect(formatNumber(15_000)).toBe('15.000');
});
