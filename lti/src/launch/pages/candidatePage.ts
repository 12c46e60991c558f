import type { Page } from '../../http/sendPage';

/** For an administrator of the LMS whom nobody has approved yet. */
export function candidatePage(code: string): Page {
  return {
    status: 403,
    title: 'Waiting for approval',
    body: `<h1>A coordinator has to approve you</h1>
<p>Your LMS calls you an administrator. You see your district in Aimline as soon as one of its coordinators has approved you, under “Access”. Tell them this code:</p>
<p class="big">${code}</p>
<p>When your district has no coordinator yet, tell the code to the person who runs Aimline. Then open Aimline from your course once more.</p>`,
  };
}
