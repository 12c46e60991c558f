import type { ResultFor } from '@aimline/plugin-interventions-common/client';
import { createTenantTransactions, resolveSubject } from '@aimline/plugin-interventions-backend';
import { provenTenantId } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import { registry, routes } from '../support/service';
import type { BenchDistrict } from './benchDistrict';
import type { Statement } from './replay';

type SessionList = ResultFor<'session.list'>;

export interface RecordedRequests {
  create: Statement[];
  enroll: Statement[];
  attendance: Statement[];
  interventionId: string;
  /** The session whose attendance was recorded. */
  sessionId: string;
}

/**
 * The statements that one request to create, one to enroll and one to record attendance send in their transactions, in
 * the last round of the district.
 */
export async function recordStatements(district: BenchDistrict): Promise<RecordedRequests> {
  const { bare, personId } = district;
  const statements: Statement[] = [];
  const connection = {
    query: (query: string | Statement) => {
      statements.push(typeof query === 'string' ? { text: query, values: [] } : query);
      return bare.query(query as Statement);
    },
  };
  const pool = { client: { acquireConnection: async () => connection, releaseConnection: async () => {} } };
  const tenants = createTenantTransactions({
    knex: pool as unknown as Knex,
    // after the first session, because attendance of a future session is refused
    now: () => new Date('2027-03-02T00:00:00Z'),
    sinks: () => ['events-service'],
  });
  const tenantId = provenTenantId(district.tenantId);
  const actor = { tenantId, personId, roles: ['coordinator' as const], courseId: null, studentIds: [] };
  const run = async (action: string, input: object) => {
    statements.length = 0;
    const found = routes.find(({ contract }) => contract.action === action);
    if (found?.kind !== 'inside') throw new Error(`No route of one transaction does "${action}".`);
    const answer = await tenants.transact({ tenantId, actorId: personId, action }, async (unit) => {
      const { params = {} } = input as { params?: Record<string, string> };
      const subject = await resolveSubject(unit, actor, registry.subjects, params);
      unit.because('coordinator');
      return found.handle({ ...unit, actor, subject, may: () => true }, { query: {}, ...input } as never);
    });
    return { answer, statements: [...statements] };
  };
  const last = district.size - 1;
  const body = district.draft(last);
  const create = await run('intervention.create', { body });
  const { interventionId } = create.answer as { interventionId: string };
  const enroll = await run('enrollment.create', {
    params: { interventionId },
    body: { studentIds: district.students(last), beginDate: body.beginDate },
  });
  const { sessions } = (await run('session.list', { params: { interventionId } })).answer as SessionList;
  const { sessionId } = sessions[0]!;
  const marks = district
    .students(last)
    .map((studentId) => ({ studentId, status: 'present', reason: null, note: null }));
  const attendance = await run('attendance.record', { params: { sessionId }, body: { marks } });
  return {
    ...{ create: create.statements, enroll: enroll.statements, attendance: attendance.statements },
    ...{ interventionId, sessionId },
  };
}
