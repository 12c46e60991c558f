import { expect, test } from '@jest/globals';
import { KnexTimeoutError } from 'knex';
import { DatabaseError } from 'pg';
import { DatabaseLostError } from '../db/DatabaseLostError';
import { explain, problemOf } from './problems';

const fromDatabase = (code: string) =>
  Object.assign(new DatabaseError('A message of the database.', 21, 'error'), { code });

test.each([
  ['has no connections left', fromDatabase('53300')],
  ['has no free connection in the pool', new KnexTimeoutError('Knex: Timeout acquiring a connection.')],
])('when the database %s, the client is asked to retry', (_, error) => {
  expect(problemOf(explain(error, {})!)).toEqual({
    error: {
      name: 'ServiceUnavailableError',
      message: 'Aimline is overloaded. Nothing was saved; try again.',
    },
    response: { statusCode: 503 },
  });
});

test.each([
  ['is stopping', fromDatabase('57P01')],
  ['has crashed', fromDatabase('57P02')],
  ['is starting', fromDatabase('57P03')],
  ['is not reachable', new DatabaseLostError({ cause: new Error('connect ECONNREFUSED 127.0.0.1:5432') })],
])('when the database %s, the client is asked to retry in seconds', (_, error) => {
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

test('an unexpected error is not explained', () => {
  expect(explain(fromDatabase('XX000'), {})).toBeNull();
  expect(explain(null, {})).toBeNull();
});
