/**
 * The commands for operators: `npm run aimline -- …`. A failure prints a sentence to standard error and exits with 1.
 */
import knexFactory, { type Knex } from 'knex';
import { expectSslMode } from '../expectSslMode';
import { readConnection } from './readConnection';
import { runCommand } from './runCommand';

async function main(): Promise<void> {
  expectSslMode(process.env);
  let owner: Knex | undefined;
  const connect = async () => {
    const { ownerConnection, ...connection } = await readConnection(process.env);
    owner = knexFactory({
      client: 'pg',
      connection: ownerConnection,
      pool: { min: 0, max: 1 },
      // Knex prints the stack of a failed login to standard output; the error is printed below, as a sentence.
      log: { warn() {} },
    });
    const progress = (line: string) => void process.stderr.write(`${line}\n`);
    return { ...connection, owner, now: new Date(), progress };
  };
  try {
    process.stdout.write(`${await runCommand(process.argv.slice(2), { env: process.env, connect })}\n`);
  } finally {
    await owner?.destroy();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  // A connection of Knex whose login failed stays open until the server's authentication_timeout (60 s).
  process.exit(1);
});
