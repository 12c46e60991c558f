import { expect, test } from '@jest/globals';
import type { AuditRecord } from '@aimline/plugin-interventions-common/interventions';
import { features } from '../features';
import { foldFeatures } from '../frame/foldFeatures';
import { historySentences } from './historySentences';

const { words } = foldFeatures(features);

const vivian = { staffId: 'vivian', givenName: 'Vivian', familyName: 'Okafor' };
const names = { student: (id: string) => ({ maya: 'Maya', diego: 'Diego' })[id] ?? id, session: () => 'Mon, Sep 14' };

function record(action: string, entity: string, change: Partial<AuditRecord>): AuditRecord {
  return {
    ...{ auditId: entity, recordedAt: '2026-09-14T14:05:00.000Z', actor: vivian, action, entity, entityId: null },
    ...{ reason: 'facilitatorOfIntervention', before: null, after: null },
    ...change,
  };
}
const sentences = (records: AuditRecord[]) => historySentences(records, names, words).map(({ sentence }) => sentence);

test('creating an intervention is one sentence, however many rows it writes', () => {
  const rows = ['intervention_session', 'intervention_session', 'meeting_time', 'intervention'];
  expect(sentences(rows.map((entity) => record('intervention.create', entity, { after: {} })))).toEqual([
    'created the intervention with 2 sessions',
  ]);
});

test('the marks of one session are one sentence, grouped by outcome', () => {
  const mark = (studentId: string, was: string | null, is: string | null) =>
    record('attendance.record', 'attendance_record', {
      before: was === null ? null : { session_id: 's', student_id: studentId, status: was },
      after: is === null ? null : { session_id: 's', student_id: studentId, status: is },
    });
  expect(sentences([mark('diego', null, 'present'), mark('maya', null, 'present')])).toEqual([
    'recorded attendance of Mon, Sep 14 – Maya and Diego: Present',
  ]);
  expect(sentences([mark('diego', 'present', null), mark('maya', 'present', 'tardy')])).toEqual([
    'recorded attendance of Mon, Sep 14 – Maya: “Tardy” instead of “Present”; Diego: no longer “Present”',
  ]);
});

test('each note is a separate entry, with the reason why it was allowed', () => {
  const note = (rating: number | null) =>
    record('progress.note', 'progress_note', { after: { student_id: 'maya', rating } });
  expect(
    historySentences([note(3), note(null)], names, words).map(({ sentence, reason }) => [sentence, reason]),
  ).toEqual([
    ['wrote a note on Maya, rated 3 of 4', 'as facilitator'],
    ['wrote a note on Maya', 'as facilitator'],
  ]);
});

test('an action without a sentence is shown by its code', () => {
  expect(sentences([record('exit.recommend', 'exit', { after: {} })])).toEqual(['made 1 change (exit.recommend)']);
});
