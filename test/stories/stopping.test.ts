/** A service is stopped while users save: requests in progress get their response. */
import { API_BASE } from '@aimline/plugin-interventions-common/endpoints';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { openSession } from '../support/openSession';
import { startTestService, type TestService } from '../support/service';
import { type ServiceProcess, startServiceProcess } from '../support/startServiceProcess';

let service: TestService;
let token: string;
let running: ServiceProcess;
beforeAll(async () => {
  service = await startTestService();
  token = await openSession(service);
  // On a busy machine this may take longer than three seconds.
  const { database } = service.db.appConnection;
  await service.db.admin.query(`alter role aimline_app in database ${database} set lock_timeout = '10s'`);
});
afterAll(() => service.close());
beforeEach(async () => {
  running = await startServiceProcess({
    db: service.db,
    origin: 'https://aimline.example.org',
    appDirectory: tmpdir(),
  });
});
afterEach(() => running.kill());

/** Requests the schools; authentication waits until `held` is released. */
async function askAndHold() {
  const { admin } = service.db;
  await admin.query('begin; lock table aimline.launch_session in access exclusive mode');
  const answer = fetch(`${running.address}${API_BASE}/schools`, { headers: { authorization: `Bearer ${token}` } }).then(
    async (response) => ({ status: response.status, body: await response.json() }),
    (error: Error) => error.message,
  );
  const waiting = `select from pg_locks where not granted and database = (
    select oid from pg_database where datname = current_database())`;
  while (!(await admin.query(waiting)).rowCount) await setTimeout(5);
  return { answer, letGo: () => admin.query('rollback') };
}

/** A keep-alive connection that was used once. */
async function keepConnection(): Promise<Socket> {
  const socket = connect(running.port, '127.0.0.1');
  socket.write('GET /.backstage/health/v1/liveness HTTP/1.1\r\nhost: localhost\r\n\r\n');
  await once(socket, 'data');
  return socket;
}

test('at SIGTERM requests under way get their response, new ones are refused, and the process exits with 0', async () => {
  const idle = await keepConnection();
  const { answer, letGo } = await askAndHold();
  // Ctrl+C in a terminal reaches a service twice
  running.process.kill('SIGTERM');
  running.process.kill('SIGTERM');
  await once(idle, 'close');
  const [refusal] = await once(connect(running.port, '127.0.0.1'), 'error');
  expect(['ECONNREFUSED', 'ECONNRESET']).toContain(refusal.code);
  await letGo();
  expect(await answer).toMatchObject({ status: 200, body: { schools: [service.juniper] } });
  expect(await running.ended).toBe(0);
  expect(running.log()).not.toContain('"level"');
});

test('at a second signal the process ends at once', async () => {
  const { answer, letGo } = await askAndHold();
  const hasEnded = running.ended.then(() => true);
  do running.process.kill('SIGTERM');
  while (!(await Promise.race([hasEnded, setTimeout(100, false)])));
  expect(await running.ended).toBe(1);
  expect(await answer).toBe('fetch failed');
  await letGo();
});
