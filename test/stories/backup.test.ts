/** The practice district is backed up while twenty people write, and restored elsewhere: every transaction is complete. */
import { cast } from '@aimline/demo/cast';
import { gradeThree } from '@aimline/demo/courses';
import { freePort } from '@aimline/embedded/freePort';
import { signIn } from '@aimline/demo/signIn';
import type { Call } from '@aimline/plugin-interventions-common/client';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, open, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { type RunningService, startService } from '../performance/startService';

const WRITERS = 20;

let folder: string;
let data: string;
let backup: string;
let service: RunningService;
let writers: Writer[];
/** The path of an unused table's file, below the data folder of the server. */
let closedDayFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aimline-backup-story-'));
  // when the tests run as root, Postgres runs as another user
  await chmod(folder, 0o755);
  data = join(folder, 'data');
  backup = join(folder, 'backup');
  await mkdir(backup, { mode: 0o755 });
  service = await startService({ data, port: await freePort(), demoPort: await freePort() });
  writers = await chooseWriters();
}, 240_000);
afterAll(async () => {
  await service?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

test('writing continues during a backup', async () => {
  let writing = true;
  const written = writers.map(async (writer) => {
    while (writing) await writer.write();
  });
  let atBegin: number[] = [];
  const made = await aimline(['create', '--to', backup], data, (line) => {
    // printed when pg_backup_start has returned
    if (line.startsWith('Copying while the database serves')) atBegin = writers.map(({ count }) => count);
  });
  const atEnd = writers.map(({ count }) => count);
  writing = false;
  await Promise.all(written);
  for (const [i, writer] of writers.entries()) writer.mustHave = atBegin[i]!;

  expect(made).toMatchObject({ status: 0, stdout: expect.stringContaining(`The backup is in "${backup}"`) });
  expect(made.stdout).toContain(`Store a copy of "${join(data, 'secrets.json')}" elsewhere`);
  expect(atBegin).toHaveLength(WRITERS);
  expect(atEnd.filter((count, i) => count <= atBegin[i]!)).toEqual([]);
  expect((await stat(backup)).mode & 0o777).toBe(0o700);
}, 120_000);

test('a restore verifies the tables, the migrations and the audit trail of every district', async () => {
  const restored = join(folder, 'restored');
  const secrets = join(data, 'secrets.json');
  const { status, stdout } = await aimline(['restore', backup, '--data', restored, '--secrets', secrets], data);
  expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining(`"${restored}" is restored`) });
  expect(stdout).toMatch(/\n {2}aimline\.progress_note +273\n/);
  expect(stdout).toMatch(/\nThe schema has all \d+ migrations, the last is \d{14}_\w+\.js\.\n/);
  expect(stdout).toMatch(/\nThe audit trail of Cedar Valley is intact: \d{4,} records sealed, /);
  expect(stdout).toMatch(/\nThe audit trail of Harbor is intact: \d{2,} records sealed, /);
  expect((await stat(join(restored, 'secrets.json'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(restored, 'postgres'))).mode & 0o777).toBe(0o700);
}, 120_000);

test('a restored backup has all commits from before the copy, every transaction complete, and Aimline runs on it', async () => {
  await service.stop();
  data = join(folder, 'restored');
  service = await startService({ data, port: await freePort(), demoPort: await freePort() });
  await withServer(async (server) => {
    for (const { sessionId, mustHave, studentCount } of writers) {
      const { rows } = await server.query<{ notes: string[]; count: number }>(
        `select array_agg(distinct a.note) as notes, count(*)::int as count
         from aimline.attendance_record a where a.session_id = $1`,
        [sessionId],
      );
      // at most one write is without a response, and none before those that were committed
      expect(rows).toEqual([{ notes: [expect.stringMatching(/^Write \d+$/)], count: studentCount }]);
      const restored = Number(rows[0]!.notes[0]!.split(' ')[1]);
      expect(restored).toBeGreaterThanOrEqual(mustHave);
      const { rows: audited } = await server.query<{ count: number; writes: number; newest: number }>(
        `select count(*)::int as count, count(distinct a.xid::text)::int as writes,
           max(split_part(a.after ->> 'note', ' ', 2)::int) as newest
         from aimline.audit_record a
         where a.entity = 'attendance_record' and a.after ->> 'session_id' = $1 and a.after ->> 'note' like 'Write %'`,
        [sessionId],
      );
      expect(audited).toEqual([{ count: restored * studentCount, writes: restored, newest: restored }]);
    }
    // no dirty page remains that could overwrite the altered byte
    await server.query('vacuum aimline.closed_day');
    await server.query('checkpoint');
    const { rows } = await server.query(`select pg_relation_filepath('aimline.closed_day') as file`);
    closedDayFile = join('postgres', rows[0].file);
  });
  // these launches use a tool key that the restored encryption key decrypts
  const [again] = await chooseWriters();
  await again!.write();
  await untilSealed();
  const verified = await aimline(['verify', '--tenant', 'Cedar Valley'], data, () => {}, 'audit');
  expect(verified).toMatchObject({ status: 0, stdout: expect.stringContaining('is intact') });
}, 120_000);

test('a page that was corrupt before the backup is found, and its table named', async () => {
  const broken = join(folder, 'broken');
  await flipByte(join(data, closedDayFile), 8_000);
  expect(await aimline(['create', '--to', broken, '--with-secrets'], data)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('The secrets are in it'),
  });
  expect(await aimline(['verify', broken], data)).toMatchObject({ status: 0 });
  const started = await aimline(['verify', broken, '--start'], data);
  expect(started).toMatchObject({ status: 1, stdout: '' });
  expect(started.stderr).toContain(
    `The database in the backup "${broken}" has faults.\n  aimline.closed_day: invalid page in block 0 of relation`,
  );
  await flipByte(join(broken, closedDayFile), 8_000);
  expect(await aimline(['verify', broken], data)).toMatchObject({
    status: 1,
    stderr: `The backup "${broken}" was altered.\n  Altered: ${closedDayFile}\n`,
  });
}, 120_000);

