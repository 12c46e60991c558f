import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { FrameAncestors } from './FrameAncestors';
import { registerDeployment } from '../installation/admin/registerDeployment';

const CEDAR_VALLEY = '5b0f7a2e-3c61-4d0a-9e57-2f8c1a6b4d10';
const HARBOR = '7c9d1e55-8a42-4b13-b0a6-19e3d5f7c820';

let db: TestDatabase;
let aheadMs = 0;
let frameAncestors: FrameAncestors;
const statements: string[] = [];
beforeAll(async () => {
  db = await createTestDatabase();
  await add({ tenantId: CEDAR_VALLEY, lms: 'https://lms.cedar.example', frames: ['https://lms.cedar.example'] });
  await add({
    tenantId: HARBOR,
    lms: 'https://sso.canvaslms.com',
    frames: ['https://sso.canvaslms.com', 'https://*.instructure.com'],
  });
  db.app.on('query', ({ sql }: { sql: string }) => statements.push(sql));
});
beforeEach(() => {
  aheadMs = 0;
  frameAncestors = new FrameAncestors({ knex: db.app, now: () => new Date(Date.now() + aheadMs) });
  statements.length = 0;
});
afterAll(() => db.destroy());

test('each tenant is framed by its own platforms, and by those of no other tenant', async () => {
  expect(await frameAncestors.ofTenant(CEDAR_VALLEY)).toBe('https://lms.cedar.example');
  expect(await frameAncestors.ofTenant(HARBOR)).toBe('https://*.instructure.com https://sso.canvaslms.com');
});

test('a tenant with two platforms is framed by both, and no longer by one that was disabled', async () => {
  await add({ tenantId: CEDAR_VALLEY, lms: 'https://moodle.cedar.example', frames: ['https://moodle.cedar.example'] });
  expect(await frameAncestors.ofTenant(CEDAR_VALLEY)).toBe('https://lms.cedar.example https://moodle.cedar.example');
  await db.owner.raw(
    `update directory.lti_deployment d
     set status = 'disabled'
     from directory.lti_registration r
     where r.registration_id = d.registration_id
       and r.issuer = 'https://moodle.cedar.example'`,
  );
  aheadMs = 30_000;
  expect(await frameAncestors.ofTenant(CEDAR_VALLEY)).toBe('https://lms.cedar.example');
});

test('invented tenants are framed by no origin, and cause one query a second', async () => {
  const madeUp = Array.from({ length: 100 }, (_, i) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`);
  const sources = await Promise.all(madeUp.map((tenantId) => frameAncestors.ofTenant(tenantId)));
  expect(new Set(sources)).toEqual(new Set(["'none'"]));
  expect(statements.length).toBe(1);
  aheadMs = 1_000;
  await Promise.all(madeUp.map((tenantId) => frameAncestors.ofTenant(tenantId)));
  expect(statements.length).toBe(2);
});

test('the lists are cached for half a minute; a new tenant waits for a second at most', async () => {
  const tenantId = '0199a000-0000-7000-8000-0000000000aa';
  await frameAncestors.ofTenant(CEDAR_VALLEY);
  await add({ tenantId, lms: 'https://lms.maple.example', frames: ['https://lms.maple.example'] });
  aheadMs = 1_000;
  expect(await frameAncestors.ofTenant(tenantId)).toBe('https://lms.maple.example');
  aheadMs = 30_000;
  await frameAncestors.ofTenant(CEDAR_VALLEY);
  expect(statements.length).toBe(2);
});

async function add({ tenantId, lms, frames }: { tenantId: string; lms: string; frames: string[] }): Promise<void> {
  await registerDeployment(db.owner, {
    issuer: lms,
    clientId: 'aimline-client',
    authorizationEndpoint: `${lms}/authorize`,
    tokenEndpoint: `${lms}/token`,
    jwksUri: `${lms}/jwks`,
    frameOrigins: frames,
    deploymentId: '1',
    tenantId,
    tenantName: lms,
  });
}
