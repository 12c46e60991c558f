import type { BegunLogin } from '../beginLogin';
import { ASK_PLATFORM } from './askPlatform';
import { escapeHtml } from '../../http/escapeHtml';
import type { Page } from '../../http/sendPage';
import { verifierKey } from './verifierKey';

/**
 * Leaves the verifier with whoever keeps it until the launch, and goes on to the platform: the browser, in a partitioned
 * cookie (set with this answer) or in session storage, or the LMS. Where none does, a new window is a way: there, cookies
 * are not those of a third party. It begins a login of its own, so that nothing of this one is handed over.
 */
export function loginPage({ state, verifier, next, storage, again }: BegunLogin): Page {
  return {
    status: 200,
    title: 'Opening',
    body: `<section id="opening">
<h1>Opening Aimline …</h1>
<noscript><p>Aimline needs JavaScript. Switch it on for this site, then open Aimline from your course once more.</p></noscript>
</section>
<section id="new-window" hidden>
<h1>Aimline opens in a new window</h1>
<p>Your browser lets Aimline keep nothing inside of this page.</p>
<p><a class="action" href="login?${escapeHtml(again)}" target="_blank">Open Aimline in a new window</a></p>
</section>
<section id="opened" hidden>
<h1>Aimline is open in a new window</h1>
<p>You can leave this page.</p>
</section>
<section id="nothing" hidden>
<h1>Your browser lets Aimline keep nothing</h1>
<p>Allow cookies for this site, then open Aimline from your course once more.</p>
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
  let kept = false;
  try {
    sessionStorage.setItem(data.key, data.verifier);
    kept = sessionStorage.getItem(data.key) === data.verifier;
  } catch {}
  try {
    // The cookie of the verifier cannot be seen by a script: another one, of the same kind, tells whether it was taken.
    const probe = data.key + '_probe=1';
    document.cookie = probe + '; Path=/lti; Max-Age=5; Secure; SameSite=None; Partitioned';
    kept ||= document.cookie.includes(probe);
  } catch {}
  const message = { subject: 'lti.put_data', key: data.key, value: data.verifier };
  if (await askPlatform(data, message, kept ? 300 : 2000)) kept = true;
  if (kept) return location.replace(data.next);
  show(self === top ? 'nothing' : 'new-window');
  document.querySelector('a').addEventListener('click', () => setTimeout(show, 0, 'opened'));
})();`;
