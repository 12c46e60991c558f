import { Client } from 'pg';
import type { BenchDistrict } from './benchDistrict';
import { benchServer } from './benchServer';
import type { RecordedRequests } from './recordStatements';
import { replay, type Statement } from './replay';
import { timings } from './timings';

/** The tables whose row triggers write the audit records of these requests. */
const AUDITED = ['intervention', 'meeting_time', 'intervention_session', 'attendance_record'];
const WARM_UP = 10;

/**
 * The cost of auditing every row, storing every change as an event, and isolating every district: the statements
 * of a request on the bare driver, in turn with all of it and with none: no audit trigger, no event, and a login that
 * row-level security does not restrict.
 */
export async function benchGuarantees(options: {
  data: string;
  district: BenchDistrict;
  recorded: RecordedRequests;
  /** Numbers of the rounds to use; no other benchmark uses the same. */
  rounds: readonly number[];
}): Promise<string[][]> {
  const { data, district, recorded, rounds } = options;
  const { server, admin } = benchServer(data);
  const unbound = new Client({ ...server, user: 'postgres', password: admin, pipeline: true } as object);
  await unbound.connect();
  const turn = async (what: 'enable' | 'disable') => {
    for (const table of AUDITED) await unbound.query(`alter table aimline.${table} ${what} trigger audited`);
  };
  const compare = async (
    name: string,
    target: string,
    statements: readonly Statement[],
    known: (round: number) => Promise<Map<string, string>>,
  ) => {
    const without = statements.filter(({ text }) => !text.includes('emit_events('));
    const [all, none]: [number[], number[]] = [[], []];
    for (const [i, round] of rounds.entries()) {
      const isWhole = i % 2 === 0;
      const substitutions = await known(round);
      await turn(isWhole ? 'enable' : 'disable');
      const client = isWhole ? district.bare : unbound;
      const started = performance.now();
      await replay(client, isWhole ? statements : without, substitutions);
      (isWhole ? all : none).push(performance.now() - started);
    }
    const [a, b] = [timings(all.slice(WARM_UP)), timings(none.slice(WARM_UP))];
    return [name, `${(a.p50 / b.p50).toFixed(2)}x`, `${a.row[0]} against ${b.row[0]}`, target];
  };
  try {
    return [
      await compare(
        'an intervention with 36 sessions, with audit + events + row-level security against without',
        'at most 2.2x',
        recorded.create,
        async (round) => district.substitutions(round),
      ),
      await compare('attendance of six, likewise', 'at most 1.6x', recorded.attendance, async (round) => {
        const { interventionId, sessionId } = await findSession(unbound, district, round);
        return district
          .substitutions(round)
          .set(recorded.interventionId, interventionId)
          .set(recorded.sessionId, sessionId);
      }),
    ];
  } finally {
    await turn('enable');
    await unbound.end();
  }
}

/** The first session of the intervention that the previous round created, with six enrolled students. */
async function findSession(unbound: Client, district: BenchDistrict, round: number) {
  const { facilitatorId } = district.draft(round);
  const { rows } = await unbound.query<{ interventionId: string; sessionId: string }>(
    `select s.intervention_id as "interventionId", s.session_id as "sessionId"
     from aimline.intervention_session s
     where s.tenant_id = $1 and s.facilitator_id = $2
     order by s.starts_at
     limit 1`,
    [district.tenantId, facilitatorId],
  );
  const { interventionId } = rows[0]!;
  await unbound.query(`set app.tenant_id = '${district.tenantId}'; set app.action = 'bench.prepare'`);
  await unbound.query(
    `insert into aimline.enrollment (tenant_id, enrollment_id, intervention_id, student_id, status, source, begin_date, enrolled_by, enrolled_at)
     select $1, gen_random_uuid(), $2, id, 'active', 'manual', '2027-03-01', $4, now() from unnest($3::uuid[]) id`,
    [district.tenantId, interventionId, district.students(round), district.personId],
  );
  return rows[0]!;
}
