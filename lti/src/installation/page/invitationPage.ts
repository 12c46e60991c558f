import { escapeHtml } from '../../http/escapeHtml';
import type { Page } from '../../http/sendPage';
import { INSTALL_STYLE } from './installStyle';

/** Asks for a press: a link in a letter is opened by scanners of mail, which must not use it up. */
export function invitationPage(invitation: string): Page {
  return {
    status: 200,
    title: 'Install',
    style: INSTALL_STYLE,
    body: `<h1>Install Aimline in your LMS</h1>
<p>This link opens the install page of your district once, in this browser, for four hours.</p>
<form method="post" action="/lti/install">
<input type="hidden" name="invitation" value="${escapeHtml(invitation)}">
<button class="primary">Open the install page</button>
</form>`,
  };
}
