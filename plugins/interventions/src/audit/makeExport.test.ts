import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestService, type TestService } from '../../../../test/support/service';
import { makeExport } from './makeExport';

let service: TestService;
/** Imports 600 rooms: more records than fit on one page of an export. */
beforeAll(async () => {
  service = await startTestService();
  const rooms = Array.from({ length: 300 }, (_, i) => ({ name: `=Room ${i}` }));
  const schools = ['Oak', 'Elm'].map((name) => ({ name, timeZone: 'America/Chicago', rooms, closedDays: [] }));
  await service.as('sofia')('school.import', { body: { schools } });
});
afterAll(() => service.close());

test('an export reads all pages, and is recorded once', async () => {
  const counts: number[] = [];
  const filter = { action: 'school.import', entity: 'room', timeZone: 'UTC' };
  const file = await makeExport(service.as('sofia'), { filter, format: 'json_lines' }, (count) => counts.push(count));
  const lines = (await file.text()).split('\n').filter(Boolean);
  const ids = lines.map((line) => (JSON.parse(line) as { auditId: string }).auditId);
  // Three rooms belong to Juniper Elementary.
  expect(counts).toEqual([500, 603]);
  expect(new Set(ids).size).toBe(603);
  expect(ids).toEqual(ids.toSorted().toReversed());
  const { rowCount } = await service.db.admin.query('select from aimline.audit_export');
  expect(rowCount).toBe(1);
});

test('a CSV file has one header, one line for each record, and no cell that begins a formula', async () => {
  const filter = { action: 'school.import', entity: 'room', timeZone: 'UTC' };
  const file = await makeExport(service.as('sofia'), { filter, format: 'csv' }, () => {});
  const lines = (await file.text()).split('\r\n');
  expect(lines).toHaveLength(1 + 603 + 1);
  expect(lines.filter((line) => line.includes('"recordedAt"'))).toHaveLength(1);
  expect(lines.filter((line) => /(^|,)"?[=+\-@\t]/.test(line))).toEqual([]);
  expect(file.type).toBe('text/csv;charset=utf-8');
});
