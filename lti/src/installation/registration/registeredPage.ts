import { html } from '@aimline/plugin-interventions-node';
import type { Page } from '../../http/sendPage';

/**
 * The last page of a dynamic registration, which tells the platform to close the window (LTI Dynamic Registration 1.0,
 * section 3.7).
 */
export function registeredPage({ issuer, deploymentId }: { issuer: string; deploymentId: string | null }): Page {
  const next =
    deploymentId === null
      ? 'Now add the tool to your LMS, then enter the deployment ID that the LMS shows on the install page.'
      : `Its deployment “${deploymentId}” opens as soon as the person who runs Aimline has approved it.`;
  return {
    status: 200,
    title: 'Registered',
    body: html`<h1>Aimline is registered</h1>
      <p>Your LMS, ${issuer}, has registered Aimline. ${next}</p>
      <p>If your LMS keeps new tools inactive, activate Aimline there. You can close this window.</p>`,
    script: { code: CODE, data: {} },
  };
}

// Sent to any origin, because the platform's own may differ from its issuer's; the message holds nothing secret.
const CODE = `
const opener = window.opener ?? (window.parent === window ? null : window.parent);
setTimeout(() => opener?.postMessage({ subject: 'org.imsglobal.lti.close' }, '*'), 3000);`;
