import { z } from 'zod';
import { contract } from './contract';
import { deepLinkingEndpoints } from './deepLinkingEndpoints';
import { LocalDate, text } from './primitives';

/** The maximum number of links in one response; people place a few at a time. */
export const MAX_LINKS = 20;

/** A page that a course may link to: today's sessions, the interventions, one of them, or its sessions. */
export const LinkTarget = z.union(
  [
    z.enum(['/', '/interventions']),
    z.templateLiteral([z.literal('/interventions/'), z.uuid(), z.enum(['', '/sessions'])]),
  ],
  { error: 'Expected a page of Aimline such as "/interventions".' },
);
export type LinkTarget = z.infer<typeof LinkTarget>;

/** A link as it appears in the course. */
export const CourseLink = z.strictObject({ target: LinkTarget, title: text(255, 'a title') });
export type CourseLink = z.infer<typeof CourseLink>;

/**
 * The links that a user chose for a course, none to cancel: the body of `POST /lti/deep-linking-response` with the token of
 * the session as bearer. Accepted once; the response is what the browser must post to the platform. 401 when the token is
 * invalid, 404 when the launch did not request links, 409 when links were sent already.
 */
export const ChosenLinks = z.strictObject({
  items: z.array(CourseLink).max(MAX_LINKS, { error: `Expected at most ${MAX_LINKS} links.` }),
});
export type ChosenLinks = z.infer<typeof ChosenLinks>;

/** The form that the browser must post to the platform, with the single field `JWT` (LTI Deep Linking 2.0, section 4.5). */
export interface DeepLinkingForm {
  returnUrl: string;
  jwt: string;
}

/** A link from the course that this one was copied from. */
export const OfferedLink = CourseLink.extend({
  /** The last day of the linked intervention, if it is over; null otherwise. */
  endedOn: LocalDate.nullable(),
}).meta({ id: 'OfferedLink' });
export type OfferedLink = z.infer<typeof OfferedLink>;

export const offerCourseLinks = contract(deepLinkingEndpoints, 'course_link.offer', {
  summary:
    'Offer the links of the course that the caller’s course was copied from: those that the caller may see and that are not placed yet. Null when there are none.',
  result: z.object({ origin: z.object({ title: z.string() }), links: z.array(OfferedLink) }).nullable(),
});
export type CourseLinkOffer = NonNullable<z.infer<(typeof offerCourseLinks)['result']>>;
