/**
 * A failure as it is logged. Of an error of the database its codes alone: the text quotes the statement with all that was
 * bound to it, and the details a row.
 */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code, constraint, routine, severity } = error as Partial<Record<string, string>> & Error;
  if (severity === undefined) return error.stack ?? error.name;
  return ['database error', code, constraint, routine && `in ${routine}`].filter(Boolean).join(' ');
}
