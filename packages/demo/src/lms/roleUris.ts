import type { CourseRole } from '../courses';

const CONTEXT_ROLE = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
const INSTITUTION_ROLE = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person';

/**
 * The role URIs of a launch (LTI 1.3, appendix A.2). An assistant has the instructor's role as well, as Canvas sends it;
 * an administrator opens courses without being a member.
 */
export const ROLE_URIS: Readonly<Record<CourseRole | 'administrator', readonly string[]>> = {
  administrator: [`${CONTEXT_ROLE}#Administrator`, `${INSTITUTION_ROLE}#Administrator`],
  instructor: [`${CONTEXT_ROLE}#Instructor`, `${INSTITUTION_ROLE}#Faculty`],
  teaching_assistant: [
    `${CONTEXT_ROLE}/Instructor#TeachingAssistant`,
    `${CONTEXT_ROLE}#Instructor`,
    `${INSTITUTION_ROLE}#Staff`,
  ],
  learner: [`${CONTEXT_ROLE}#Learner`, `${INSTITUTION_ROLE}#Student`],
  mentor: [`${CONTEXT_ROLE}#Mentor`, `${INSTITUTION_ROLE}#Observer`],
};
