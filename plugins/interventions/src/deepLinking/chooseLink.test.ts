import type { CourseLink } from '@aimline/plugin-interventions-common/deepLinking';
import { expect, test } from '@jest/globals';
import { chooseLink } from './chooseLink';

const today: CourseLink = { target: '/', title: 'Today' };
const overview: CourseLink = { target: '/interventions/0199a000-0000-7000-8000-00000000000a', title: 'Reading' };
const sessions: CourseLink = {
  target: `${overview.target}/sessions` as CourseLink['target'],
  title: 'Reading: sessions',
};

test('in a single choice, another link replaces the chosen one, and the same link stays chosen', () => {
  expect(chooseLink([], today, false)).toEqual([today]);
  expect(chooseLink([today], overview, false)).toEqual([overview]);
  expect(chooseLink([today], today, false)).toEqual([today]);
});

test('in a multiple choice, links are in the order in which they were chosen, and the same link is removed', () => {
  expect(chooseLink([overview], today, true)).toEqual([overview, today]);
  expect(chooseLink([overview, today], overview, true)).toEqual([today]);
});

test.each([false, true])('another page of the same intervention replaces the first (several: %s)', (several) => {
  expect(chooseLink([overview], sessions, several)).toEqual([sessions]);
});
