/** The service is killed at random moments, and clients retry what got no response. */
import { seededRandom } from '@aimline/demo/seededRandom';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { until } from '../support/until';
import { Clients } from './Clients';
import { expectNothingLost } from './expectNothingLost';
import { planWrites } from './planWrites';
import { SEED } from './seed';
import { createGroups, type FaultyDistrict, type Group, startDistrict } from './startDistrict';
import { Subscriber } from './Subscriber';

const WRITES = 500;
const KILLS = 10;
/** The lease of interrupted deliveries, the round after it, and a margin for a busy machine. */
const MAX_SECONDS = 75;

let district: FaultyDistrict;
let subscribers: Subscriber[];
let groups: Group[];
beforeAll(async () => {
  district = await startDistrict();
  subscribers = [
    await Subscriber.subscribe(district.call, 'quick webhook'),
    await Subscriber.subscribe(district.call, 'slow webhook', async (response, { id }) => {
      await setTimeout(100 * seededRandom(SEED, 'answer', id));
      // the process that holds the response may have been killed meanwhile
      response.writeHead(204).end();
      return true;
    }),
  ];
  groups = await createGroups(district);
});
afterAll(async () => {
  await district?.close();
  await Promise.all((subscribers ?? []).map((subscriber) => subscriber.close()));
});

test(`of ${WRITES} writes during which the service is killed ${KILLS} times, each is done once and delivered to all subscribers`, async () => {
  const { service, replicas, token } = district;
  const addresses = () => replicas.map(({ address }) => address);
  const clients = new Clients({ seed: SEED, token, addresses });
  const writing = clients.run(planWrites({ seed: SEED, count: WRITES }, service, groups));
  let kills = 0;
  let lastFaultMs = 0;
  const killing = (async () => {
    for (; kills < KILLS; kills += 1) {
      const moment = Math.floor(((kills + seededRandom(SEED, 'kill', kills)) * WRITES) / KILLS);
      await until(() => clients.sent > moment, 60_000);
      await setTimeout(100 * seededRandom(SEED, 'delay', kills));
      await replicas[kills % 2]!.kill();
      lastFaultMs = Date.now();
    }
  })();
  await Promise.all([writing, killing]);
  const { deliveredSeconds, sealedSeconds } = await expectNothingLost({
    ...{ scenario: 'the service is killed', seed: SEED, district, clients, lastFaultMs },
    subscribers: subscribers.map((subscriber) => ({ subscriber })),
    faults: { 'kill -9 of the service': kills },
  });
  expect(clients.acknowledged.length + clients.refused.length).toBe(clients.sent);
  expect(Math.max(deliveredSeconds, sealedSeconds)).toBeLessThan(MAX_SECONDS);
});
