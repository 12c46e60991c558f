/** @type {import('jest').Config} */
module.exports = {
  rootDir: '..',
  testMatch: ['<rootDir>/{plugins,packages,lti,test}/**/*.test.{ts,tsx}'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '<rootDir>/test/faults/'],
  modulePathIgnorePatterns: ['/dist/'],
  // These are published as ES modules only
  transformIgnorePatterns: [
    '/node_modules/(?!(uuid|jose|temporal-[a-z]+|pg-boss|rrule-temporal|serialize-error|non-error)/)',
  ],
  transform: { '\\.(tsx?|js)$': ['@swc/jest', { jsc: { transform: { react: { runtime: 'automatic' } } } }] },
  testEnvironmentOptions: { customExportConditions: ['@aimline/source', 'node', 'node-addons'] },
  globalSetup: '<rootDir>/test/support/startPostgres.ts',
  globalTeardown: '<rootDir>/test/support/stopPostgres.ts',
  maxWorkers: 2,
  testTimeout: 30_000,
};
