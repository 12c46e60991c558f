/**
 * Finds what an id in the path of a request names. The statement gets the id as `:id` and the actor's visibility as
 * `:seesAll`, `:personId`, `:courseId` and `:studentIds`. It returns one row, whose columns are facts for the rules, or no
 * row, which is answered with 404.
 */
export interface SubjectSource {
  /** Completes the message "There is no such …". */
  readonly what: string;
  readonly sql: string;
}

/** Sources by the name of the path parameter, such as `sessionId`. */
export type SubjectSources = Readonly<Record<string, SubjectSource>>;

/** A source that checks only that a row exists, without facts for rules. */
export function rowOf(table: string, column: string, what: string): SubjectSource {
  return { what, sql: `select from ${table} x where x.tenant_id = :tenantId and x.${column} = :id limit 1` };
}
