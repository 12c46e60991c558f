import { escapeHtml } from '../../http/escapeHtml';
import type { Page } from '../../http/sendPage';
import type { InstallRefusedError } from './InstallRefusedError';

/** Says why an installation does not go on. */
export function installRefusalPage({ status, message }: InstallRefusedError): Page {
  return {
    status,
    title: 'Not installed',
    body: `<h1>This did not work</h1>\n<p>${escapeHtml(message)}</p>`,
  };
}
