import { freePort } from '@aimline/embedded/freePort';
import { provenTenantId } from '@aimline/plugin-interventions-node';
import { expect, test } from '@jest/globals';
import express from 'express';
import knexFactory from 'knex';
import request from 'supertest';
import { registry } from '../../../../test/support/service';
import { createTenantTransactions } from '../db/unitOfWork';
import { createFrontDoor } from './frontDoor';

const ID = '0199a000-0000-7000-8000-00000000000a';

test('while the database is down, responses say when to retry, and no error is logged', async () => {
  const port = await freePort();
  const knex = knexFactory({ client: 'pg', connection: { host: '127.0.0.1', port }, pool: { min: 0, max: 1 } });
  // knex would log the lost connections on the console
  knex.client.logger.warn = () => {};
  const sofia = { tenantId: provenTenantId(ID), personId: ID, roles: ['coordinator' as const] };
  const logged: string[] = [];
  const door = createFrontDoor({
    registry: {
      ...registry,
      actorResolvers: [{ resolve: async () => ({ ...sofia, courseId: null, studentIds: [] }) }],
    },
    tenants: createTenantTransactions({ knex, now: () => new Date('2026-09-14T14:05:00Z') }),
    logger: { error: (message: string) => void logged.push(message) } as never,
  });
  const response = await request(express().use(door)).get('/schools');
  await knex.destroy();
  expect({ status: response.status, retryAfter: response.headers['retry-after'], ...response.body }).toEqual({
    status: 503,
    retryAfter: '2',
    error: {
      name: 'ServiceUnavailableError',
      message: 'The database cannot be reached. Nothing was saved; try again.',
    },
    response: { statusCode: 503 },
  });
  expect(logged).toEqual([]);
});
