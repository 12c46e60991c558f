import { expect, test } from '@jest/globals';
import { fillPresent, type Mark, type Marks, NOT_RECORDED, takeBack, withStatus } from './marks';

const present: Mark = { status: 'present', reason: null, note: null };
const ill: Mark = { status: 'excused_absence', reason: 'illness', note: 'Fever' };

test('all present fills what is not recorded and leaves an absence as it is', () => {
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

test('a reason goes with the absence it was given for, a note stays', () => {
  expect(withStatus(ill, 'present')).toEqual({ status: 'present', reason: null, note: 'Fever' });
  expect(withStatus(ill, 'tardy')).toEqual({ status: 'tardy', reason: 'illness', note: 'Fever' });
});

test('a mark taken back leaves neither reason nor note', () => {
  expect(withStatus(ill, null)).toEqual({ status: null, reason: null, note: null });
});

test('undo takes back all present, except for a student who was marked otherwise since', () => {
  const before: Marks = new Map([
    ['maya', NOT_RECORDED],
    ['noor', NOT_RECORDED],
  ]);
  const after = fillPresent(before);
  const shown: Marks = new Map([
    ['maya', present],
    ['noor', { ...present, status: 'tardy' }],
  ]);
  expect([...takeBack({ before, after }, shown)]).toEqual([['maya', NOT_RECORDED]]);
});
