import { leadsIntervention } from '../../../plugins/interventions-backend/src/access/rules';
import {
  anyOf,
  atSchool,
  coordinator,
  type Feature,
  feature,
  FieldError,
  type LinkSecrets,
  type Outside,
  publicRoute,
  route,
  type Tenants,
} from '@aimline/plugin-interventions-node';
import { NotAllowedError } from '@backstage/errors';
import { resolve } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { enrollRegularsJob } from './enrollRegulars';
import { exportVisits, feedVisits, importVisits, shareVisits, studentVisited, visitsRecorded } from './language';
import { recordVisits, type Visit } from './operations';

/** Visits of students who are not enrolled, as the front desk notes them. */
export function createVisitsFeature({ tenants, links }: { tenants: () => Tenants; links: LinkSecrets }): Feature {
  const enrollRegulars = enrollRegularsJob(tenants);
  return feature({
    name: 'visits',
    schema: resolve(__dirname),
    routes: [
      route.outside(importVisits, {
        allow: anyOf(coordinator, leadsIntervention),
        handle: async ({ actor, answer }, { params, body }) => {
          const visits = await readVisits(body);
          if (visits.length > 100 && !actor.roles.includes('coordinator')) {
            throw new NotAllowedError('A file of more than 100 visits is for a coordinator.');
          }
          return answer(async (uow) => ({
            visitCount: await recordVisits(uow, { kind: 'import', importId: uuidv7() }, params.interventionId, visits),
          }));
        },
      }),
      route.outside(exportVisits, {
        allow: anyOf(coordinator, leadsIntervention, atSchool),
        handle: async (outside, { params }) => ({
          content: writeVisits(outside, params.interventionId),
          fileName: 'visits.csv',
        }),
      }),
      route(shareVisits, {
        allow: coordinator,
        handle: async (uow, { params }) => {
          uow.enqueue(enrollRegulars, { tenantId: uow.tenantId, ...params });
        },
      }),
      publicRoute(feedVisits, {
        prove: links.inPath('visit.feed'),
        handle: async ({ proof: { tenantId, subjectId }, transact }) => {
          const visits = await transact(tenantId, (uow) =>
            uow.rows<{ visitedOn: string }>(
              `select distinct visited_on as "visitedOn"
               from visit
               where tenant_id = :tenantId and intervention_id = :subjectId
               order by visited_on`,
              { subjectId },
            ),
          );
          return { content: `BEGIN:VCALENDAR\r\n${visits.map(eventOf).join('')}END:VCALENDAR\r\n` };
        },
      }),
    ],
    events: [visitsRecorded, studentVisited],
    jobs: [enrollRegulars],
    purges: [
      (own, tenantId) =>
        own.transact({ tenantId, actorId: null, action: 'visit.purge' }, (uow) =>
          uow.rows(`delete from visit where tenant_id = :tenantId and visited_on < :before`, {
            before: new Date(uow.now.getTime() - 400 * 24 * 3_600_000),
          }),
        ),
    ],
    constraints: {
      visit_of_student: () =>
        new FieldError([{ path: 'body', message: 'There is no such student in a line of the file.' }]),
    },
  });
}

async function readVisits(body: AsyncIterable<Uint8Array>): Promise<Visit[]> {
  let text = '';
  for await (const part of body) text += Buffer.from(part).toString();
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [studentId, visitedOn] = line.split(',');
      return { studentId: studentId!, visitedOn: visitedOn! };
    });
}

/** Yields the file page by page, each read in a transaction of its own. */
async function* writeVisits({ transact }: Outside, interventionId: string): AsyncGenerator<string> {
  for (let after = ''; ;) {
    const page = await transact((uow) =>
      uow.rows<{ visitId: string; line: string }>(
        `select visit_id as "visitId", student_id || ',' || visited_on as line
         from visit
         where tenant_id = :tenantId and intervention_id = :interventionId and visit_id::text > :after
         order by visit_id::text
         limit 2`,
        { interventionId, after },
      ),
    );
    if (page.length === 0) return;
    yield page.map(({ line }) => `${line}\n`).join('');
    after = page.at(-1)!.visitId;
  }
}

function eventOf({ visitedOn }: { visitedOn: string }): string {
  return `BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:${visitedOn.replaceAll('-', '')}\r\nEND:VEVENT\r\n`;
}
