/** Names and Role Provisioning Services 2.0: reads the members of a course. */
export const MEMBERSHIP_SCOPE = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';

/** LTI Platform Notification Service 1.0: says where notices go. */
export const NOTICE_HANDLERS_SCOPE = 'https://purl.imsglobal.org/spec/lti/scope/noticehandlers';
