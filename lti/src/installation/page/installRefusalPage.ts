import { html } from '@aimline/plugin-interventions-node';
import type { Page } from '../../http/sendPage';
import type { InstallRefusedError } from '../InstallRefusedError';

/** The page that says why an installation cannot continue. */
export function installRefusalPage({ status, message }: InstallRefusedError): Page {
  return {
    status,
    title: 'Not installed',
    body: html`<h1>This did not work</h1>
      <p>${message}</p>`,
  };
}
