/**
 * `npm start`: Aimline with everything it needs to be tried out, an embedded Postgres, the service, and the practice LMS
 * with its districts. Every failure is one line that says what to do.
 */
import { DATABASE } from '@aimline/embedded/databaseName';
import { startEmbeddedPostgres } from '@aimline/embedded/embeddedPostgres';
import { readSecrets } from '@aimline/embedded/readSecrets';
import { provisionDatabase } from '@aimline/plugin-interventions-backend';
import { resolve } from 'node:path';
import { approveCoordinators } from './approveCoordinators';
import { expectFreePort } from './expectFreePort';
import { startPracticeLms } from './practiceLms';
import { registerPracticeLms } from './registerPracticeLms';
import { seedPracticeDistrict } from './seed';

let stopping = false;

async function start(): Promise<void> {
  const port = portFrom('PORT', 7007);
  const demoPort = portFrom('DEMO_PORT', 7100);
  if (port === demoPort) throw new Error(`PORT and DEMO_PORT are both ${port}: set them to two different ports.`);
  const data = resolve(process.env.AIMLINE_DATA ?? '.data');
  // The LMS is at 127.0.0.1: two sites to a browser, so that the tool's cookies in the frame are third-party cookies.
  const toolOrigin = `http://localhost:${port}`;
  await expectFreePort(port, 'PORT');
  await expectFreePort(demoPort, 'DEMO_PORT');

  const secrets = await readSecrets(data);
  const postgres = await startEmbeddedPostgres({ directory: `${data}/postgres`, password: secrets.admin });
  const { host, port: databasePort } = postgres.admin;
  await provisionDatabase({
    admin: postgres.admin,
    database: DATABASE,
    ownerPassword: secrets.owner,
    appPassword: secrets.app,
  });
  const ownerConnection = `postgres://aimline_owner:${secrets.owner}@${host}:${databasePort}/${DATABASE}`;
  Object.assign(process.env, {
    PORT: String(port),
    AIMLINE_ORIGIN: toolOrigin,
    AIMLINE_DB_HOST: host,
    AIMLINE_DB_PORT: String(databasePort),
    AIMLINE_DB_NAME: DATABASE,
    AIMLINE_DB_APP_PASSWORD: secrets.app,
    AIMLINE_DB_OWNER_CONNECTION: ownerConnection,
    AIMLINE_ENCRYPTION_KEY: secrets.encryption,
    AIMLINE_APP_DIRECTORY: resolve('packages/app/dist/web'),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  });
  const { started, endOnSignal } = await import('@aimline/backend');
  const backend = await started;
  endOnSignal(async () => {
    stopping = true;
    // The service stops first, because it answers the requests in progress before the database stops.
    await backend.stop();
    await postgres.stop();
  });
  console.log(`Aimline is ready after ${process.uptime().toFixed(1)} s.`);

  const lms = await startPracticeLms({ port: demoPort, toolOrigin });
  await registerPracticeLms(ownerConnection, lms);
  await approveCoordinators(ownerConnection, lms);
  await seedPracticeDistrict({ toolOrigin, lms, now: new Date(), log: console.log });
  console.log(`
  Practice LMS   ${lms.origin}
  Aimline        ${toolOrigin}

  Open the practice LMS, pick a course and a person (Vivian leads groups, Sofia coordinates the district),
  and press Launch. Stop with Ctrl+C; the data remains in ${data}.
`);
}

function portFrom(variable: string, fallback: number): number {
  const port = Number(process.env[variable] ?? fallback);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Error(`${variable} is "${process.env[variable]}": expected a port from 1 to 65535.`);
}

start().catch((error: Error) => {
  // Stopped by the user while the districts are being filled: the failure is expected.
  if (stopping) return;
  console.error(error.message);
  process.exit(1);
});
