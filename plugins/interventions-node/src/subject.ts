/**
 * How the front door finds what an id in the path of a request names. The statement gets the id as `:id`, and what a
 * person sees as `:seesAll`, `:personId`, `:courseId` and `:studentIds`; it returns one row, whose columns are facts for
 * the rules, or none: 404.
 */
export interface SubjectSource {
  /** For the sentence "There is no such …". */
  readonly what: string;
  readonly sql: string;
}

/** Sources by the name of the id in a path, such as `sessionId`. */
export type SubjectSources = Readonly<Record<string, SubjectSource>>;

/** What is known by an id of a table, with nothing more that a rule would ask for. */
export function rowOf(table: string, column: string, what: string): SubjectSource {
  return { what, sql: `select from ${table} x where x.tenant_id = :tenantId and x.${column} = :id limit 1` };
}
