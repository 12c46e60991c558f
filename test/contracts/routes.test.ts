/** What is true of every endpoint, walked from the route table: a new one cannot forget it. */
import { API_BASE, endpoints } from '@aimline/plugin-interventions-common/endpoints';
import { openApiDocument } from '@aimline/plugin-interventions-backend';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { z } from 'zod';
import { readingGroup, routes, startTestService, type TestService } from '../support/service';
import { type AccessIds, recordAccess } from '../support/recordAccess';

let service: TestService;
/** Valid ids for every parameter of a path, in Cedar Valley. */
let ids: Record<string, string>;
let access: AccessIds;

beforeAll(async () => {
  service = await startTestService();
  const { as, id } = service;
  const { interventionId } = await as('sofia')('intervention.create', { body: readingGroup(service) });
  const params = { interventionId };
  const { enrollments } = await as('sofia')('student.enroll', { params, body: { studentIds: [id.maya] } });
  const { sessions } = await as('sofia')('session.list', { params });
  access = await recordAccess(service);
  const { webhook } = await as('sofia')('webhook.create', { body: { url: 'http://127.0.0.1:9/' } });
  const { apiClient } = await as('sofia')('api_client.create', { body: { name: 'SIS' } });
  const exported = await as('sofia')('audit.export', { body: { format: 'csv' } });
  ids = {
    ...params,
    ...access,
    ...exported,
    webhookId: webhook.webhookId,
    apiClientId: apiClient.apiClientId,
    sessionId: sessions[0]!.sessionId,
    enrollmentId: enrollments[0]!.enrollmentId,
    studentId: id.maya,
  };
});
afterAll(() => service.close());

test('every action of the language has exactly one route', () => {
  expect(routes.map(({ contract }) => contract.action).toSorted()).toEqual(Object.keys(endpoints).toSorted());
});

