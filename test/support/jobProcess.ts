/** A separate process that starts the job "test.long", reports it, and never finishes. */
import { startJobs } from '@aimline/plugin-interventions-backend';
import type { LoggerService } from '@backstage/backend-plugin-api';
import knexFactory from 'knex';

const knex = knexFactory({ client: 'pg', connection: JSON.parse(process.env.AIMLINE_TEST_CONNECTION!) });
const logger = { warn: (message: string) => void process.stderr.write(`${message}\n`) } as unknown as LoggerService;
const long = {
  name: 'test.long',
  schedule: null,
  async run() {
    process.send?.('started');
    await new Promise(() => {});
  },
};

void startJobs({ knex, jobs: [long], logger }).then((jobs) => jobs.enqueue(long, {}));
