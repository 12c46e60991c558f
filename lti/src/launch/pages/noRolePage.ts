import { html } from '@aimline/plugin-interventions-node';
import type { Page } from '../../http/sendPage';

/** The page of an accepted launch by a person who has no role in Aimline. */
export function noRolePage(): Page {
  return {
    status: 403,
    title: 'Nothing here for you yet',
    body: html`<h1>There is nothing here for you yet</h1>
      <p>
        Aimline is for the teachers, interventionists and coordinators of a course, and for the caregivers whom the
        school has linked to a student.
      </p>
      <p>If you are one of them, ask your LMS administrator to check your role in this course.</p>`,
  };
}