/** A user who records the attendance of one session repeatedly: all its students in one transaction. */
interface Writer {
  sessionId: string;
  studentCount: number;
  /** Acknowledged writes. */
  count: number;
  /** Writes acknowledged before the copy began. */
  mustHave: number;
  write(): Promise<void>;
}

async function chooseWriters(): Promise<Writer[]> {
  const call = await signInAsSofia();
  const { interventions } = await call('intervention.list', { body: { search: 'Structured phonics, grade 3' } });
  const params = { interventionId: interventions[0]!.interventionId };
  const { sessions } = await call('session.list', { params });
  const held = sessions.filter(({ status }) => status === 'held').slice(0, WRITERS);
  expect(held).toHaveLength(WRITERS);
  return Promise.all(held.map(({ sessionId }) => writerOf(call, sessionId)));
}

async function writerOf(call: Call, sessionId: string): Promise<Writer> {
  const params = { sessionId };
  const { entries } = await call('attendance.read', { params });
  const writer = {
    ...{ sessionId, studentCount: entries.length, count: 0, mustHave: 0 },
    async write() {
      const note = `Write ${writer.count + 1}`;
      const marks = entries.map(({ student }) => ({ studentId: student.studentId, status: 'present' as const, note }));
      await call('attendance.record', { params, body: { marks } });
      writer.count += 1;
    },
  };
  return writer;
}

async function signInAsSofia(): Promise<Call> {
  return signIn({ toolOrigin: service.origin, lms: service.lms }, cast.sofia, gradeThree);
}

async function untilSealed(): Promise<void> {
  const call = await signInAsSofia();
  while ((await call('audit.seals')).oldestUnsealedAt !== null) await setTimeout(100);
}

/**
 * Runs the command in a separate process while the service runs, as an operator does; passes on each line of standard
 * error.
 */
async function aimline(
  args: string[],
  dataFolder: string,
  onLine: (line: string) => void = () => {},
  area: 'backup' | 'audit' = 'backup',
): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const script =
    area === 'backup' ? 'packages/embedded/dist/backup/aimlineBackup.js' : 'packages/backend/dist/cli/aimline.js';
  const child = spawn(process.execPath, [resolve(__dirname, '../..', script), area, ...args], {
    env: { ...process.env, AIMLINE_DATA: dataFolder, NODE_NO_WARNINGS: '1' },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk));
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
    for (const line of String(chunk).split('\n')) onLine(line);
  });
  const status = await new Promise<number | null>((done) => child.once('close', done));
  return { status, stdout, stderr };
}

/** Queries as the administrator of the service's database. */
async function withServer(work: (server: Client) => Promise<void>): Promise<void> {
  const { admin } = JSON.parse(await readFile(join(data, 'secrets.json'), 'utf8'));
  const port = Number((await readFile(join(data, 'postgres/postmaster.pid'), 'utf8')).split('\n')[3]);
  const server = new Client({ host: '127.0.0.1', port, user: 'postgres', password: admin, database: 'aimline' });
  await server.connect();
  try {
    await work(server);
  } finally {
    await server.end();
  }
}

async function flipByte(path: string, position: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, position);
    await file.write(Buffer.from([buffer[0]! ^ 1]), 0, 1, position);
  } finally {
    await file.close();
  }
}
