/**
 * Describes an error for the log. Of a database error only the codes: its message quotes the statement with all bound
 * values, and its detail a row.
 */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code, constraint, routine, severity } = error as Partial<Record<string, string>> & Error;
  if (severity === undefined) return error.stack ?? error.name;
  return ['database error', code, constraint, routine && `in ${routine}`].filter(Boolean).join(' ');
}
