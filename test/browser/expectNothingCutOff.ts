import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';

/** No page, in the window or in a frame, can be scrolled to the side. */
export async function expectNothingCutOff(page: Page): Promise<void> {
  const overflows = page
    .frames()
    .map((frame) => frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth));
  expect(new Set(await Promise.all(overflows))).toEqual(new Set([0]));
}
