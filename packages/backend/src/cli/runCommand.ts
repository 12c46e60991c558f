import { parseArgs } from 'node:util';
import { auditCommands } from './auditCommands';
import { databaseCommands } from './databaseCommands';
import { jobCommands } from './jobCommands';
import { type Command, type CommandTools, ltiCommands } from './ltiCommands';

export const USAGE = `Usage: npm run aimline -- <area> <command>

db
  provision                       creates the logins, the database and its schemas as an administrator (PGHOST, PGUSER,
                                  AIMLINE_DB_OWNER_PASSWORD, AIMLINE_DB_APP_PASSWORD); may be repeated
  migrate                         brings the tables up to date as their owner (AIMLINE_DB_OWNER_CONNECTION)

lti
  invite --name "Maple Creek"     adds a district and prints a link to its install page, valid once within three days
  invite --tenant <id>            the same for a district that exists
  list                            all deployments, with their state
  approve <deployment>            accepts launches of a deployment from now on
  disable <deployment>            refuses launches of a deployment and ends its sessions
  allow-frame <deployment> --origin https://canvas.example.org
                                  lets pages of an LMS with a domain of its own show Aimline in a frame
      --registration <id>         the platform, where several have a deployment of this name
  coordinators                    candidates and coordinators, by the code that each of them was shown
  approve-coordinator <code>      approves the first coordinator of a district; coordinators approve the others
  rotate-keys                     creates the key that signs from an hour on; the old one stays published a day longer
  reseal                          encrypts again, under the present key, what a previous encryption key encrypted

audit
  verify --tenant <id or name>    verifies that no sealed audit record was altered, removed, inserted or reordered
      --anchor <file>             and that the trail continues from an anchor
  anchor --tenant <id or name>    prints the newest seal, signed; store it where the database cannot reach it
      --key <file>                the key, instead of AIMLINE_AUDIT_SIGNING_KEY; either key of new-key verifies
  new-key                         creates a key that signs anchors, and the key that verifies them
  new-generation                  after a restore from a dump, before the service starts: sealing begins again from here

jobs
  list                            the background jobs: schedule, how many wait, the last failure

backup                            backups of the embedded database; without a command, lists its commands`;

const AREAS: Readonly<Record<string, Readonly<Record<string, Command>>>> = {
  lti: ltiCommands,
  audit: auditCommands,
  jobs: jobCommands,
};

/**
 * Runs one command and returns what to print.
 *
 * @param connect - called by commands that work on a database, after their name has been checked
 * @throws Error with one sentence for a person when it cannot be run.
 */
export async function runCommand(
  args: readonly string[],
  { env, connect }: { env: NodeJS.ProcessEnv; connect: () => Promise<CommandTools> },
): Promise<string> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      tenant: { type: 'string' },
      registration: { type: 'string' },
      origin: { type: 'string' },
      anchor: { type: 'string' },
      key: { type: 'string' },
    },
  });
  const [area = '', command = '', named] = positionals;
  if (area === 'db') return commandIn(databaseCommands, area, command)(env);
  const commands = Object.hasOwn(AREAS, area) ? AREAS[area] : undefined;
  if (!commands) throw new Error(USAGE);
  const run = commandIn(commands, area, command);
  return run(await connect(), { named, options: values });
}

function commandIn<Run>(commands: Readonly<Record<string, Run>>, area: string, command: string): Run {
  const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (!run) throw new Error(`There is no command "${area} ${command}".\n\n${USAGE}`);
  return run;
}
