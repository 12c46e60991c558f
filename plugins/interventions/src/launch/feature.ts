import { defineFeature } from '../feature';
import { t } from '../words/i18n';

/** What happens through the LMS: launches, and what the LMS reports about a course. */
export const launchFeature = defineFeature({
  words: {
    actions: () => ({
      'lti.launch': t('recorded a launch from the LMS'),
      'lti.deep_link': t('chose links for a course'),
      'lti.install': t('installed Aimline in an LMS'),
      'lti.session': t('signed in, or stayed signed in'),
      'lti.notice': t('processed a notice from the LMS'),
      'lti.roster': t('loaded the members of a course'),
    }),
  },
});
