import { html } from '@aimline/plugin-interventions-node';
import type { BegunLogin } from '../beginLogin';
import { ASK_PLATFORM } from './askPlatform';
import type { Page } from '../../http/sendPage';
import { verifierKey } from '../verifierKey';

/**
 * The page of a login: stores the verifier until the launch, then redirects to the platform. It is stored in a
 * partitioned cookie (set with this answer), in session storage and by the LMS, wherever that works. If it works
 * nowhere, the page offers a new window, where our cookies are not those of a third party; that window begins a login
 * of its own, so that nothing of this one is handed over.
 */
export function loginPage({ state, verifier, next, storage, again }: BegunLogin): Page {
  return {
    status: 200,
    title: 'Opening',
    body: html`<section id="opening">
        <h1>Opening Aimline …</h1>
        <noscript>
          <p>Aimline needs JavaScript. Switch it on for this site, then open Aimline again from your course.</p>
        </noscript>
      </section>
      <section id="new-window" hidden>
        <h1>Aimline opens in a new window</h1>
        <p>Your browser does not let Aimline store data inside this page.</p>
        <p><a class="action" href="login?${again}" target="_blank">Open Aimline in a new window</a></p>
      </section>
      <section id="opened" hidden>
        <h1>Aimline is open in a new window</h1>
        <p>You can leave this page.</p>
      </section>
      <section id="nothing" hidden>
        <h1>Your browser does not let Aimline store data</h1>
        <p>Allow cookies for this site, then open Aimline again from your course.</p>
      </section>`,
    script: {
      code: CODE,
      data: {
        key: verifierKey(state),
        verifier,
        next,
        target: storage?.target ?? '',
        origin: storage?.origin ?? '',
      },
    },
  };
}

const CODE = `${ASK_PLATFORM}
const show = (id) => {
  for (const section of document.querySelectorAll('section')) section.hidden = section.id !== id;
};
(async () => {
  let stored = false;
  try {
    sessionStorage.setItem(data.key, data.verifier);
    stored = sessionStorage.getItem(data.key) === data.verifier;
  } catch {}
  try {
    // A script cannot read the verifier's cookie: a probe of the same kind shows whether the browser accepts it.
    const probe = data.key + '_probe=1';
    document.cookie = probe + '; Path=/lti; Max-Age=5; Secure; SameSite=None; Partitioned';
    stored ||= document.cookie.includes(probe);
  } catch {}
  const message = { subject: 'lti.put_data', key: data.key, value: data.verifier };
  if (await askPlatform(data, message, stored ? 300 : 2000)) stored = true;
  if (stored) return location.replace(data.next);
  show(self === top ? 'nothing' : 'new-window');
  document.querySelector('a').addEventListener('click', () => setTimeout(show, 0, 'opened'));
})();`;
