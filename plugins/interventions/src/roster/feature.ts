import { rosterEndpoints } from '@aimline/plugin-interventions-common/rosterEndpoints';
import { defineFeature } from '../feature';
import { t } from '../words/i18n';

/** People, schools and courses, which the pages of other features show. */
export const rosterFeature = defineFeature({
  endpoints: rosterEndpoints,
  words: {
    actions: () => ({ 'school.import': t('imported schools') }),
    entities: () => ({
      closed_day: t('Closed day'),
      contact: t('Caregiver'),
      contact_address: t('Address of a caregiver'),
      course: t('Course'),
      course_student: t('Student of a course'),
      external_identity: t('Identity in another system'),
      merged_person: t('Merged record of a person'),
      room: t('Room'),
      roster_setting: t('Setting of the roster'),
      school: t('School'),
      staff: t('Staff member'),
      student: t('Student'),
      student_contact: t('Caregiver of a student'),
    }),
    reasons: () => ({
      teacherOfStudent: t('as teacher of the student'),
      caregiver: t('as caregiver'),
      caregiverOfStudent: t('as caregiver of the student'),
    }),
  },
});
