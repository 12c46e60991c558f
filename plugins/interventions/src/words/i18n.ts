import i18next, { type i18n as I18n } from 'i18next';

/**
 * The texts of the interface. The English text is the key, so the code shows what users read: `t('Enroll students')`.
 * Another language is a catalog with these keys; texts that it lacks stay English.
 *
 * Write whole sentences, never parts that code joins, because word order differs between languages. Numbers, dates and
 * plurals are values: `t('{{count, number}} students', { count, defaultValue_one: '{{count, number}} student' })`. Where
 * one English word means two things, `context` distinguishes them. Sentences with markup use `Trans`. The language is set
 * before the features are folded and the first page is shown, so no module calls `t` while it is loaded.
 */
export const i18n: I18n = i18next.createInstance();

void i18n.init({
  lng: 'en-US',
  fallbackLng: false,
  resources: {},
  // Catalogs are not loaded asynchronously, so `t` can be called as soon as this module is imported.
  initAsync: false,
  // Keys are sentences, which contain dots and colons.
  keySeparator: false,
  nsSeparator: false,
  // React escapes the texts that it shows.
  interpolation: { escapeValue: false },
});

export const { t } = i18n;
