import { listJobs } from '@aimline/plugin-interventions-backend';
import type { Command } from './ltiCommands';

/** The commands of the area "jobs". */
export const jobCommands: Readonly<Record<string, Command>> = {
  async list({ owner }) {
    const jobs = await listJobs(owner);
    if (jobs.length === 0) return 'The service has not run any background jobs yet.';
    return jobs
      .map(({ name, schedule, waiting, running, failed, lastEndedAt, lastFailure }) =>
        [
          name.padEnd(12),
          (schedule ?? 'on demand').padEnd(14),
          `${running} running, ${waiting} waiting, ${failed} failed`,
          `last ended ${lastEndedAt?.toISOString() ?? 'never'}`,
          lastFailure === null ? 'no failure' : `last failure: ${lastFailure}`,
        ].join('  '),
      )
      .join('\n');
  },
};
