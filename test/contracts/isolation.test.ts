/**
 * No district learns from an id whether it exists in another district: in every place of every route that takes an id, an id
 * of Harbor gets the same response in Cedar Valley as an id that exists nowhere, and changes no more rows.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { table } from '../performance/timings';
import { type ExampleCall, recordExampleCalls } from '../support/exampleCalls';
import { besides, idPlacesOf, replacedAt, statusesOfUnknown, valueAt } from '../support/places';
import { countRowsWith, stateOf } from '../support/rowsOf';
import { sendCall } from '../support/sendCall';
import { routes, startTestService, type TestService } from '../support/service';

const ROLE_OF = {
  sofia: 'coordinator',
  vivian: 'interventionist',
  hannah: 'educator',
  denise: 'caregiver',
  nobody: 'no role',
};
const WHO = Object.keys(ROLE_OF) as (keyof typeof ROLE_OF)[];

const places = routes.flatMap(({ contract }) => idPlacesOf(contract));

let service: TestService;
let ofCedar: Record<string, ExampleCall>;
let ofHarbor: Record<string, ExampleCall>;
const rows = [['action', 'id of Harbor in', ...Object.values(ROLE_OF)]];

beforeAll(async () => {
  service = await startTestService();
  ofCedar = await recordExampleCalls(service, 'sofia');
  ofHarbor = await recordExampleCalls(service, 'ingrid');
});
afterAll(async () => {
  process.stdout.write(table(rows));
  await service.close();
});

test('the example calls fill every place of an id with an id of their district', async () => {
  const wrong: string[] = [];
  for (const { action, path, place } of places) {
    for (const [calls, tenantId] of [
      [ofCedar, service.cedarValley],
      [ofHarbor, service.harbor],
    ] as const) {
      const id = valueAt(calls[action]!, path);
      if (typeof id !== 'string' || Object.keys(await countRowsWith(id, service.db.admin, tenantId)).length === 0) {
        wrong.push(`${action} ${place}: ${String(id)} in ${tenantId}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(places.length).toBeGreaterThan(30);
});

test.each(places)("$action responds to another district's $place as to an id that exists nowhere", async (where) => {
  const { contract, action, path, place } = where;
  const foreign = valueAt(ofHarbor[action]!, path) as string;
  const before = await stateOf(service.db.admin, service.harbor);
  const answers: number[] = [];
  for (const name of WHO) {
    const send = async (id: string) => {
      const left = await countRowsWith(id, service.db.admin, service.cedarValley);
      const { status, text } = await sendCall(
        service.origin,
        contract,
        replacedAt(ofCedar[action]!, path, id),
        service.tokenOf(name),
      );
      const leaves = await countRowsWith(id, service.db.admin, service.cedarValley);
      for (const [relation, count] of Object.entries(left)) leaves[relation] = leaves[relation]! - count;
      return { status, text: withoutIds(text), leaves: Object.entries(leaves).filter(([, count]) => count > 0) };
    };
    const answered = await send(foreign);
    expect(answered).toEqual(await send(besides(foreign)));
    answers.push(answered.status);
    if (answered.status === 404) expect(answered.leaves).toEqual([]);
  }
  rows.push([action, place, ...answers.map(String)]);
  expect(statusesOfUnknown(path)).toContain(answers[0]);
  expect(await stateOf(service.db.admin, service.harbor)).toEqual(before);
});

test('nothing was logged as an error', () => {
  expect(service.errors).toEqual([]);
});

/** Removes from a response what differs from one request to the next. */
function withoutIds(text: string): string {
  return text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>');
}
