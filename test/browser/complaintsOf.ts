import type { Page } from 'playwright-core';

/**
 * Collects script errors and violations of the content security policy in a page and its frames, from now on.
 * A refusal by the service is neither: it is shown to the user.
 */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isRefusal = /status of 4\d\d|^ApiError: /.test(message.text());
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}
