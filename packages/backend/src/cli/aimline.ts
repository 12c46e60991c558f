/** Commands for whoever runs Aimline: `npm run aimline -- lti …`, `audit …` or `jobs …`. A failure is a sentence on standard error. */
import knexFactory from 'knex';
import { readConnection } from './readConnection';
import { runCommand } from './runCommand';

async function main(): Promise<void> {
  const { ownerConnection, ...connection } = await readConnection(process.env);
  const owner = knexFactory({ client: 'pg', connection: ownerConnection, pool: { min: 0, max: 1 } });
  try {
    const progress = (line: string) => void process.stderr.write(`${line}\n`);
    const tools = { ...connection, owner, now: new Date(), progress };
    process.stdout.write(`${await runCommand(process.argv.slice(2), tools)}\n`);
  } finally {
    await owner.destroy();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
