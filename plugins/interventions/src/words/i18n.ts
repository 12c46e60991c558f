import i18next, { type i18n as I18n } from 'i18next';

/**
 * The texts of the interface. A text in English is its own key, so it stands where it is shown:
 * `t('Enroll students')`. Another language is a catalog by these keys; what it lacks stays English.
 *
 * Write whole sentences, never parts that code joins: word order differs between languages. Numbers and plurals go
 * in as values: `t('{{count, number}} students', { count, defaultValue_one: '{{count, number}} student' })`. Where one
 * English word means two things, `context` tells them apart. The language is set before the first page is shown.
 */
export const i18n: I18n = i18next.createInstance();

void i18n.init({
  lng: 'en-US',
  fallbackLng: false,
  resources: {},
  // Without a backend there is nothing to wait for: texts can be read from the first import on.
  initAsync: false,
  // Keys are sentences: they have dots and colons.
  keySeparator: false,
  nsSeparator: false,
  // React escapes what it shows.
  interpolation: { escapeValue: false },
});

export const { t } = i18n;
