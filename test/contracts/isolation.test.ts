/**
 * No district learns from an id whether it exists in another one: in every place of every route where an id may stand, an
 * id of Harbor's is answered in Cedar Valley as one that exists nowhere, and leaves no more.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { table } from '../performance/timings';
import { type ExampleCall, recordExampleCalls } from '../support/exampleCalls';
import { placesOf, replacedAt, valueAt } from '../support/places';
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

const places = routes.flatMap(({ contract }) =>
  placesOf(contract).flatMap(({ path, isId }) =>
    isId ? [{ contract, action: contract.action, path, place: path.join('.') }] : [],
  ),
);

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

test('every place of an id is filled, with an id of the district', async () => {
  const wrong = [];
  for (const { action, path, place } of places) {
    for (const [calls, tenantId] of [
      [ofCedar, service.cedarValley],
      [ofHarbor, service.harbor],
    ] as const) {
      const id = valueAt(calls[action]!, path);
      if (typeof id !== 'string' || Object.keys(await tracesOf(id, tenantId)).length === 0) {
        wrong.push(`${action} ${place}: ${String(id)} in ${tenantId}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(places.length).toBeGreaterThan(30);
});

test.each(places)("$action answers another district's $place as one that exists nowhere", async (where) => {
  const { contract, action, path, place } = where;
  const foreign = valueAt(ofHarbor[action]!, path) as string;
  const before = await stateOfHarbor();
  const answers = [];
  for (const name of WHO) {
    const ask = async (id: string) => {
      const left = await tracesOf(id, service.cedarValley);
      const { status, text } = await sendCall(
        service.origin,
        contract,
        replacedAt(ofCedar[action]!, path, id),
        service.tokenOf(name),
      );
      const leaves = await tracesOf(id, service.cedarValley);
      for (const [relation, count] of Object.entries(left)) leaves[relation] = leaves[relation]! - count;
      return { status, answer: withoutIds(text), leaves: Object.entries(leaves).filter(([, count]) => count > 0) };
    };
    const answered = await ask(foreign);
    expect(answered).toEqual(await ask(besides(foreign)));
    answers.push(answered.status);
    if (answered.status === 404) expect(answered.leaves).toEqual([]);
  }
  rows.push([action, place, ...answers.map(String)]);
  // an id in the path is not found, a filter matches nothing, a cursor is unknown, and an invalid field is named
  const isCursor = place === 'query.after';
  const isFilter = path[0] === 'query' || path.includes('filter');
  const expected = isCursor ? [200, 400] : isFilter ? [200] : [400, 422];
  expect(path[0] === 'params' ? [404] : expected).toContain(answers[0]);
  expect(await stateOfHarbor()).toEqual(before);
});

test('nothing was logged as an error', () => {
  expect(service.errors).toEqual([]);
});

/** How many rows of a tenant hold an id anywhere, by table. */
async function tracesOf(id: string, tenantId: string): Promise<Record<string, number>> {
  const found = await service.db.admin.query<{ relation: string; count: number }>(
    `${await everyRow()} select relation, count(*)::int as count from x where tenant_id = $1 and row like $2 group by 1`,
    [tenantId, `%${id}%`],
  );
  return Object.fromEntries(found.rows.map(({ relation, count }) => [relation, count]));
}

async function stateOfHarbor(): Promise<unknown> {
  const { rows: state } = await service.db.admin.query(
    `${await everyRow()} select relation, md5(string_agg(row, '|' order by row)) from x where tenant_id = $1 group by 1 order by 1`,
    [service.harbor],
  );
  return state;
}

/** Every row of every table with a tenant, as text: `x (relation, tenant_id, row)`. */
async function everyRow(): Promise<string> {
  const { rows: relations } = await service.db.admin.query<{ relation: string }>(
    `select attrelid::regclass::text as relation
     from pg_attribute a
     join pg_class c on c.oid = a.attrelid
     where attname = 'tenant_id' and relkind = 'r' and relnamespace in ('aimline'::regnamespace, 'directory'::regnamespace)`,
  );
  const selects = relations.map(
    ({ relation }) => `select '${relation}' as relation, tenant_id, r::text as row from ${relation} r`,
  );
  return `with x as (${selects.join(' union all ')})`;
}

/** An id that exists nowhere, made in the same millisecond: ids stand in order of time, and pages go on by them. */
function besides(id: string): string {
  return id.slice(0, 24) + randomBytes(6).toString('hex');
}

/** An answer without what differs from one request to the next. */
function withoutIds(text: string): string {
  return text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>');
}
