import type { RequestHandler } from 'express';
import type { Platform } from './platform';
import { Refusal } from './refusal';
import { sendCopyNotice } from './sendCopyNotice';
import { findVisit, teaches } from './visit';

/** Copies a course for one of its teachers, notifies the tools, and redirects to the copy. */
export function copyCourse(platform: Platform): RequestHandler {
  return async ({ body }, response) => {
    const visit = findVisit(platform.catalog.find(body?.course), body?.person);
    if (!teaches(visit)) throw new Refusal(403, 'Only the teachers of a course can copy it.');
    const copy = platform.catalog.copy(visit.course);
    const notified = await sendCopyNotice(platform, copy, visit.course);
    const query = new URLSearchParams({ course: copy.key, as: visit.person.key, notified: String(notified) });
    response.set('cache-control', 'no-store').redirect(303, `/?${query}`);
  };
}
