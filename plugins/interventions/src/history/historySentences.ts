import type { AuditRecord } from '@aimline/plugin-interventions-common/interventions';
import { formatCount } from '../words/format';
import { reasonInWords } from '../words/reasonInWords';
import type { Names } from '../words/Sentence';
import type { Words } from '../words/Words';

/** What one request did, as one entry. */
export interface HistoryEntry {
  auditId: string;
  recordedAt: string;
  actor: AuditRecord['actor'];
  sentence: string;
  /** Why it was allowed, in words. */
  reason: string | null;
}

/** Records of one request are written within this time of each other. */
const SAME_REQUEST_MS = 2_000;

/**
 * The audit trail in sentences, in the order given. Neighbouring records of one request become one entry: creating an
 * intervention is one sentence, though it writes a row for every session.
 */
export function historySentences(
  records: readonly AuditRecord[],
  names: Names,
  words: Pick<Words, 'reasons' | 'sentences'>,
): HistoryEntry[] {
  const requests: AuditRecord[][] = [];
  for (const record of records) {
    const last = requests.at(-1);
    if (last && sameRequest(last.at(-1)!, record, words)) last.push(record);
    else requests.push([record]);
  }
  return requests.map((request) => {
    const { auditId, recordedAt, actor, action, reason } = request[0]!;
    const sentence =
      words.sentences[action]?.tell(request, names) ?? `made ${formatCount(request.length, 'change')} (${action})`;
    return { auditId, recordedAt, actor, sentence, reason: reason && reasonInWords(words, reason) };
  });
}

function sameRequest(a: AuditRecord, b: AuditRecord, { sentences }: Pick<Words, 'sentences'>): boolean {
  return (
    a.action === b.action &&
    a.actor?.staffId === b.actor?.staffId &&
    Math.abs(Date.parse(a.recordedAt) - Date.parse(b.recordedAt)) <= SAME_REQUEST_MS &&
    (sentences[a.action]?.isOneRequest?.(a, b) ?? true)
  );
}
