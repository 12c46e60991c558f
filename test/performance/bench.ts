/**
 * What a request costs over HTTP with everything on, as a ratio to the same SQL on the bare driver; what the audit trail,
 * events and tenant isolation cost; how fast events are delivered; and what a launch costs, as a ratio to ltijs
 * alone; each in one run.
 *
 * The service runs as `npm start` runs it, on a data folder of its own. The floor replays the very statements that one
 * such request sent, pipelined on one connection, with fresh ids and other people; both take turns.
 */
import { cast } from '@aimline/demo/cast';
import { gradeThree } from '@aimline/demo/courses';
import { freePort } from '@aimline/embedded/freePort';
import { launchAs } from '@aimline/demo/launchAs';
import { createClient } from '@aimline/plugin-interventions-common/client';
import { rm, mkdtemp, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { findRabbitmq } from '../support/findRabbitmq';
import { endpoints } from '../support/service';
import { startRabbitmq } from '../support/startRabbitmq';
import { benchAudit } from './benchAudit';
import { createBenchDistrict, type BenchDistrict } from './benchDistrict';
import { benchEvents, receiveByRabbitmq } from './benchEvents';
import { benchGuarantees } from './benchGuarantees';
import { bundleSize } from './bundleSize';
import { compareLaunches } from './launches/compareLaunches';
import { type RecordedRequests, recordStatements } from './recordStatements';
import { type Statement, replay } from './replay';
import { startService } from './startService';
import { table, timings } from './timings';

const ROUNDS = 80;
/**
 * Rounds before measuring, until the tables have grown; then they are analysed once, as autovacuum would do within a
 * minute.
 */
const WARM_UP = 60;
const IDLE_AFTER_MS = 3_000;
/** Number of rounds that alternate between the audit trigger on and off. */
const AUDIT_ROUNDS = 100;
const SESSIONS = 8;
/** Number of rounds that alternate between all guarantees on and off. */
const GUARANTEE_ROUNDS = 100;

async function bench(): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'aimline-bench-'));
  await chmod(data, 0o755);
  const ports = { port: await freePort(), demoPort: await freePort() };
  console.log('Starting the service on a new data folder, and filling the practice district …');
  const first = await startService({ data, ...ports });
  await first.stop();
  const programs = findRabbitmq();
  const rabbitmq = programs && (await startRabbitmq(programs));
  const queue = rabbitmq && (await receiveByRabbitmq(rabbitmq));
  const service = await startService({ data, ...ports, amqpUrl: rabbitmq?.url });
  try {
    await setTimeout(IDLE_AFTER_MS);
    const idleMb = service.memoryMb();
    const signIn = async () => {
      const { token } = await launchAs({ lms: service.lms, person: cast.sofia, course: gradeThree });
      return createClient({ endpoints, origin: service.origin, token: () => token });
    };
    const call = await signIn();
    const district = await createBenchDistrict({
      data,
      call,
      size: 2 * (ROUNDS + WARM_UP) + AUDIT_ROUNDS + GUARANTEE_ROUNDS + 1,
    });
    try {
      const recorded = await recordStatements(district);
      await compare(call, district, recorded);
      const rounds = Array.from({ length: AUDIT_ROUNDS }, (_, i) => 2 * (ROUNDS + WARM_UP) + i);
      console.log(table(await benchAudit({ data, district, create: recorded.create, rounds })));
      const others = Array.from({ length: GUARANTEE_ROUNDS }, (_, i) => rounds.at(-1)! + 1 + i);
      console.log(table(await benchGuarantees({ data, district, recorded, rounds: others })));
      // one session is limited to ten requests per second
      const sessions = await Promise.all(Array.from({ length: SESSIONS }, () => signIn()));
      console.log(table(await benchEvents({ data, tenantId: district.tenantId, calls: sessions, queue })));
    } finally {
      await district.close();
    }
    const { entryKb } = bundleSize();
    console.log(
      table([
        ['process start to ready, initialised database', `${service.readySeconds} s`, 'under 3 s'],
        ['memory of the Node process, idle', `${idleMb} MB`, 'under 300 MB'],
        ['memory of the Node process, after the load', `${service.memoryMb()} MB`, ''],
        ['initial JavaScript of the interface, gzip', `${entryKb} kB`, 'under 200 kB'],
      ]),
    );
  } finally {
    await service.stop();
    await queue?.close();
    await rabbitmq?.close();
    await rm(data, { recursive: true, force: true });
  }
  console.log('Launching …');
  console.log(table(await compareLaunches()));
}

async function compare(
  call: ReturnType<typeof createClient>,
  district: BenchDistrict,
  recorded: RecordedRequests,
): Promise<void> {
  const created: string[] = [];
  const replayed = new Map<number, string>();
  const create = {
    http: async (i: number) => {
      const { interventionId } = await call('intervention.create', { body: district.draft(i) });
      created.push(interventionId);
    },
    bare: async (i: number) => {
      const made = await replay(district.bare, recorded.create, district.substitutions(i));
      replayed.set(i, made.get(recorded.interventionId)!);
    },
  };
  const enroll = {
    http: async (i: number) => {
      const body = { studentIds: district.students(i), beginDate: district.draft(i).beginDate };
      await call('enrollment.create', { params: { interventionId: created[i]! }, body });
    },
    bare: async (i: number) => {
      const substitutions = district.substitutions(i).set(recorded.interventionId, replayed.get(i)!);
      await replay(district.bare, recorded.enroll, substitutions);
    },
  };
  const rows = [['', 'HTTP p50', 'HTTP p95', 'bare p50', 'bare p95', 'ratio p50', 'target']];
  for (const [name, { http, bare }, statements] of [
    [`create (${district.sessionCount} sessions)`, create, recorded.create],
    ['enroll (6 students)', enroll, recorded.enroll],
  ] as const) {
    const { a, b } = await takeTurns(http, bare, district.analyze);
    rows.push([`${name}, ${count(statements)}`, ...a.row, ...b.row, `${(a.p50 / b.p50).toFixed(2)}x`, 'at most 2.5x']);
  }
  console.log(table(rows));
}

/** HTTP uses the numbers from 0, the floor those after them, to avoid double bookings. */
async function takeTurns(
  http: (i: number) => Promise<void>,
  bare: (i: number) => Promise<void>,
  analyze: () => Promise<void>,
) {
  const [a, b]: [number[], number[]] = [[], []];
  for (let i = 0; i < ROUNDS + WARM_UP; i += 1) {
    if (i === WARM_UP) await analyze();
    const started = performance.now();
    await http(i);
    const between = performance.now();
    await bare(ROUNDS + WARM_UP + i);
    const ended = performance.now();
    if (i < WARM_UP) continue;
    a.push(between - started);
    b.push(ended - between);
  }
  return { a: timings(a), b: timings(b) };
}

function count(statements: readonly Statement[]): string {
  return `${statements.length} statements`;
}

bench().catch((error: Error) => {
  console.error(error);
  process.exit(1);
});
