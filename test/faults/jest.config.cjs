const { randomInt } = require('node:crypto');
const everyTest = require('../jest.config.cjs');

process.env.AIMLINE_FAULT_SEED ??= String(randomInt(1_000_000));

/** Fault tests: they take minutes, and therefore run apart from the others, one after another, on a server with fsync. */
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
