/** The path of the app's page where a person chooses the links for a course. */
export const DEEP_LINKING_PAGE = '/deep-link';
