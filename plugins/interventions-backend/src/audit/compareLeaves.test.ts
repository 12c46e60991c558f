import { expect, test } from '@jest/globals';
import { compareLeaves } from './compareLeaves';

const records = (text: string) =>
  text
    .split(' ')
    .filter(Boolean)
    .map((pair) => {
      const [auditId, hash] = pair.split(':') as [string, string];
      return { auditId, hash };
    });

test.each([
  ['nothing changed', 'a b c', '1:a 2:b 3:c', []],
  ['one changed', 'a b c', '1:a 2:x 3:c', [{ kind: 'altered', auditId: '2' }]],
  ['one removed', 'a b c', '1:a 3:c', [{ kind: 'removed', after: '1', before: '3' }]],
  ['the first removed', 'a b', '2:b', [{ kind: 'removed', after: null, before: '2' }]],
  ['the last removed', 'a b', '1:a', [{ kind: 'removed', after: '1', before: null }]],
  ['all removed', 'a b', '', Array.from({ length: 2 }, () => ({ kind: 'removed', after: null, before: null }))],
  ['one inserted', 'a c', '1:a 2:b 3:c', [{ kind: 'inserted', auditId: '2' }]],
  ['one inserted at the end', 'a', '1:a 2:b', [{ kind: 'inserted', auditId: '2' }]],
  [
    'two whose ids were exchanged',
    'a b c',
    '1:x 2:b 3:y',
    [
      { kind: 'altered', auditId: '1' },
      { kind: 'altered', auditId: '3' },
    ],
  ],
  ['a copy of a sealed record under its hash', 'a b', '1:a 2:b 3:a', [{ kind: 'inserted', auditId: '3' }]],
])('%s', (_title, sealed, present, differences) => {
  expect(compareLeaves(sealed.split(' '), records(present))).toEqual(differences);
});
