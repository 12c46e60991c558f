import { rowOf, type Sentence, studentsOf } from '../words/Sentence';

/** One request writes one note. */
export const noteSentence: Sentence = {
  tell(records, names) {
    const { rating } = rowOf(records[0]!);
    return `wrote a note on ${studentsOf(records, names)}${typeof rating === 'number' ? `, rated ${rating} of 4` : ''}`;
  },
  isOneRequest: () => false,
};
