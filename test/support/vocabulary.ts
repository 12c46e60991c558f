/** Names of claims and roles of 1EdTech, for the messages of test platforms. */
export const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';
export const DEEP_LINKING = 'https://purl.imsglobal.org/spec/lti-dl/claim/';
export const MEMBERSHIPS = 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice';

/** Roles in a course, in an institution and in a system, up to the `#`. */
export const CONTEXT = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
export const INSTITUTION = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person';
export const SYSTEM = 'http://purl.imsglobal.org/vocab/lis/v2/system/person';
export const TEST_USER = 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser';
