import { Client } from 'pg';

/** The resources that a process used since it started. */
export interface Usage {
  /** User and system time of all its threads. */
  cpuMs: number;
  /** Statements sent to Postgres that read or write rows. */
  statements: number;
  /** Queries that open or end a transaction, or set something for it. */
  brackets: number;
}

/** Matches a query that opens or ends a transaction, or sets a variable; several in one text are one query. */
const BRACKET = /^\s*(begin|start transaction|commit|rollback|set)\b/i;

/** Runs in a measured process: counts queries to Postgres, and answers each message of the parent with the usage. */
export function reportUsage(): void {
  const sent = { statements: 0, brackets: 0 };
  // Knex and pools both send through this method.
  const query = Client.prototype.query as (...args: unknown[]) => unknown;
  Object.assign(Client.prototype, {
    query(this: Client, statement: string | { text: string }, ...rest: unknown[]) {
      const text = typeof statement === 'string' ? statement : statement.text;
      sent[BRACKET.test(text) ? 'brackets' : 'statements'] += 1;
      return query.call(this, statement, ...rest);
    },
  });
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    const usage: Usage = { cpuMs: (user + system) / 1000, ...sent };
    process.send?.(usage);
  });
}
