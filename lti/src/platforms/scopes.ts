/** Names and Role Provisioning Services 2.0: the members of a course, read only. */
export const MEMBERSHIPS_SCOPE = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';

/** LTI Platform Notification Service 1.0: where a platform sends its notices. */
export const NOTICE_HANDLERS_SCOPE = 'https://purl.imsglobal.org/spec/lti/scope/noticehandlers';
