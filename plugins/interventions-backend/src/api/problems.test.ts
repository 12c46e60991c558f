import { expect, test } from '@jest/globals';
import { KnexTimeoutError } from 'knex';
import { DatabaseError } from 'pg';
import { DatabaseLostError } from '../db/DatabaseLostError';
import { explain, problemOf } from './problems';

const fromDatabase = (code: string) => Object.assign(new DatabaseError('Told by the database.', 21, 'error'), { code });

test.each([
  ['has no connection left', fromDatabase('53300')],
  ['has no connection free in the pool', new KnexTimeoutError('Knex: Timeout acquiring a connection.')],
])('a database that %s is a reason to try again, not a failure of ours', (_, error) => {
  expect(problemOf(explain(error, {})!)).toEqual({
    error: {
      name: 'ServiceUnavailableError',
      message: 'Too much is going on at once. Nothing was saved; try again.',
    },
    response: { statusCode: 503 },
  });
});

test.each([
  ['is stopping', fromDatabase('57P01')],
  ['has crashed', fromDatabase('57P02')],
  ['is starting', fromDatabase('57P03')],
  ['is not there', new DatabaseLostError({ cause: new Error('connect ECONNREFUSED 127.0.0.1:5432') })],
])('a database that %s is a reason to try again soon', (_, error) => {
  const explained = explain(error, {});
  expect(explained).toBeInstanceOf(DatabaseLostError);
  expect(problemOf(explained!)).toEqual({
    error: {
      name: 'ServiceUnavailableError',
      message: 'The database cannot be reached. Nothing was saved; try again.',
    },
    response: { statusCode: 503 },
  });
});

test('what nobody foresaw is not explained', () => {
  expect(explain(fromDatabase('XX000'), {})).toBeNull();
  expect(explain(null, {})).toBeNull();
});
