import { expect, test } from '@jest/globals';
import { sourceList } from './sourceList';

test('several origins, with or without a wildcard, become one list', () => {
  const origins = [
    'https://sso.canvaslms.com',
    'https://*.instructure.com',
    'http://127.0.0.1:7100',
    'http://[::1]:80',
  ];
  expect(sourceList(origins)).toBe(
    'https://sso.canvaslms.com https://*.instructure.com http://127.0.0.1:7100 http://[::1]:80',
  );
});

test('without an origin, no origin is allowed', () => {
  expect(sourceList([])).toBe("'none'");
});

test.each([
  'https://lms.example.org;sandbox',
  'https://lms.example.org,*',
  'https://a b',
  '*',
  'data:',
  "'self'",
  'https://lms.example.org/path',
])('"%s" is no origin, and is left out of the policy', (origin) => {
  expect(sourceList([origin])).toBe("'none'");
});
