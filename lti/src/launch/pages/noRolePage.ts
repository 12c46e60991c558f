import type { Page } from '../../http/sendPage';

/** For a person who may come in, and for whom there is nothing to see. */
export function noRolePage(): Page {
  return {
    status: 403,
    title: 'Nothing here for you yet',
    body: `<h1>There is nothing here for you yet</h1>
<p>Aimline is for the teachers, interventionists and coordinators of a course, and for the caregivers whom the school has linked to a student.</p>
<p>If you are one of them, ask your LMS administrator to look at your role in this course.</p>`,
  };
}
