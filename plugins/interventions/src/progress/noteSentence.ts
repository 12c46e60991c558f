import { t } from '../words/i18n';
import { rowOf, type Sentence, studentsOf } from '../words/Sentence';

/** The sentence for a progress note. Each request writes one note, so records are never grouped. */
export const noteSentence: Sentence = {
  tell(records, names) {
    const { rating } = rowOf(records[0]!);
    const student = studentsOf(records, names);
    return typeof rating === 'number'
      ? t('wrote a note on {{student}}, rated {{rating}} of 4', { student, rating })
      : t('wrote a note on {{student}}', { student });
  },
  isOneRequest: () => false,
};
