import { cedarValley } from '@aimline/demo/districts';
import type { Call } from '@aimline/plugin-interventions-common/client';
import type { InterventionDraft } from '@aimline/plugin-interventions-common/interventions';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { benchServer } from './benchServer';

/** A school with a facilitator, a room and six students for each round, so that rounds do not conflict. */
export interface BenchDistrict {
  tenantId: string;
  /** The coordinator who sends the requests. */
  personId: string;
  size: number;
  sessionCount: number;
  /** The bare driver, with the login of the service. */
  bare: Client;
  draft(round: number): InterventionDraft;
  students(round: number): string[];
  /** Maps the ids of the last round to those of another round. */
  substitutions(round: number): Map<string, string>;
  /** Updates the statistics of the planner. */
  analyze(): Promise<void>;
  close(): Promise<void>;
}

const STUDENTS_PER_ROUND = 6;

export async function createBenchDistrict(options: { data: string; call: Call; size: number }): Promise<BenchDistrict> {
  const { data, call, size } = options;
  const { tenantId } = cedarValley;
  const { server, ...secrets } = benchServer(data);
  const { staff } = await call('staff.list');
  const personId = staff.find(({ givenName }) => givenName === cedarValley.coordinator.givenName)!.staffId;
  const rooms = Array.from({ length: size }, (_, i) => ({ name: `Room ${String(i).padStart(4, '0')}` }));
  const school = { name: 'Bench School', timeZone: 'America/Chicago', rooms, closedDays: [] };
  const { schools } = await call('school.import', { body: { schools: [school] } });
  const { schoolId, rooms: imported } = schools.find(({ name }) => name === school.name)!;
  const staffIds = Array.from({ length: size }, () => uuidv7());
  const studentIds = Array.from({ length: size * STUDENTS_PER_ROUND }, () => uuidv7());
  const asAdmin = async (work: (admin: Client) => Promise<unknown>) => {
    const admin = new Client({ ...server, user: 'postgres', password: secrets.admin });
    await admin.connect();
    try {
      await work(admin);
    } finally {
      await admin.end();
    }
  };
  const analyze = () => asAdmin((admin) => admin.query('analyze'));
  await asAdmin(async (admin) => {
    await admin.query(`set app.tenant_id = '${tenantId}'; set app.action = 'bench.prepare'`);
    for (const [table, ids] of Object.entries({ staff: staffIds, student: studentIds })) {
      await admin.query(
        `insert into aimline.${table} (tenant_id, ${table}_id, given_name, family_name, name_source)
         select $1, id, 'Bench', 'Person', 'import:bench' from unnest($2::uuid[]) id`,
        [tenantId, ids],
      );
    }
  });
  await analyze();
  const bare = new Client({ ...server, user: 'aimline_app', password: secrets.app, pipeline: true } as object);
  await bare.connect();

  const students = (round: number) => studentIds.slice(round * STUDENTS_PER_ROUND, (round + 1) * STUDENTS_PER_ROUND);
  const last = size - 1;
  return {
    tenantId,
    personId,
    size,
    sessionCount: 36,
    bare,
    students,
    analyze,
    draft: (round) => ({
      title: `Bench group ${round}`,
      objective: 'Measure what a request costs.',
      schoolId,
      ownerId: personId,
      facilitatorId: staffIds[round]!,
      roomId: imported[round]!.roomId,
      tier: 2,
      domain: 'reading',
      targetPopulation: 'Nobody',
      // twelve weeks, three days each
      beginDate: '2027-03-01',
      endDate: '2027-05-23',
      meetingTimes: (['monday', 'wednesday', 'friday'] as const).map((weekday) => ({
        weekday,
        startTime: '10:00',
        endTime: '10:30',
      })),
    }),
    substitutions: (round) =>
      new Map([
        ...[tenantId, personId, schoolId].map((id): [string, string] => [id, id]),
        [staffIds[last]!, staffIds[round]!],
        [imported[last]!.roomId, imported[round]!.roomId],
        ...students(last).map((id, i): [string, string] => [id, students(round)[i]!]),
      ]),
    close: () => bare.end(),
  };
}
