/** Backups of the embedded database: `npm run aimline -- backup …`. A failure is a sentence on standard error. */
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
    // a plain end would be 0: the embedded server's library ends the process with it
    process.exit(1);
  },
);
