const { randomInt } = require('node:crypto');
const everyTest = require('../jest.config.cjs');

process.env.AIMLINE_FAULT_SEED ??= String(randomInt(1_000_000));

/** What happens when things break; minutes long, hence apart from the other tests. One after another, on a server with fsync. */
/** @type {import('jest').Config} */
module.exports = {
  ...everyTest,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/faults/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  globals: { isDurable: true },
  maxWorkers: 1,
  testTimeout: 240_000,
};
