/** The scope for reading the members of a course (Names and Role Provisioning Services 2.0). */
export const MEMBERSHIP_SCOPE = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';

/** The scope for registering notice handlers (LTI Platform Notification Service 1.0). */
export const NOTICE_HANDLERS_SCOPE = 'https://purl.imsglobal.org/spec/lti/scope/noticehandlers';
