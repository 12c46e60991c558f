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

/** The first line; the mark before it tells spreadsheets that the file is UTF-8. */
export const CSV_HEADER = `\ufeff${Object.keys(COLUMNS).map(csvCell).join(',')}\r\n`;

/** Entries as lines of CSV (RFC 4180). */
export function auditCsv(entries: readonly AuditEntry[]): string {
  const columns = Object.values(COLUMNS);
  return entries.map((entry) => `${columns.map((column) => csvCell(column(entry) ?? '')).join(',')}\r\n`).join('');
}

/**
 * A quoted cell. What a spreadsheet would take for a formula gets an apostrophe before it, which shows it as text: a note
 * that somebody has written must not run on the computer of whoever opens the file (OWASP, CSV injection).
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
