import type { Knex } from 'knex';
import { JOB_SCHEMA } from './jobTables';

/** The state of all jobs of one name. */
export interface JobState {
  name: string;
  /** A cron expression; null for a job that is only enqueued. */
  schedule: string | null;
  waiting: number;
  running: number;
  /** Jobs that failed in the last seven days, after all retries. */
  failed: number;
  /** When the last attempt ended; within the last seven days. */
  lastEndedAt: Date | null;
  /** The name and code of the last error; null when none failed. */
  lastFailure: string | null;
}

/** All background jobs that the service has had, by name. */
export async function listJobs(owner: Knex): Promise<JobState[]> {
  const { rows } = await owner.raw<{ rows: JobState[] }>(
    `select q.name, s.cron as schedule,
       count(*) filter (where j.state in ('created', 'retry'))::int as waiting,
       count(*) filter (where j.state = 'active')::int as running,
       count(*) filter (where j.state = 'failed')::int as failed,
       max(j.completed_on) as "lastEndedAt",
       (array_agg(f.message order by j.started_on desc) filter (where f.message <> 'released'))[1] as "lastFailure"
     from ${JOB_SCHEMA}.queue q
     left join ${JOB_SCHEMA}.schedule s on s.name = q.name
     left join ${JOB_SCHEMA}.job j on j.name = q.name
     -- of our failures, and of those of the library
     left join lateral (select coalesce(j.output ->> 'message', j.output #>> '{value,message}')) as f (message) on true
     where q.name not like '\\_\\_pgboss\\_\\_%'
     group by q.name, s.cron
     order by q.name`,
  );
  return rows;
}
