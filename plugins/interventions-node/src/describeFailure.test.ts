import { expect, test } from '@jest/globals';
import { describeFailure } from './describeFailure';

test('a failure outside the database is described with the place where it was thrown', () => {
  expect(describeFailure(new RangeError('Too far.'))).toMatch(/^RangeError: Too far\.\n {4}at .*describeFailure\.test/);
});

test('a thrown value that is no error is described by its type alone', () => {
  expect(describeFailure('a text')).toBe('string');
});
