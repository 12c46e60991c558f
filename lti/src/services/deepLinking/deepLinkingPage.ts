/** The place in the app where a person chooses what a course links to. */
export const DEEP_LINKING_PAGE = '/deep-link';
