import { type Check, CHECKS } from '../guard/checks';
import { escapeHtml } from '../../http/escapeHtml';
import type { Page } from '../../http/sendPage';

/** Says which check a launch did not pass, and what to do. */
export function refusalPage(check: Check): Page {
  const { status, sentence, advice } = CHECKS[check];
  return {
    status,
    title: 'Aimline did not open',
    body: `<h1>${escapeHtml(sentence)}</h1>
<p>${escapeHtml(advice)}</p>
<p class="code">Code: ${check}</p>`,
  };
}
