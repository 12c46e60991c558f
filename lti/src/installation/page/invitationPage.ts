import { html } from '@aimline/plugin-interventions-node';
import type { Page } from '../../http/sendPage';
import { INSTALL_STYLE } from './installStyle';

/**
 * The page of an invitation link. It needs a click, because mail scanners open the links of an e-mail and must not use
 * it up.
 */
export function invitationPage(invitation: string): Page {
  return {
    status: 200,
    title: 'Install',
    style: INSTALL_STYLE,
    body: html`<h1>Install Aimline in your LMS</h1>
      <p>This link opens the install page of your district once, in this browser, for four hours.</p>
      <form method="post" action="/lti/install">
        <input type="hidden" name="invitation" value="${invitation}" />
        <button class="primary">Open the install page</button>
      </form>`,
  };
}
