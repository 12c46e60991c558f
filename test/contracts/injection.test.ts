/**
 * Text stays text: in every place of every route, what could be SQL, a placeholder, a pattern or a format is treated
 * as plain words are, or refused as a wrong value.
 */
import { createFrontDoor, RequestLimits, type TenantTransactions } from '@aimline/plugin-interventions-backend';
import { API_BASE } from '@aimline/plugin-interventions-common/endpoints';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ExampleCall, recordExampleCalls } from '../support/exampleCalls';
import { type Path, placesOf, replacedAt, valueAt } from '../support/places';
import { sendCall } from '../support/sendCall';
import { registry, routes, startTestService, type TestService, UNLIMITED } from '../support/service';

/** The texts are in lower case, because roles of an LMS are stored in lower case. */
const TEXTS = [
  `'`,
  `"`,
  '\\',
  `\\'`,
  "o'neil",
  '\u02bc or 1=1',
  '\uff07 or 1=1',
  `' or '1'='1`,
  `'; drop table aimline.intervention; --`,
  `'); commit; delete from aimline.progress_note; --`,
  `' union select given_name, family_name from aimline.student --`,
  `'||pg_sleep(9)||'`,
  '; select pg_sleep(9)',
  '$1',
  '$$; select 1; $$',
  ':search',
  '%',
  '_',
  '%s %i %l %n',
  '{{7*7}} ${7*7}',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202egnidaer',
  '1e309',
  '__proto__',
] as const;
const PLAIN = 'plain words';

let service: TestService;
let examples: Record<string, ExampleCall>;
/** A front door whose transactions are all rolled back. */
let rehearsal: { server: Server; origin: string };
/** The changes of the latest request: the kind of record, whether it existed before, and all its values. */
let changes: { entity: string; isNew: boolean; values: string[] }[];
const errors: string[] = [];

beforeAll(async () => {
  service = await startTestService();
  examples = await recordExampleCalls(service, 'sofia');
  rehearsal = await rehearse();
});
afterAll(async () => {
  rehearsal.server.closeAllConnections();
  rehearsal.server.close();
  await service.close();
});

const places = routes.flatMap(({ contract }) =>
  placesOf(contract).map(({ path }) => ({ contract, action: contract.action, path, place: path.join('.') })),
);

test.each(places)('$action treats any text at $place as text, or refuses it', async ({ contract, action, path }) => {
  const plain = await ask(contract, action, path, PLAIN);
  // places that accept no text are compared with their usual value
  const usual = plain.status < 400 ? plain : await ask(contract, action, path, valueAt(examples[action]!, path));
  for (const text of TEXTS) {
    // no URL can carry half of a surrogate pair
    if (path[0] !== 'body' && !text.isWellFormed()) continue;
    const answered = await ask(contract, action, path, text);
    const isRefused = [400, 404, 422].includes(answered.status);
    const expected = isRefused ? { status: answered.status, changed: [], isKept: false } : usual;
    expect({ text, ...answered }).toEqual({ text, ...expected });
  }
  expect(errors).toEqual([]);
});

test('nothing was stored, no table was dropped, and nothing is enqueued', async () => {
  const { rows } = await service.db.admin.query(
    `select (select count(*) from aimline.intervention)::int as interventions,
       (select count(*) from pg_class where relnamespace = 'aimline'::regnamespace and relname in ('intervention', 'student'))::int as tables,
       (select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in transaction%')::int as open`,
  );
  expect(rows).toEqual([{ interventions: 1, tables: 2, open: 0 }]);
});

test('accepted text is returned as it was sent', async () => {
  const { params } = examples['progress.note'] as { params: { interventionId: string } };
  const written = TEXTS.filter((text) => !text.includes('\u0000') && text.isWellFormed());
  for (const text of written) {
    await service.as('sofia')('progress.note', { params, body: { studentId: service.id.maya, text } });
  }
  const { notes } = await service.as('sofia')('progress.list', { params });
  const ofExamples = examples['progress.list']!.query!.after;
  expect(
    notes
      .filter(({ noteId }) => noteId !== ofExamples)
      .map((note) => note.text)
      .toSorted(),
  ).toEqual([...written].toSorted());
});

test('a search finds what contains its text, and treats no character as a pattern', async () => {
  const { body } = examples['intervention.create'] as { body: never };
  const [hour, titles] = [7, ['100 % of readers', 'snake_case', "O'Neil’s group", 'back\\slash']];
  for (const [i, title] of titles.entries()) {
    const meetingTimes = [{ weekday: 'thursday' as const, startTime: `0${hour}:${i}0`, endTime: `0${hour}:${i}5` }];
    await service.as('sofia')('intervention.create', { body: { ...(body as object), title, meetingTimes } as never });
  }
  const titlesOf = async (search: string) =>
    (await service.as('sofia')('intervention.list', { body: { search } })).interventions.map(({ title }) => title);
  expect(await titlesOf('%')).toEqual(['100 % of readers']);
  expect(await titlesOf('_')).toEqual(['snake_case']);
  expect(await titlesOf("'")).toEqual(["O'Neil’s group"]);
  expect(await titlesOf('\\')).toEqual(['back\\slash']);
  expect((await service.as('sofia')('student.list', { body: { search: '%' } })).students).toEqual([]);
  expect((await service.as('sofia')('student.list', { body: { search: '_' } })).students).toEqual([]);
});

/** The response to a call with a text at a place, what the call would change, and whether the text is stored as it is. */
async function ask(contract: (typeof places)[number]['contract'], action: string, path: Path, text: unknown) {
  changes = [];
  const { status } = await sendCall(rehearsal.origin, contract, replacedAt(examples[action]!, path, text), 'sofia');
  const isKept = changes.some(({ values }) => values.includes(text as string));
  return { status, changed: changes.map(({ entity, isNew }) => `${entity} ${isNew ? 'new' : 'changed'}`), isKept };
}

/** Reads the audit records at the end of every transaction, then rolls it back. */
async function rehearse() {
  const tenants: TenantTransactions = {
    async transact(who, work) {
      let result!: Awaited<ReturnType<typeof work>>;
      const rollback = new Error('Only rehearsed.');
      await service.tenants
        .transact(who, async (uow) => {
          result = await work(uow);
          changes = await uow.rows<(typeof changes)[number]>(
            `select entity, before is null as "isNew",
               array(select value from jsonb_each_text(after)) as values
             from audit_record
             where tenant_id = :tenantId and xid = pg_current_xact_id()
             order by audit_id`,
          );
          throw rollback;
        })
        .catch((error: unknown) => {
          if (error !== rollback) throw error;
        });
      return result;
    },
  };
  const app = express();
  const logger = { error: (message: string) => void errors.push(message) } as unknown as LoggerService;
  const actorResolvers = [{ resolve: async () => service.actors.sofia }];
  app.use(
    API_BASE,
    createFrontDoor({
      ...{ tenants, logger },
      registry: { ...registry, actorResolvers },
      limits: new RequestLimits(UNLIMITED),
    }),
  );
  const server = app.listen(0, '127.0.0.1');
  server.keepAliveTimeout = 0;
  await new Promise((resolve) => server.once('listening', resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
