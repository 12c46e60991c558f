import { html } from '@aimline/plugin-interventions-node';
import { type Check, CHECKS } from '../../guard/checks';
import type { Page } from '../../http/sendPage';

/** The page of a refused login or launch: the check that failed, and what to do. */
export function refusalPage(check: Check): Page {
  const { status, sentence, advice } = CHECKS[check];
  return {
    status,
    title: 'Aimline did not open',
    body: html`<h1>${sentence}</h1>
      <p>${advice}</p>
      <p class="code">Code: ${check}</p>`,
  };
}
