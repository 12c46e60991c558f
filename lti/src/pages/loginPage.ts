import type { BegunLogin } from '../launch/beginLogin';
import type { Page } from './sendPage';
import { verifierKey } from './verifierKey';

/**
 * Leaves the verifier in the browser and goes on to the platform. Session storage stands in where a browser keeps no
 * cookie in a frame; where it keeps neither, the launch says so.
 */
export function loginPage({ state, verifier, next }: BegunLogin): Page {
  return {
    status: 200,
    title: 'Opening',
    body: `<h1>Opening Aimline …</h1>
<noscript><p>Aimline needs JavaScript. Switch it on for this site, then open Aimline from your course once more.</p></noscript>`,
    script: { code: CODE, data: { key: verifierKey(state), verifier, next } },
  };
}

const CODE = `
try { sessionStorage.setItem(data.key, data.verifier); } catch {}
location.replace(data.next);`;
