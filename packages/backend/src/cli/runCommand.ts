import { parseArgs } from 'node:util';
import { auditCommands } from './auditCommands';
import { jobCommands } from './jobCommands';
import { type Command, type CommandTools, ltiCommands } from './ltiCommands';

export const USAGE = `Usage: npm run aimline -- lti <command>
       npm run aimline -- audit <command>
       npm run aimline -- backup <command>   of the embedded database; says its commands when it gets none
       npm run aimline -- jobs list

lti

  invite --name "Maple Creek"     adds a district and prints a link to its install page, good for one use in three days
  invite --tenant <id>            the same for a district that exists
  list                            all deployments, with their state
  approve <deployment>            accepts launches of a deployment from now on
  disable <deployment>            refuses them, and ends the sessions that are open
  allow-frame <deployment> --origin https://canvas.example.org
                                  lets pages of an LMS with a domain of its own show Aimline, too
      --registration <id>         says which platform's, when several have a deployment of this name
  coordinators                    administrators of an LMS who wait, and coordinators, by the codes they tell
  approve-coordinator <code>      makes the first coordinator of a district; the others are approved in Aimline
  rotate-keys                     makes the key that signs from an hour on; both are published, the old one a day longer
  reseal                          seals what a previous encryption key has sealed again under the present one

audit
  verify --tenant <id or name>    proves that no sealed audit record was altered, removed, inserted or reordered
      --anchor <file>             and that the trail goes on from what an anchor says
  anchor --tenant <id or name>    prints the newest seal, signed; to be kept where the database is not
      --key <file>                the key, in place of AIMLINE_AUDIT_SIGNING_KEY; to verify, either line of new-key
  new-key                         makes a key that signs anchors, and the one that verifies them
  new-generation                  after a restore from a dump, before the service starts: sealing begins anew from there

jobs
  list                            what the service does in the background: when, how much waits, and what has failed`;

const AREAS: Readonly<Record<string, Readonly<Record<string, Command>>>> = {
  lti: ltiCommands,
  audit: auditCommands,
  jobs: jobCommands,
};

/**
 * Runs one command and returns what to print.
 *
 * @throws Error with one sentence for a person when it cannot be run.
 */
export async function runCommand(args: readonly string[], tools: CommandTools): Promise<string> {
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
  const commands = Object.hasOwn(AREAS, area) ? AREAS[area] : undefined;
  if (!commands) throw new Error(USAGE);
  const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (!run) throw new Error(`There is no command "${area} ${command}".\n\n${USAGE}`);
  return run(tools, { named, options: values });
}
