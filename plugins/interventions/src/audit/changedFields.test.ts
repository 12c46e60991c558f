import { expect, test } from '@jest/globals';
import { changedFields } from './changedFields';

test('a change separates the columns it touched from the rest', () => {
  const before = { tenant_id: 't', status: 'present', note: null, days: ['monday'] };
  expect(changedFields(before, { ...before, status: 'tardy' })).toEqual({
    changed: [{ name: 'status', before: 'present', after: 'tardy' }],
    unchanged: [
      { name: 'note', before: null, after: null },
      { name: 'days', before: ['monday'], after: ['monday'] },
    ],
  });
});

test('an added row shows its values, a removed row those it had', () => {
  const row = { tenant_id: 't', title: 'Phonics', room_id: null };
  const unchanged = [{ name: 'room_id', before: null, after: null }];
  expect(changedFields(null, row)).toEqual({
    changed: [{ name: 'title', before: null, after: 'Phonics' }],
    unchanged,
  });
  expect(changedFields(row, null)).toEqual({
    changed: [{ name: 'title', before: 'Phonics', after: null }],
    unchanged,
  });
});

test('a column that was added to the table later has no value before', () => {
  expect(changedFields({ a: 1 }, { a: 1, b: 2 }).changed).toEqual([{ name: 'b', before: null, after: 2 }]);
});
