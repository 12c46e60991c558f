import type { AuditFilter } from '@aimline/plugin-interventions-common/audit';
import type { Call, InputOf } from '@aimline/plugin-interventions-common/client';
import { auditCsv, CSV_HEADER } from './auditCsv';

export type ExportFormat = InputOf<'audit.export'>['body']['format'];

/**
 * Reads the records that match a filter into a file. Each page becomes a Blob as it arrives, which the browser stores
 * outside the memory of the script.
 *
 * @param onProgress receives the number of records read so far.
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
