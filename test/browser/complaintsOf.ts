import type { Page } from 'playwright-core';

/**
 * What a page and its frames complain about from now on: script errors and violations of the content security policy.
 * A refusal of the service is none: it is an answer, and shown to the person.
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
