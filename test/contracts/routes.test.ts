/** Guarantees of every endpoint, read from the route table, so that a new one cannot miss one. */
import { openApiDocument } from '@aimline/plugin-interventions-backend';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isMedia } from '@aimline/plugin-interventions-common/contract';
import { z } from 'zod';
import { type ExampleCall, recordExampleCalls } from '../support/exampleCalls';
import { placesOf, replacedAt } from '../support/places';
import { sendCall } from '../support/sendCall';
import { registry, routes, startTestService, type TestService } from '../support/service';

let service: TestService;
let examples: Record<string, ExampleCall>;

beforeAll(async () => {
  service = await startTestService();
  examples = await recordExampleCalls(service, 'sofia');
});
afterAll(() => service.close());

test('every declared action has exactly one route', async () => {
  const language = resolve('plugins/interventions-common/src');
  const files = readdirSync(language).filter((file) => file.endsWith('Endpoints.ts'));
  const tables = await Promise.all(
    files.map((file) => import(join(language, file)) as Promise<Record<string, object>>),
  );
  const actions = tables.flatMap((table) => Object.values(table)).flatMap((endpoints) => Object.keys(endpoints));
  expect(registry.routes.map(({ contract }) => contract.action).toSorted()).toEqual(actions.toSorted());
});

test('every action has an example call', () => {
  expect(Object.keys(examples).toSorted()).toEqual(routes.map(({ contract }) => contract.action).toSorted());
});

describe.each(routes.map(({ contract, allow }) => ({ ...contract, allow })))('$action', (contract) => {
  const { action, method, path, body, result, params, summary, status = 200 } = contract;
  const send = (who: string | null, change: ExampleCall = {}) =>
    sendCall(service.origin, contract, { ...examples[action], ...change }, who);

  test('has a summary, a result, and a schema for each parameter', () => {
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(result).toBeDefined();
    expect(Object.keys(params?.shape ?? {})).toEqual([...path.matchAll(/:(\w+)/g)].map((match) => match[1]));
    expect(Boolean(body)).toBe(method === 'post' || method === 'put');
    expect(contract.allow.length).toBeGreaterThan(0);
  });

  test('accepts no list or text of unlimited length', () => {
    const inputs = [contract.params, contract.query, body].flatMap((part) =>
      part && !isMedia(part) ? [z.toJSONSchema(part, { io: 'input', unrepresentable: 'any' }) as Schema] : [],
    );
    expect(inputs.flatMap(unbounded)).toEqual([]);
  });

  test('declares whether it returns a secret, which is then stored nowhere', () => {
    const fields = Object.keys((result as Partial<z.ZodObject> | null)?.shape ?? {});
    expect(contract.returnsSecret ?? false).toBe(fields.some((name) => /^(secret|token|password)$/.test(name)));
  });

  test('refuses a caller without a valid token: 401', async () => {
    expect((await send(null)).status).toBe(401);
    expect((await send('a-token-nobody-issued')).status).toBe(401);
  });

  test('refuses a user without a role: 403, and the refusal is recorded', async () => {
    const response = await send('nobody');
    expect(response.status).toBe(403);
    expect(response.body).toMatchObject({ error: { name: 'NotAllowedError' } });
    const refusals = await service.db.admin.query(
      'select person_id from aimline.access_refusal where action = $1 and tenant_id = $2',
      [action, service.cedarValley],
    );
    expect(refusals.rows).toContainEqual({ person_id: service.actors.nobody.personId });
  });

  test('responds to a coordinator of another district as if the subject did not exist: 404', async () => {
    const response = await send('ingrid');
    if (params) expect(response.status).toBe(404);
    // a route without a subject acts on the caller's own district, where the ids in the body are unknown
    else expect([200, 201, 400, 422]).toContain(response.status);
  });

  test('refuses a malformed id, an unknown field and an unknown parameter: 400 with the field', async () => {
    if (params) {
      const [name] = Object.keys(params.shape);
      const wrong = await send('sofia', { params: { [name!]: 'x' } });
      expect(wrong.status).toBe(400);
      expect(wrong.body.error.fields).toContainEqual({
        path: `params.${name}`,
        message: 'Expected an id in the form of a UUID.',
      });
    }
    if (body && !isMedia(body)) {
      const unknown = await send('sofia', { body: { ...(examples[action]!.body as object), surprise: 1 } });
      expect(unknown.status).toBe(400);
      expect(unknown.body.error.fields).toContainEqual({ path: 'body', message: 'Unknown: "surprise".' });
    }
    const query = await send('sofia', { query: { surprise: '1' } });
    expect(query.status).toBe(400);
    expect(query.body.error.fields).toContainEqual({ path: 'query', message: 'Unknown: "surprise".' });
  });

  test('accepts no free text in its URL, where a name would end in the logs of proxies', async () => {
    for (const { path: place } of placesOf(contract).filter(({ path: [part] }) => part === 'query')) {
      const named = await sendCall(
        service.origin,
        contract,
        replacedAt(examples[action]!, place, 'Maya Thompson'),
        'sofia',
      );
      expect([place, named.status]).toEqual([place, 400]);
    }
  });

  test('returns to a coordinator what its schema declares', async () => {
    // last, because some remove their subject
    const response = await send('sofia');
    const type = isMedia(result) ? result.mediaType : 'application/json';
    expect(response.status).toBe(status);
    if (result === null) return expect(response.text).toBe('');
    expect(response.headers['content-type']).toBe(`${type}; charset=utf-8`);
    if (isMedia(result)) return expect(response.text.length).toBeGreaterThan(0);
    expect(() => result.parse(undefined)).toThrow();
    result.parse(response.body);
  });
});

interface Schema {
  [keyword: string]: unknown;
  type?: string;
}

/** The parts of a schema that accept lists or texts of any length, or fields of any name. */
function unbounded(schema: Schema): Schema[] {
  const bounds: Record<string, string[]> = {
    array: ['maxItems'],
    string: ['maxLength', 'enum', 'const', 'format', 'pattern'],
    object: ['additionalProperties'],
  };
  const { properties = {}, $defs = {}, anyOf = [], allOf = [], items } = schema as Record<string, object>;
  const parts = [properties, $defs, anyOf, allOf].flatMap((group) => Object.values(group) as Schema[]);
  const inside = [...parts, ...(items ? [items as Schema] : [])].flatMap(unbounded);
  const isOpen = schema.type !== undefined && bounds[schema.type]?.every((name) => !(name in schema));
  return isOpen ? [schema, ...inside] : inside;
}

test('the API document describes every endpoint, and every reference in it resolves', () => {
  const document = openApiDocument(routes) as {
    paths: Record<string, Record<string, { operationId: string }>>;
    components: { schemas: Record<string, unknown> };
  };
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  expect(operations.map(({ operationId }) => operationId).toSorted()).toEqual(Object.keys(examples).toSorted());
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
  expect(references.length).toBeGreaterThan(50);
  expect(references.map(([, name]) => name!).filter((name) => !(name in document.components.schemas))).toEqual([]);
  expect(JSON.stringify(document)).not.toContain('#/$defs/');
});
