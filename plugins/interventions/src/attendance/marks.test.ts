import { expect, test } from '@jest/globals';
import { fillPresent, type Mark, type Marks, NOT_RECORDED, undoMarks, withStatus } from './marks';

const present: Mark = { status: 'present', reason: null, note: null };
const ill: Mark = { status: 'excused_absence', reason: 'illness', note: 'Fever' };

test('“All present” marks students who are not recorded and leaves an absence as it is', () => {
  const marks: Marks = new Map([
    ['maya', NOT_RECORDED],
    ['diego', ill],
    ['noor', NOT_RECORDED],
  ]);
  expect([...fillPresent(marks)]).toEqual([
    ['maya', present],
    ['noor', present],
  ]);
});

test('a reason is removed when the student is present, a note stays', () => {
  expect(withStatus(ill, 'present')).toEqual({ status: 'present', reason: null, note: 'Fever' });
  expect(withStatus(ill, 'tardy')).toEqual({ status: 'tardy', reason: 'illness', note: 'Fever' });
});

test('a cleared mark has neither reason nor note', () => {
  expect(withStatus(ill, null)).toEqual({ status: null, reason: null, note: null });
});

test('undo reverts “All present”, except for a student whose mark was changed since', () => {
  const before: Marks = new Map([
    ['maya', NOT_RECORDED],
    ['noor', NOT_RECORDED],
  ]);
  const after = fillPresent(before);
  const shown: Marks = new Map([
    ['maya', present],
    ['noor', { ...present, status: 'tardy' }],
  ]);
  expect([...undoMarks({ before, after }, shown)]).toEqual([['maya', NOT_RECORDED]]);
});
