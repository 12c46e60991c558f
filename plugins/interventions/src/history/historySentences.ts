import type { AuditRecord } from '@aimline/plugin-interventions-common/interventions';
import { t } from '../words/i18n';
import { reasonInWords } from '../words/reasonInWords';
import type { Names } from '../words/Sentence';
import type { Words } from '../words/Words';

/** One entry of the history: what one request did. */
export interface HistoryEntry {
  auditId: string;
  recordedAt: string;
  actor: AuditRecord['actor'];
  sentence: string;
  /** Why the request was allowed, in words; null when no reason was recorded. */
  reason: string | null;
  /** The number of records that the sentence describes. */
  recordCount: number;
}

/** Maximum time between two neighboring records of one request. */
const SAME_REQUEST_MS = 2_000;

/**
 * Describes audit records in sentences, in the order given. Neighboring records of one request become one entry: creating
 * an intervention is one sentence, although it writes a row for every session.
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
      words.sentences[action]?.tell(request, names) ??
      t('made {{count, number}} changes ({{action}})', {
        ...{ count: request.length, action },
        defaultValue_one: 'made {{count, number}} change ({{action}})',
      });
    return {
      ...{ auditId, recordedAt, actor, sentence },
      reason: reason && reasonInWords(words, reason),
      recordCount: request.length,
    };
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
