import type { AuditEntry } from '@aimline/plugin-interventions-common/audit';
import { formatName } from '../words/format';

const COLUMNS: Readonly<Record<string, (entry: AuditEntry) => string | null | undefined>> = {
  recordedAt: (entry) => entry.recordedAt,
  person: (entry) => (entry.actor ? formatName(entry.actor) : 'Aimline'),
  personId: (entry) => entry.actor?.personId,
  action: (entry) => entry.action,
  reason: (entry) => entry.reason,
  kind: (entry) => entry.entity,
  recordId: (entry) => entry.entityId,
  student: (entry) => entry.student && formatName(entry.student),
  studentId: (entry) => entry.student?.studentId,
  intervention: (entry) => entry.intervention?.title,
  interventionId: (entry) => entry.intervention?.interventionId,
  before: (entry) => entry.before && JSON.stringify(entry.before),
  after: (entry) => entry.after && JSON.stringify(entry.after),
  auditId: (entry) => entry.auditId,
};

/** The header line, after a byte order mark by which spreadsheets recognize UTF-8. */
export const CSV_HEADER = `\ufeff${Object.keys(COLUMNS).map(csvCell).join(',')}\r\n`;

/** Audit entries as CSV lines (RFC 4180), without the header. Column names and codes are not translated. */
export function auditCsv(entries: readonly AuditEntry[]): string {
  const columns = Object.values(COLUMNS);
  return entries.map((entry) => `${columns.map((column) => csvCell(column(entry) ?? '')).join(',')}\r\n`).join('');
}

/**
 * A quoted CSV cell. Text that a spreadsheet would read as a formula gets a leading apostrophe, which makes it text: a
 * note written by one user must not run on the computer of another who opens the file (OWASP, CSV injection).
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
