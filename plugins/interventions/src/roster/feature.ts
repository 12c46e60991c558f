import { rosterEndpoints } from '@aimline/plugin-interventions-common/rosterEndpoints';
import { defineFeature } from '../feature';

/** People, schools and courses, of which other rooms' pages are made. */
export const rosterFeature = defineFeature({
  endpoints: rosterEndpoints,
  words: {
    actions: { 'school.import': 'imported schools' },
    entities: {
      closed_day: 'Closed day',
      contact: 'Caregiver',
      contact_address: 'Address of a caregiver',
      course: 'Course',
      course_student: 'Student of a course',
      external_identity: 'Identity in another system',
      merged_person: 'Merged record of a person',
      room: 'Room',
      roster_setting: 'Setting of the roster',
      school: 'School',
      staff: 'Staff member',
      student: 'Student',
      student_contact: 'Caregiver of a student',
    },
    reasons: {
      teacherOfStudent: 'as teacher of the student',
      caregiver: 'as caregiver',
      caregiverOfStudent: 'as caregiver of the student',
    },
  },
});
