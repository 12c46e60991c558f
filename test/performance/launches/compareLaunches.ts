import { type RunningPostgres, startEmbeddedPostgres } from '@aimline/embedded/embeddedPostgres';
import { freePort } from '@aimline/embedded/freePort';
import { cedarValley } from '@aimline/demo/districts';
import { inParallel } from '@aimline/embedded/inParallel';
import { registerDeployment } from '@aimline/lti';
import { provisionDatabase } from '@aimline/plugin-interventions-backend';
import knexFactory from 'knex';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { startTestPlatform, type TestPlatform } from '../../support/startTestPlatform';
import { type LaunchableTool, launchOnce } from './launchOnce';
import { type MeasuredProcess, startMeasured } from './startMeasured';

const PEOPLE = 50;
/** Each person launches four times first: afterwards people and courses are recorded, and the code is compiled. */
const WARM_UP = 4 * PEOPLE;
/** Rounds in turn, so that other load of the machine affects both. */
const ROUNDS = 6;
const LAUNCHES_PER_ROUND = 100;
const AT_ONCE = 4;

type Tool = LaunchableTool & MeasuredProcess;

interface Measured {
  launchesPerSecond: number;
  cpuMs: number;
  statements: number;
  brackets: number;
}

/**
 * What a launch (login and launch, nothing else) costs the process of the tool: the service as it runs, against ltijs
 * alone with a plain storage in Postgres and no guard. Rows for a table.
 */
export async function compareLaunches(): Promise<string[][]> {
  const directory = await mkdtemp(join(tmpdir(), 'aimline-launches-'));
  await chmod(directory, 0o755);
  const postgres = await startEmbeddedPostgres({
    directory: join(directory, 'postgres'),
    password: 'bench',
    isTemporary: true,
  });
  const platform = await startTestPlatform();
  const tools: Tool[] = [];
  try {
    const aimline = await startAimline(postgres, platform);
    tools.push(aimline);
    const ltijs = await startLtijs(postgres, platform);
    tools.push(ltijs);
    const [a, b] = await takeTurns([aimline, ltijs], platform);
    const ratio = `${(a.cpuMs / b.cpuMs).toFixed(2)}x`;
    const row = (name: string, of: (measured: Measured) => string, ...rest: string[]) => [name, of(a), of(b), ...rest];
    return [
      [`login and launch, ${AT_ONCE} at once`, 'Aimline', 'ltijs 5.9.9 alone', 'ratio', 'target'],
      row('CPU of the tool per launch', ({ cpuMs }) => `${cpuMs.toFixed(2)} ms`, ratio, 'at most 1.4x'),
      row('launches per second', ({ launchesPerSecond }) => launchesPerSecond.toFixed(0), '', ''),
      row('statements per launch', ({ statements }) => statements.toFixed(1), '', 'at most 4'),
      row('… and to open and end transactions', ({ brackets }) => brackets.toFixed(1), '', ''),
    ];
  } finally {
    await Promise.all([...tools.map((tool) => tool.stop()), platform.close()]);
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function takeTurns(tools: readonly [Tool, Tool], platform: TestPlatform): Promise<[Measured, Measured]> {
  for (const tool of tools) await launchMany(tool, platform, WARM_UP);
  const rounds: [Measured[], Measured[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const index of [0, 1] as const) rounds[index].push(await measure(tools[index], platform));
  }
  return [mean(rounds[0]), mean(rounds[1])];
}

async function measure(tool: Tool, platform: TestPlatform): Promise<Measured> {
  const before = await tool.usage();
  const started = performance.now();
  await launchMany(tool, platform, LAUNCHES_PER_ROUND);
  const seconds = (performance.now() - started) / 1000;
  const after = await tool.usage();
  const perLaunch = (what: keyof typeof before) => (after[what] - before[what]) / LAUNCHES_PER_ROUND;
  return {
    launchesPerSecond: LAUNCHES_PER_ROUND / seconds,
    cpuMs: perLaunch('cpuMs'),
    statements: perLaunch('statements'),
    brackets: perLaunch('brackets'),
  };
}

function mean(rounds: readonly Measured[]): Measured {
  const of = (what: keyof Measured) => rounds.reduce((sum, round) => sum + round[what], 0) / rounds.length;
  return {
    launchesPerSecond: of('launchesPerSecond'),
    cpuMs: of('cpuMs'),
    statements: of('statements'),
    brackets: of('brackets'),
  };
}

async function launchMany(tool: LaunchableTool, platform: TestPlatform, times: number): Promise<void> {
  const people = Array.from({ length: times }, (_, i) => i % PEOPLE);
  await inParallel(AT_ONCE, people, (person) => launchOnce(tool, platform, person));
}

async function startAimline({ admin }: RunningPostgres, platform: TestPlatform): Promise<Tool> {
  const [ownerPassword, appPassword, database] = ['owner', 'app', 'aimline'];
  await provisionDatabase({ admin, database, ownerPassword, appPassword });
  const ownerConnection = `postgres://aimline_owner:${ownerPassword}@${admin.host}:${admin.port}/${database}`;
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const tool = await startMeasured('aimlineTool.ts', {
    PORT: String(port),
    AIMLINE_ORIGIN: origin,
    AIMLINE_DB_HOST: admin.host,
    AIMLINE_DB_PORT: String(admin.port),
    AIMLINE_DB_NAME: database,
    AIMLINE_DB_APP_PASSWORD: appPassword,
    AIMLINE_DB_OWNER_CONNECTION: ownerConnection,
    AIMLINE_ENCRYPTION_KEY: 'a key for benchmarks, and for nothing else',
    AIMLINE_APP_DIRECTORY: resolve('packages/app/dist/web'),
    LOG_LEVEL: 'warn',
  });
  const owner = knexFactory({ client: 'pg', connection: ownerConnection, pool: { min: 0, max: 1 } });
  await registerDeployment(owner, {
    issuer: platform.issuer,
    clientId: platform.clientId,
    authorizationEndpoint: `${platform.issuer}/authorize`,
    tokenEndpoint: `${platform.issuer}/token`,
    jwksUri: `${platform.issuer}/jwks`,
    deploymentId: 'bench-1',
    tenantId: cedarValley.tenantId,
    tenantName: cedarValley.name,
  }).finally(() => owner.destroy());
  return { ...tool, loginUrl: `${origin}/lti/login`, launchUrl: `${origin}/lti/launch` };
}

async function startLtijs({ admin }: RunningPostgres, platform: TestPlatform): Promise<Tool> {
  const client = new Client({ ...admin, database: 'postgres' });
  await client.connect();
  await client.query('create database ltijs').finally(() => client.end());
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const tool = await startMeasured('ltijsTool.ts', {
    BENCH_PORT: String(port),
    BENCH_CONNECTION: `postgres://${admin.user}:${admin.password}@${admin.host}:${admin.port}/ltijs`,
    BENCH_ISSUER: platform.issuer,
    BENCH_CLIENT_ID: platform.clientId,
  });
  return { ...tool, loginUrl: `${origin}/login`, launchUrl: `${origin}/launch` };
}
