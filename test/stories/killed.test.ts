/**
 * The service is killed while people save, and clients retry what got no response: everything happens once. Longer tests,
 * also with faults of the database, subscribers and the broker, are in test/faults.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Clients } from '../faults/Clients';
import { planWrites } from '../faults/planWrites';
import { createGroups, type FaultyDistrict, type Group, startDistrict } from '../faults/startDistrict';
import { countState } from '../faults/countState';
import { until } from '../support/until';

const SEED = '20260914';
const WRITES = 60;
const KILLS = 3;

let district: FaultyDistrict;
let groups: Group[];
beforeAll(async () => {
  district = await startDistrict();
  groups = await createGroups(district);
}, 60_000);
afterAll(() => district?.close(), 60_000);

test('of sixty writes during which the service is killed three times, each is done once, with its record and its event', async () => {
  const { service, replicas, token } = district;
  const clients = new Clients({ seed: SEED, token, addresses: () => replicas.map(({ address }) => address) });
  const killing = async () => {
    for (let kills = 0; kills < KILLS; kills += 1) {
      await until(() => clients.sent > ((kills + 0.5) * WRITES) / KILLS);
      await replicas[kills % 2]!.kill();
    }
  };
  await Promise.all([clients.run(planWrites({ seed: SEED, count: WRITES }, service, groups)), killing()]);
  const { traces, events, ...rest } = await countState(service.db.adminConnection, service.cedarValley);
  expect(clients.unexpected).toEqual([]);
  expect(clients.attempts).toBeGreaterThan(clients.sent);
  expect(clients.acknowledged.filter(({ mark }) => traces.get(mark) !== 1)).toEqual([]);
  expect(clients.refused.filter(({ mark }) => traces.has(mark))).toEqual([]);
  expect(events).toHaveLength(2 * groups.length + clients.acknowledged.length);
  expect(rest).toMatchObject({ rowsUnlikeRecords: 0, changesWithoutEvent: 0, eventsWithoutChange: 0 });
}, 60_000);
