import type { AuditEntry } from '@aimline/plugin-interventions-common/audit';
import { expect, test } from '@jest/globals';
import { auditCsv, CSV_HEADER, csvCell } from './auditCsv';

test.each([
  ['Maya', '"Maya"'],
  ['', '""'],
  ['She said "no", twice\nat least', '"She said ""no"", twice\nat least"'],
  ['=HYPERLINK("http://evil.example","x")', `"'=HYPERLINK(""http://evil.example"",""x"")"`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  ['\r=1', `"'\r=1"`],
  ['1=1', '"1=1"'],
])('the text %j becomes the cell %s', (text, cell) => {
  expect(csvCell(text)).toBe(cell);
});

test('an entry is one line with as many cells as the header', () => {
  const entry: AuditEntry = {
    auditId: 'a',
    recordedAt: '2026-09-14T14:05:00.000Z',
    actor: { personId: 'p', givenName: 'Sofia', familyName: 'Marchetti' },
    action: 'enrollment.create',
    reason: 'coordinator',
    entity: 'enrollment',
    entityId: 'e',
    student: { studentId: 's', givenName: '=Maya', familyName: 'Thompson' },
    intervention: null,
    before: null,
    after: { status: 'active' },
  };
  expect(CSV_HEADER).toBe(
    '\ufeff"recordedAt","person","personId","action","reason","kind","recordId","student","studentId","intervention","interventionId","before","after","auditId"\r\n',
  );
  expect(auditCsv([entry])).toBe(
    `"2026-09-14T14:05:00.000Z","Sofia Marchetti","p","enrollment.create","coordinator","enrollment","e","'=Maya Thompson","s","","","","{""status"":""active""}","a"\r\n`,
  );
});
