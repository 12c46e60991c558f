import { expect, test } from '@jest/globals';
import { isReturnUrl } from './isReturnUrl';

const ORIGINS = ['https://sso.canvaslms.com', 'https://*.instructure.com', 'http://127.0.0.1:7100', 'http://lms.test'];

test.each([
  ['https://maple.instructure.com/courses/7/deep_linking_response?placement=link_selection', true],
  ['https://a.beta.instructure.com/', true],
  ['https://sso.canvaslms.com/x', true],
  ['http://127.0.0.1:7100/return', true],
  ['https://instructure.com/', false],
  ['https://evilinstructure.com/', false],
  ['https://maple.instructure.com.elsewhere.example/', false],
  ['https://elsewhere.example/?https://maple.instructure.com', false],
  ['https://maple.instructure.com:8443/', false],
  ['https://maple.instructure.com@elsewhere.example/', false],
  ['https://user:password@maple.instructure.com/', false],
  ['http://maple.instructure.com/', false],
  ['http://127.0.0.1:7101/return', false],
  ['http://lms.test/return', false],
  ['javascript:alert(1)', false],
  ['//maple.instructure.com/', false],
  ['', false],
])('links may be sent to %s: %s', (url, allowed) => {
  expect(isReturnUrl(url, ORIGINS)).toBe(allowed);
});
