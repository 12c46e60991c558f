import { html } from '@aimline/plugin-interventions-node';
import { page } from './page';

/** Renders the page of a refused request. */
export function refusalPage(message: string): string {
  return page({
    title: 'Not found',
    layout: 'reading',
    content: html`<h1>This did not work</h1>
      <p class="lede">${message}</p>
      <p><a href="/">Go to the courses</a></p>`,
  });
}
