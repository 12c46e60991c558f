import type { LaunchForm } from '../guard/readLaunchForm';
import { escapeHtml } from './escapeHtml';
import type { Page } from './sendPage';
import { verifierKey } from './verifierKey';

/** Asks the browser's session storage for the verifier that came in no cookie, and posts the launch again with it. */
export function recoveryPage({ state, id_token }: LaunchForm): Page {
  return {
    status: 200,
    title: 'Opening',
    body: `<h1>Opening Aimline …</h1>
<noscript><p>Aimline needs JavaScript. Switch it on for this site, then open Aimline from your course once more.</p></noscript>
<form method="post" action="launch">
<input type="hidden" name="state" value="${escapeHtml(state)}">
<input type="hidden" name="id_token" value="${escapeHtml(id_token)}">
<input type="hidden" name="verifier" value="">
</form>`,
    script: { code: CODE, data: { key: verifierKey(state) } },
  };
}

const CODE = `
const [form] = document.forms;
try {
  form.elements.verifier.value = sessionStorage.getItem(data.key) ?? '';
  sessionStorage.removeItem(data.key);
} catch {}
form.submit();`;
