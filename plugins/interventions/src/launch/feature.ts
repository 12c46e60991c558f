import { defineFeature } from '../feature';

/** What the LMS brings about: launches, and what it tells of a course. */
export const launchFeature = defineFeature({
  words: {
    actions: {
      'lti.launch': 'came in from the LMS',
      'lti.deep_link': 'chose links for a course',
      'lti.install': 'installed Aimline in an LMS',
      'lti.session': 'opened or went on with a session',
      'lti.notice': 'took a notice of the LMS',
      'lti.roster': 'read the members of a course',
    },
  },
});
