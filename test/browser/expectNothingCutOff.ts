import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';

/** Expects that no page, in the window or in a frame, scrolls horizontally. */
export async function expectNothingCutOff(page: Page): Promise<void> {
  const overflows = page
    .frames()
    .map((frame) => frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth));
  expect(new Set(await Promise.all(overflows))).toEqual(new Set([0]));
}
