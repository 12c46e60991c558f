import { expect } from '@jest/globals';
import { type AxeResults, type RunOptions, source } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

const OPTIONS: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  resultTypes: ['violations'],
  // Frames are excluded here, because axe runs in each of them separately.
  iframes: false,
};

/**
 * Expects no finding of axe against WCAG 2.2 AA, in the page and in its frames. It runs in each of them as a script of the
 * browser, which the content security policy does not block and which needs no page of its own.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const results = await Promise.all(page.frames().map(lookAt));
  const violations = results.flatMap((result) => result.violations);
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

async function lookAt(frame: Frame): Promise<AxeResults> {
  await frame.evaluate(settled);
  await frame.evaluate(source);
  return frame.evaluate(`axe.run(document, ${JSON.stringify(OPTIONS)})`);
}

/** Waits for the end of animations: a half-faded text has too little contrast. */
async function settled(): Promise<void> {
  const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(ending.map(({ finished }) => finished));
}
