import { defineFeature } from '../feature';
import { t } from '../words/i18n';

/** What the LMS brings about: launches, and what it tells of a course. */
export const launchFeature = defineFeature({
  words: {
    actions: () => ({
      'lti.launch': t('came in from the LMS'),
      'lti.deep_link': t('chose links for a course'),
      'lti.install': t('installed Aimline in an LMS'),
      'lti.session': t('opened or went on with a session'),
      'lti.notice': t('took a notice of the LMS'),
      'lti.roster': t('read the members of a course'),
    }),
  },
});
