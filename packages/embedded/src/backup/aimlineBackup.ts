/**
 * `npm run aimline -- backup …`: backups of the embedded database. A failure prints a sentence to standard error and
 * exits with 1.
 */
import { resolve } from 'node:path';
import { runBackupCommand } from './runBackupCommand';

const tools = {
  data: resolve(process.env.AIMLINE_DATA ?? '.data'),
  now: () => new Date(),
  progress: (line: string) => void process.stderr.write(`${line}\n`),
};

runBackupCommand(process.argv.slice(3), tools).then(
  (printed) => void process.stdout.write(`${printed}\n`),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    // setting exitCode is not enough: the library of the embedded server ends the process with 0
    process.exit(1);
  },
);
