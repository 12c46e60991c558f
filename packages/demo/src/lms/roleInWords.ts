import { fullName } from '../person';
import type { Visit } from './visit';

/** A person's role in a word, and a sentence on what the tool should show them. */
export function roleInWords({ role, mentorOf, person, course }: Visit): { name: string; sees: string } {
  switch (role) {
    case 'administrator':
      return {
        name: 'Coordinator',
        sees: `Runs the interventions of ${course.district.name}: sees all of them, creates new ones and enrolls students.`,
      };
    case 'teaching_assistant':
      return {
        name: 'Interventionist',
        sees: 'Leads small groups: sees these groups and the students of this course, takes attendance and writes notes.',
      };
    case 'instructor':
      return { name: 'Teacher', sees: 'Teaches this course: sees how its students are doing in their interventions.' };
    case 'mentor':
      return mentorOf.length > 0
        ? {
            name: 'Caregiver',
            sees: `Sees the progress of ${mentorOf.map(fullName).join(' and ')}, and of no other student.`,
          }
        : { name: 'Mentor', sees: `The LMS lists no child for ${person.givenName}, so there is nothing to see.` };
    case 'learner':
      return { name: 'Student', sees: 'The tool has nothing to show to students.' };
  }
}
