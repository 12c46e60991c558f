import { escapeHtml } from '../../http/escapeHtml';
import type { Page } from '../../http/sendPage';

/** The end of a dynamic registration: tells the platform to close the window (LTI Dynamic Registration 1.0, section 3.7). */
export function registeredPage({ issuer, deploymentId }: { issuer: string; deploymentId: string | null }): Page {
  const next =
    deploymentId === null
      ? 'Add the tool to your LMS now, then enter the deployment ID that it shows on the install page.'
      : `Its deployment “${deploymentId}” opens as soon as the person who runs Aimline has approved it.`;
  return {
    status: 200,
    title: 'Registered',
    body: `<h1>Aimline is registered</h1>
<p>Your LMS, ${escapeHtml(issuer)}, knows Aimline. ${escapeHtml(next)}</p>
<p>If your LMS keeps new tools inactive, activate it there. You can close this window.</p>`,
    script: { code: CODE, data: {} },
  };
}

// To whoever opened the window, without anything in it: the platform's own origin may be another than its issuer.
const CODE = `
const opener = window.opener ?? (window.parent === window ? null : window.parent);
setTimeout(() => opener?.postMessage({ subject: 'org.imsglobal.lti.close' }, '*'), 3000);`;
