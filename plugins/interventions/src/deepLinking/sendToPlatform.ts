import type { DeepLinkingForm } from '@aimline/plugin-interventions-common/deepLinking';

/** Leaves the page and posts the signed response to the platform (LTI Deep Linking 2.0, section 4.5.1). */
export function sendToPlatform({ returnUrl, jwt }: DeepLinkingForm): void {
  const form = Object.assign(document.createElement('form'), { method: 'post', action: returnUrl, hidden: true });
  form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'JWT', value: jwt }));
  document.body.append(form);
  form.submit();
}
