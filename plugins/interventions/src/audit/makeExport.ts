import type { AuditFilter } from '@aimline/plugin-interventions-common/audit';
import type { Call, InputOf } from '@aimline/plugin-interventions-common/client';
import { auditCsv, CSV_HEADER } from './auditCsv';

export type ExportFormat = InputOf<'audit.export'>['body']['format'];

/**
 * A part of the trail as a file. Every page becomes a part of the file at once, which the browser keeps outside of the
 * memory of the page.
 *
 * @param onProgress is told how many records there are so far.
 */
export async function makeExport(
  call: Call,
  { filter, format }: { filter: AuditFilter; format: ExportFormat },
  onProgress: (count: number) => void,
): Promise<Blob> {
  const { exportId } = await call('audit.export', { body: { filter, format } });
  const parts: Blob[] = format === 'csv' ? [new Blob([CSV_HEADER])] : [];
  let count = 0;
  for (let after: string | undefined; ;) {
    const { entries, next, hasMore } = await call('audit.export_read', { params: { exportId }, query: { after } });
    const lines = format === 'csv' ? auditCsv(entries) : entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    parts.push(new Blob([lines]));
    onProgress((count += entries.length));
    if (!hasMore) break;
    after = next ?? undefined;
  }
  return new Blob(parts, { type: format === 'csv' ? 'text/csv;charset=utf-8' : 'application/jsonl' });
}
