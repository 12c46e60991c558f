import { mintBearerSecret, provenTenantId } from '@aimline/plugin-interventions-node';
import { expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { limitSessions } from './limitSessions';

const CEDAR_VALLEY = provenTenantId('5b0f7a2e-3c61-4d0a-9e57-2f8c1a6b4d10');

test('an address from which too many unknown tokens come is asked to wait, and no other', async () => {
  const clock = { now: new Date('2026-09-14T14:00:00Z') };
  const app = express().set('trust proxy', true);
  app.use(limitSessions(() => clock.now, { unknownTokensPerMinute: 3 }));
  app.use((_request, response) => void response.sendStatus(401));
  const guessFrom = async (address: string) => {
    const { secret } = mintBearerSecret(CEDAR_VALLEY);
    const sent = request(app).get('/').set('authorization', `Bearer ${secret}`).set('x-forwarded-for', address);
    return (await sent).status;
  };
  const guesses: number[] = [];
  for (let last = 1; last <= 4; last += 1) guesses.push(await guessFrom(`2001:db8:0:1::${last}`));
  expect(guesses).toEqual([401, 401, 401, 429]);
  expect(await guessFrom('2001:db8:0:2::1')).toBe(401);
  clock.now = new Date('2026-09-14T14:01:00Z');
  expect(await guessFrom('2001:db8:0:1::5')).toBe(401);
});
