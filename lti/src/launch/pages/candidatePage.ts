import { html } from '@aimline/plugin-interventions-node';
import type { Page } from '../../http/sendPage';

/** The page of a launch by an LMS administrator whom no coordinator has approved yet. */
export function candidatePage(code: string): Page {
  return {
    status: 403,
    title: 'Waiting for approval',
    body: html`<h1>A coordinator has to approve you</h1>
      <p>
        Your LMS says that you are an administrator. You see your district in Aimline as soon as one of its coordinators
        has approved you, under “Access”. Tell them this code:
      </p>
      <p class="big">${code}</p>
      <p>
        If your district has no coordinator yet, tell the code to the person who runs Aimline. Then open Aimline again
        from your course.
      </p>`,
  };
}
