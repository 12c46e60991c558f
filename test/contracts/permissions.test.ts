/** PERMISSIONS.md matches the rules, and so do the front door and the audit trail. */
import { ROLES } from '@aimline/plugin-interventions-common/roles';
import { type Actor, type ActorRole, type ActorRoute, reasonOf, type Rule } from '@aimline/plugin-interventions-node';
import { resolveSubject } from '@aimline/plugin-interventions-backend';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { type ExampleCall, recordExampleCalls } from '../support/exampleCalls';
import { sendCall } from '../support/sendCall';
import { registry, routes, startTestService, type TestService } from '../support/service';

const PAGE = resolve(__dirname, '../../plugins/interventions-backend/PERMISSIONS.md');
const REFUSED = '-';

let service: TestService;
let examples: Record<string, ExampleCall>;
/** Actors by their relation to the examples; all of one column get the same responses. */
let columns: Record<string, Actor[]>;

beforeAll(async () => {
  service = await startTestService();
  examples = await recordExampleCalls(service, 'sofia');
  const { id, actors, courseId } = service;
  const actor = (personId: string, roles: ActorRole[], rest: Partial<Actor> = {}): Actor => ({
    ...{ tenantId: actors.sofia.tenantId, personId, roles, courseId: null, studentIds: [] },
    ...rest,
  });
  const staff = (personId: string, rest: Partial<Actor> = {}) => [
    actor(personId, ['interventionist'], rest),
    actor(personId, ['educator'], rest),
  ];
  columns = {
    coordinator: [actor(id.sofia, ['coordinator'])],
    'leads it': staff(id.vivian),
    'owns it': staff(id.sofia),
    'teaches a student in it': staff(id.hannah, { courseId }),
    'other staff': staff(id.owen),
    "the student's caregiver": [actor(id.denise, ['caregiver'], { studentIds: [id.maya], courseId })],
    'another caregiver': [actor(id.walter, ['caregiver'], { studentIds: [id.diego], courseId })],
    'a program': [actor(uuidv7(), ['integration'], { scopes: ['event.list'] })],
    'no role': [actor(id.walter, [], { courseId })],
  };
});
afterAll(() => service.close());

test('the page matches the rules', async () => {
  const rows = [['action', ...Object.keys(columns)], []];
  for (const route of routes) {
    const cells = Object.values(columns).map(async (actors) => {
      const reasons = new Set(await Promise.all(actors.map((actor) => reasonFor(route, actor))));
      return [...reasons].join(' or ');
    });
    rows.push([`\`${route.contract.action}\``, ...(await Promise.all(cells))]);
  }
  const page = await readFile(PAGE, 'utf8');
  const tables = [markdown(rows), markdown(scopesByRole())];
  const current = page.replace(/(^\|.*\n)+/gm, () => tables.shift() ?? '');
  if (process.env.WRITE_PERMISSIONS) await writeFile(PAGE, current);
  else expect(page).toBe(current);

  const said = new Set(rows.slice(2).flatMap(([, ...cells]) => cells.filter((cell) => cell !== REFUSED)));
  const explained = [...page.matchAll(/^- (`.*`):/gm)].flatMap(([, names]) =>
    [...names!.matchAll(/`(\w+)`/g)].map(([, name]) => name!),
  );
  expect(explained.toSorted()).toEqual([...said].toSorted());
});

test('the front door refuses exactly those without a reason, and the audit trail stores the reason of the others', async () => {
  for (const route of routes) {
    const { contract } = route;
    const { action } = contract;
    const asking = [];
    for (const [column, actors] of Object.entries(columns)) {
      for (const actor of actors) asking.push({ column, actor, reason: await reasonFor(route, actor) });
    }
    // refusals first: an accepted call may remove its subject
    for (const { column, actor, reason } of asking.toSorted((a, b) => rank(a) - rank(b))) {
      Object.assign(service.actors, { asking: actor });
      const { rows: earlier } = await service.db.admin.query(
        'select max(audit_id::text) as id from aimline.audit_record',
      );
      const { status } = await sendCall(service.origin, contract, examples[action]!, 'asking');
      expect([action, column, status === 403 ? REFUSED : 'let in']).toEqual([
        ...[action, column, reason === REFUSED ? REFUSED : 'let in'],
      ]);
      const { rows: left } = await service.db.admin.query(
        `select distinct reason from aimline.audit_record where audit_id::text > $1 and entity <> 'access_refusal'`,
        [earlier[0].id],
      );
      expect([[], [{ reason }]]).toContainEqual(left);
    }
  }
});

const rank = ({ reason }: { reason: string }) => (reason === REFUSED ? 0 : 1);

/** The scope of each action for each role, from the grants of all routes. */
function scopesByRole(): string[][] {
  const roles: ActorRole[] = [...ROLES, 'integration'];
  const cells = (rule: Rule) =>
    roles.map((role) => {
      const scopes = new Set(rule.flatMap((grant) => (grant.roles.includes(role) ? [grant.scope] : [])));
      return scopes.has('district') ? 'district' : [...scopes].join(', ') || REFUSED;
    });
  return [
    ['action', ...roles],
    [],
    ...routes.map(({ contract, allow }) => [`\`${contract.action}\``, ...cells(allow)]),
  ];
}

/** The reason that the rule of a route gives for its example call. */
function reasonFor({ contract: { action }, allow }: ActorRoute, actor: Actor): Promise<string> {
  const { tenantId, personId: actorId } = actor;
  const { params = {}, body } = examples[action]!;
  return service.tenants.transact({ tenantId, actorId, action }, async (unit) => {
    const subject = await resolveSubject(unit, actor, registry.subjects, params);
    return reasonOf(allow, { actor, action, subject, body }) ?? REFUSED;
  });
}

/** Formats rows as a Markdown table with aligned columns; the second row becomes the line below the head. */
function markdown(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row, line) =>
    widths.map((width, column) => (line === 1 ? '-'.repeat(width) : row[column]!.padEnd(width))).join(' | '),
  );
  return lines.map((line) => `| ${line} |\n`).join('');
}
