import { expect } from '@jest/globals';
import { table } from '../performance/timings';

/** One answer, or several in order. */
export type Answers = string | readonly string[];

/** The expected and the actual answer of each case of a conformance test; printed when all have run. */
export class CaseReport {
  readonly #rows = [['section', 'case', 'expected', 'got']];

  /** Records a case, and asserts that the actual answer is the expected one. */
  meet(section: string, name: string, expected: Answers, got: Answers): void {
    this.#rows.push([section, name, inWords(expected), inWords(got)]);
    expect(got).toEqual(expected);
  }

  print(): void {
    process.stdout.write(table(this.#rows));
  }
}

/** Summarizes answers, such as `19 x refused: state_is_current, session: educator`. */
function inWords(answers: Answers): string {
  const runs: [string, number][] = [];
  for (const answer of [answers].flat()) {
    const last = runs.at(-1);
    if (last?.[0] === answer) last[1] += 1;
    else runs.push([answer, 1]);
  }
  return runs.map(([answer, count]) => (count === 1 ? answer : `${count} x ${answer}`)).join(', ');
}
