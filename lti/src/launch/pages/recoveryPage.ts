import { html } from '@aimline/plugin-interventions-node';
import type { LaunchForm } from '../../guard/readLaunchForm';
import type { PlatformStorage } from '../findLogin';
import { ASK_PLATFORM } from './askPlatform';
import type { Page } from '../../http/sendPage';
import { verifierKey } from '../verifierKey';

/**
 * The page of a launch that came without the verifier cookie: it looks for the verifier in the browser's session
 * storage, then in the storage of the LMS, and posts the launch again with it.
 */
export function recoveryPage({ state, id_token }: LaunchForm, storage: PlatformStorage | null): Page {
  return {
    status: 200,
    title: 'Opening',
    body: html`<h1>Opening Aimline …</h1>
      <noscript>
        <p>Aimline needs JavaScript. Switch it on for this site, then open Aimline again from your course.</p>
      </noscript>
      <form method="post" action="launch">
        <input type="hidden" name="state" value="${state}" />
        <input type="hidden" name="id_token" value="${id_token}" />
        <input type="hidden" name="verifier" value="" />
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
