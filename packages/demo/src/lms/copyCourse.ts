import type { RequestHandler } from 'express';
import type { Platform } from './platform';
import { Refusal } from './refusal';
import { sendCopyNotice } from './sendCopyNotice';
import { findVisit, teaches } from './visit';

/** Makes a copy of a course for somebody who teaches it, tells the tools, and leads to the copy. */
export function copyCourse(platform: Platform): RequestHandler {
  return async ({ body }, response) => {
    const visit = findVisit(platform.catalog.find(body?.course), body?.person);
    if (!teaches(visit)) throw new Refusal(403, 'Only those who teach a course copy it.');
    const copy = platform.catalog.copy(visit.course);
    const told = await sendCopyNotice(platform, copy, visit.course);
    const there = new URLSearchParams({ course: copy.key, as: visit.person.key, told: String(told) });
    response.set('cache-control', 'no-store').redirect(303, `/?${there}`);
  };
}
