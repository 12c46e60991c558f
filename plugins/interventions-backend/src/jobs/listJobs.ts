import type { Knex } from 'knex';
import { JOB_SCHEMA } from './jobTables';

/** How the jobs of one name are doing. */
export interface JobState {
  name: string;
  /** Null for a job that is only enqueued. */
  schedule: string | null;
  waiting: number;
  running: number;
  /** Given up in the last seven days, after all attempts. */
  failed: number;
  /** Of attempts that have come to an end, as kept for seven days. */
  lastEndedAt: Date | null;
  /** The failure of the last job that had one, by the name and code of its error; null when all went well. */
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
       (array_agg(f.message order by j.started_on desc) filter (where f.message <> 'handed back'))[1] as "lastFailure"
     from ${JOB_SCHEMA}.queue q
     left join ${JOB_SCHEMA}.schedule s on s.name = q.name
     left join ${JOB_SCHEMA}.job j on j.name = q.name
     -- of ours, and of the library's own
     left join lateral (select coalesce(j.output ->> 'message', j.output #>> '{value,message}')) as f (message) on true
     where q.name not like '\\_\\_pgboss\\_\\_%'
     group by q.name, s.cron
     order by q.name`,
  );
  return rows;
}