describe.each(routes.map(({ contract, allow }) => ({ ...contract, allow })))('$action', (contract) => {
  const { action, method, path, body, result, params, summary } = contract;
  const pathFor = (values: Record<string, string>) => path.replace(/:(\w+)/g, (_, name: string) => values[name]!);
  const send = (who: string | null, values = ids, json: unknown = validBody(), query = {}) => {
    const agent = request(service.origin);
    const sent = agent[method as 'post'](`${API_BASE}${pathFor(values)}`).query(query);
    if (who) void sent.set('authorization', `Bearer ${who}`);
    return body ? sent.send(json as object) : sent;
  };
  function validBody() {
    const { id } = service;
    const { registrationId, deploymentId } = access;
    const bodies: Record<string, unknown> = {
      'intervention.create': readingGroup(service),
      'student.enroll': { studentIds: [id.diego] },
      'student.withdraw': { endDate: '2026-09-14' },
      'attendance.record': { marks: [{ studentId: id.maya, status: 'present' }] },
      'progress.note': { studentId: id.maya, text: 'Reads well.' },
      'audit.export': { format: 'csv' },
      'dead_letter.replay': { sink: 'events-service' },
      'dead_letter.skip': { sink: 'events-service', orderingKey: ids.interventionId, eventId: ids.interventionId },
      'webhook.create': { url: 'http://127.0.0.1:9/' },
      'webhook.change': { url: 'http://127.0.0.1:9/', description: '', eventTypes: [], isPaused: true },
      'webhook.rotate_secret': {},
      'webhook.test': {},
      'api_client.create': { name: 'Warehouse' },
      'coordinator.decide': { decision: 'approved' },
      'deployment.set_status': { deploymentId, status: 'active' },
      'role_mapping.set': {
        registrationId,
        deploymentId,
        matches: 'lms_role',
        value: 'Counselor',
        role: 'interventionist',
      },
      'roster.import': { schools: [{ name: 'Oak', timeZone: 'America/Chicago', rooms: [], closedDays: [] }] },
    };
    return bodies[action];
  }

  test('says what it is for, what it takes and what it gives', () => {
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(result).toBeDefined();
    expect(Object.keys(params?.shape ?? {})).toEqual([...path.matchAll(/:(\w+)/g)].map((match) => match[1]));
    expect(Boolean(body)).toBe(method === 'post' || method === 'put');
    expect(contract.allow).toBeInstanceOf(Function);
  });

  test('takes nothing without a bound', () => {
    const taken = [contract.params, contract.query, body].flatMap((part) =>
      part ? [z.toJSONSchema(part, { io: 'input', unrepresentable: 'any' }) as Schema] : [],
    );
    expect(taken.flatMap(unbounded)).toEqual([]);
  });

  test('says whether it tells a secret, which is then kept nowhere', () => {
    const told = Object.keys((result as Partial<z.ZodObject>).shape ?? {});
    expect(contract.tellsSecret ?? false).toBe(told.some((name) => /^(secret|token|password)$/.test(name)));
  });

  test('is closed to whoever carries no proof: 401', async () => {
    expect((await send(null)).status).toBe(401);
    expect((await send('a-token-nobody-issued')).status).toBe(401);
  });

  test('is closed to a person without a role: 403, and the refusal is recorded', async () => {
    const response = await send('nobody');
    expect(response.status).toBe(403);
    expect(response.body).toMatchObject({ error: { name: 'NotAllowedError' } });
    const refusals = await service.db.admin.query(
      'select person_id from aimline.access_refusal where action = $1 and tenant_id = $2',
      [action, service.cedarValley],
    );
    expect(refusals.rows).toContainEqual({ person_id: service.actors.nobody.personId });
  });

  test('answers a coordinator of another district as if the subject did not exist: 404', async () => {
    const response = await send('ingrid');
    if (params) expect(response.status).toBe(404);
    // without a subject it is about the coordinator's own district, where the ids in the body mean nothing
    else expect([200, 201, 400, 404]).toContain(response.status);
  });

  test('refuses an id that is not one, an unknown field and an unknown parameter: 400 with the field', async () => {
    if (params) {
      const wrong = await send('sofia', Object.fromEntries(Object.keys(ids).map((name) => [name, 'x'])));
      expect(wrong.status).toBe(400);
      const [name] = Object.keys(params.shape);
      expect(wrong.body.error.fields).toContainEqual({
        path: `params.${name}`,
        message: 'Expected an id in the form of a UUID.',
      });
    }
    if (body) {
      const unknown = await send('sofia', ids, { ...(validBody() as object), surprise: 1 });
      expect(unknown.status).toBe(400);
      expect(unknown.body.error.fields).toContainEqual({ path: 'body', message: 'Unknown: "surprise".' });
    }
    const query = await send('sofia', ids, validBody(), { surprise: 1 });
    expect(query.status).toBe(400);
    expect(query.body.error.fields).toContainEqual({ path: 'query', message: 'Unknown: "surprise".' });
  });

  test('gives a coordinator what its schema says', async () => {
    // last, because a withdrawal changes the subject
    const response = await send('sofia');
    // of a conflict, or of a dead letter that there is not
    expect([200, 201, 404, 409]).toContain(response.status);
    if (response.ok) expect(() => result.parse(undefined)).toThrow();
    if (response.ok) result.parse(response.body);
  });
});

interface Schema {
  [keyword: string]: unknown;
  type?: string;
}

/** The parts of a schema that take lists or texts of any length, or fields of any name. */
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

test('the API document describes every endpoint, and every reference in it leads somewhere', () => {
  const document = openApiDocument(routes) as {
    paths: Record<string, Record<string, { operationId: string }>>;
    components: { schemas: Record<string, unknown> };
  };
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  expect(operations.map(({ operationId }) => operationId).toSorted()).toEqual(Object.keys(endpoints).toSorted());
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
  expect(references.length).toBeGreaterThan(50);
  expect(references.map(([, name]) => name!).filter((name) => !(name in document.components.schemas))).toEqual([]);
  expect(JSON.stringify(document)).not.toContain('#/$defs/');
});
