import { expect, test } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { inParallel } from './inParallel';

test('results are in the order of the items, whichever finishes first', async () => {
  expect(await inParallel(2, [20, 1, 10], (ms) => setTimeout(ms, ms))).toEqual([20, 1, 10]);
});

test('at most "limit" items are processed at a time', async () => {
  let running = 0;
  let most = 0;
  await inParallel(3, Array.from({ length: 10 }), async () => {
    most = Math.max(most, ++running);
    await setTimeout(1);
    running--;
  });
  expect(most).toBe(3);
});

test('the first failure is thrown', async () => {
  await expect(inParallel(2, [1, 2, 3], (n) => Promise.reject(new Error(`no ${n}`)))).rejects.toThrow('no 1');
});
