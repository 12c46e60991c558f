import type { Course } from '../courses';
import { fullName } from '../person';
import { ROLE_URIS } from './roleUris';
import type { Visit } from './visit';

const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim';

/** The claims of a resource link launch (LTI 1.3 core, section 5.3). */
export function resourceLinkClaims(
  targetLinkUri: string,
  { id, title }: { id: string; title: string },
): Record<string, unknown> {
  return {
    [`${CLAIM}/message_type`]: 'LtiResourceLinkRequest',
    [`${CLAIM}/target_link_uri`]: targetLinkUri,
    [`${CLAIM}/resource_link`]: { id, title },
  };
}

/** The context claim of a course (LTI 1.3 core, section 5.4.1). */
export function contextClaim({ contextId, label, title }: Course): Record<string, unknown> {
  return {
    [`${CLAIM}/context`]: {
      id: contextId,
      label,
      title,
      type: ['http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering'],
    },
  };
}

/** The claims of every message: person, role and course (LTI 1.3 core, sections 5.3 and 5.4). */
export function visitClaims(origin: string, visit: Visit, deploymentId: string): Record<string, unknown> {
  const { course, person, role, mentorOf } = visit;
  return {
    given_name: person.givenName,
    family_name: person.familyName,
    name: fullName(person),
    locale: 'en-US',
    [`${CLAIM}/version`]: '1.3.0',
    [`${CLAIM}/deployment_id`]: deploymentId,
    [`${CLAIM}/roles`]: ROLE_URIS[role],
    ...(role === 'mentor' ? { [`${CLAIM}/role_scope_mentor`]: mentorOf.map(({ userId }) => userId) } : {}),
    ...contextClaim(course),
    [`${CLAIM}/tool_platform`]: {
      guid: `practice-lms:${course.district.key}`,
      name: `Practice LMS of ${course.district.name}`,
      product_family_code: 'practice-lms',
      version: '1.0',
    },
    [`${CLAIM}/launch_presentation`]: {
      document_target: 'iframe',
      return_url: `${origin}/?course=${encodeURIComponent(course.key)}`,
      locale: 'en-US',
    },
    [`${CLAIM}/lis`]: { person_sourcedid: person.userId, course_offering_sourcedid: course.contextId },
    [`${CLAIM}/custom`]: { school: course.school.name },
    'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
      context_memberships_url: `${origin}/courses/${encodeURIComponent(course.key)}/memberships`,
      service_versions: ['2.0'],
    },
  };
}
