import { expect, test } from '@jest/globals';
import { defineFeature } from '../feature';
import { definePage } from './page';
import { foldFeatures } from './foldFeatures';

const load = () => Promise.resolve();
const component = () => null;
const list = definePage({ path: '/exits', load, component });
const one = definePage({ path: '/exits/$exitId', load, component });
const section = definePage({ parent: '/exits/$exitId', path: '/letters', load, component });
const get = { method: 'get', path: '/exits' } as const;

test('features are combined in the order of the list, their links in an order of their own', () => {
  const link = { place: 'top', to: '/exits' } as const;
  const exits = defineFeature({
    endpoints: { 'exit.list': get },
    pages: [list, one],
    navigation: [{ ...link, label: () => 'Later', order: 20 }],
    words: { actions: () => ({ 'exit.confirm': 'confirmed an exit' }), reasons: () => ({ owner: 'as owner' }) },
  });
  const letters = defineFeature({
    endpoints: { 'letter.list': get },
    pages: [section],
    navigation: [
      { ...link, label: () => 'First', order: 10 },
      { ...link, label: () => 'Tie', order: 20 },
    ],
    words: { actions: () => ({ 'letter.send': 'sent a letter' }) },
  });
  const { endpoints, pages, navigation, words } = foldFeatures([exits, letters]);
  expect(endpoints).toEqual({ 'exit.list': get, 'letter.list': get });
  expect(pages).toEqual([list, one, section]);
  expect(navigation.map(({ label }) => label())).toEqual(['First', 'Later', 'Tie']);
  expect(words).toEqual({
    actions: { 'exit.confirm': 'confirmed an exit', 'letter.send': 'sent a letter' },
    entities: {},
    reasons: { owner: 'as owner' },
    events: {},
    sentences: {},
  });
});

test.each([
  ['one path twice', { pages: [list] }, { pages: [list] }, 'Two features have the path "/exits".'],
  [
    'one action twice',
    { endpoints: { 'exit.list': get } },
    { endpoints: { 'exit.list': get } },
    'Two features have the action "exit.list".',
  ],
  [
    'words for one thing twice',
    { words: { reasons: () => ({ owner: 'as owner' }) } },
    { words: { reasons: () => ({ owner: 'because it is theirs' }) } },
    'Two features have texts for "owner" in "words.reasons".',
  ],
  [
    'a section of no page',
    { pages: [list] },
    { pages: [section] },
    'The page "/exits/$exitId/letters" is a section of "/exits/$exitId", where there is no page.',
  ],
  [
    'a page for an action that no feature has',
    { pages: [{ ...list, action: 'session.list' as const }] },
    {},
    'The page "/exits" needs the action "session.list", which no feature has.',
  ],
  [
    'a link to no page',
    { navigation: [{ place: 'top' as const, label: () => 'Exits', to: '/exit', order: 10 }] },
    { pages: [list] },
    'The link "Exits" leads to "/exit", where there is no page.',
  ],
])('%s is refused', (_, one, other, sentence) => {
  expect(() => foldFeatures([defineFeature(one), defineFeature(other)])).toThrow(new Error(sentence));
});
