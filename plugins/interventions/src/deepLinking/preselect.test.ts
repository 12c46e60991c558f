import type { OfferedLink } from '@aimline/plugin-interventions-common/deepLinking';
import { expect, test } from '@jest/globals';
import { onePerSubject } from './onePerSubject';
import { preselect } from './preselect';

const READING = '/interventions/0199a000-0000-7000-8000-00000000000a';
const today: OfferedLink = { target: '/', title: 'Today', endedOn: null };
const sessions: OfferedLink = { target: `${READING}/sessions`, title: 'When we read', endedOn: null };
const overview: OfferedLink = { target: READING, title: 'Reading', endedOn: null };
const over: OfferedLink = {
  target: '/interventions/0199a000-0000-7000-8000-00000000000b',
  title: 'Math',
  endedOn: '2026-06-12',
};

test('all offered links are preselected, except of interventions that have ended', () => {
  expect(preselect([today, over, sessions], true)).toEqual([
    { target: '/', title: 'Today' },
    { target: `${READING}/sessions`, title: 'When we read' },
  ]);
});

test('in a single choice, nothing is preselected', () => {
  expect(preselect([today], false)).toEqual([]);
});

test('two pages of one intervention are offered as the first of them', () => {
  expect(onePerSubject([sessions, today, overview])).toEqual([sessions, today]);
});
