import { expect, test } from '@jest/globals';
import { appTarget } from './appTarget';

test.each([
  ['https://tool.example.org/lti/launch', '/'],
  ['https://tool.example.org/app', '/'],
  ['https://tool.example.org/app/', '/'],
  ['https://tool.example.org/app/sessions/7', '/sessions/7'],
  ['https://tool.example.org/app//elsewhere.example.org', null],
  ['https://tool.example.org/application', null],
  ['https://tool.example.org/api/interventions', null],
  ['https://tool.example.org.elsewhere.example.org/app', null],
  ['https://user@tool.example.org/app', null],
  ['http://tool.example.org/app', null],
  ['//tool.example.org/app', null],
  ['javascript:alert(1)', null],
  ['', null],
])('%s points to %s', (uri, target) => {
  expect(appTarget(uri, 'https://tool.example.org')).toBe(target);
});
