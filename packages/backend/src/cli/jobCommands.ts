import { listJobs } from '@aimline/plugin-interventions-backend';
import type { Command } from './ltiCommands';

/** As the commands for LTI: each does one thing and returns what to print. */
export const jobCommands: Readonly<Record<string, Command>> = {
  async list({ owner }) {
    const jobs = await listJobs(owner);
    if (jobs.length === 0) return 'The service has not done any background jobs yet.';
    return jobs
      .map(({ name, schedule, waiting, running, failed, lastEndedAt, lastFailure }) =>
        [
          name.padEnd(12),
          (schedule ?? 'when asked for').padEnd(14),
          `${running} running, ${waiting} waiting, ${failed} given up`,
          `ended last ${lastEndedAt?.toISOString() ?? 'never'}`,
          lastFailure === null ? 'no failure' : `failed last by ${lastFailure}`,
        ].join('  '),
      )
      .join('\n');
  },
};
