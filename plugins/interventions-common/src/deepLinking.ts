import { z } from 'zod';
import { contract } from './contract';
import { deepLinkingEndpoints } from './deepLinkingEndpoints';
import { LocalDate, text } from './primitives';

/** More than anybody places in a course at once. */
export const MAX_LINKS = 20;

/** A place of the app that a course may link to: the sessions of the day, the interventions, one of them, its sessions. */
export const LinkTarget = z.union(
  [
    z.enum(['/', '/interventions']),
    z.templateLiteral([z.literal('/interventions/'), z.uuid(), z.enum(['', '/sessions'])]),
  ],
  { error: 'Expected a place in Aimline such as "/interventions".' },
);
export type LinkTarget = z.infer<typeof LinkTarget>;

/** A link as the course will show it. */
export const CourseLink = z.strictObject({ target: LinkTarget, title: text(255, 'a title') });
export type CourseLink = z.infer<typeof CourseLink>;

/**
 * What a person chose for a course (`POST /lti/deep-linking-response` with the token of the session as bearer); no links
 * to cancel. Answered once, with what the browser has to post to the platform. 401 when the token does not count, 404
 * when the launch asked for no links, 409 when it has been answered.
 */
export const ChosenLinks = z.strictObject({
  items: z.array(CourseLink).max(MAX_LINKS, { error: `Expected at most ${MAX_LINKS} links.` }),
});
export type ChosenLinks = z.infer<typeof ChosenLinks>;

/** A form of the platform's, to be posted by the browser with the one field `JWT` (LTI Deep Linking 2.0, section 4.5). */
export interface DeepLinkingForm {
  returnUrl: string;
  jwt: string;
}

/** A link of another course. */
export const OfferedLink = CourseLink.extend({
  /** The last day of its intervention, when that is over; null otherwise. */
  endedOn: LocalDate.nullable(),
}).meta({ id: 'OfferedLink' });
export type OfferedLink = z.infer<typeof OfferedLink>;

export const offerCourseLinks = contract(deepLinkingEndpoints, 'course_link.offer', {
  summary:
    'Offer the links of the course from which the course of the person was copied: those the person may see and has not placed yet; null when there are none.',
  result: z.object({ origin: z.object({ title: z.string() }), links: z.array(OfferedLink) }).nullable(),
});
export type CourseLinkOffer = NonNullable<z.infer<(typeof offerCourseLinks)['result']>>;
