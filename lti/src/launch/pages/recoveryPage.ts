import type { LaunchForm } from '../guard/readLaunchForm';
import type { PlatformStorage } from '../findLogin';
import { ASK_PLATFORM } from './askPlatform';
import { escapeHtml } from '../../http/escapeHtml';
import type { Page } from '../../http/sendPage';
import { verifierKey } from './verifierKey';

/**
 * Asks the browser's session storage, then the LMS, for the verifier that came in no cookie, and posts the launch again
 * with it.
 */
export function recoveryPage({ state, id_token }: LaunchForm, storage: PlatformStorage | null): Page {
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
    script: {
      code: CODE,
      data: { key: verifierKey(state), target: storage?.target ?? '', origin: storage?.origin ?? '' },
    },
  };
}

const CODE = `${ASK_PLATFORM}
const [form] = document.forms;
(async () => {
  let verifier = null;
  try {
    verifier = sessionStorage.getItem(data.key);
    sessionStorage.removeItem(data.key);
  } catch {}
  verifier ??= (await askPlatform(data, { subject: 'lti.get_data', key: data.key }, 2000))?.value;
  form.elements.verifier.value = /^[\\w-]{43}$/.test(verifier) ? verifier : '';
  form.submit();
})();`;
