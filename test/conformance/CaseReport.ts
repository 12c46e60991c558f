import { expect } from '@jest/globals';
import { table } from '../performance/timings';

/** One response, or several in order. */
export type Answers = string | readonly string[];

/** Collects the expected and actual response of each case of a conformance test, and prints them at the end. */
export class CaseReport {
  readonly #rows = [['section', 'case', 'expected', 'got']];

  /** Records a case, and asserts that the response is the expected one. */
  meet(section: string, name: string, expected: Answers, got: Answers): void {
    this.#rows.push([section, name, inWords(expected), inWords(got)]);
    expect(got).toEqual(expected);
  }

  print(): void {
    process.stdout.write(table(this.#rows));
  }
}

/** Summarizes responses, such as `19 x refused: state_is_current, session: educator`. */
function inWords(answers: Answers): string {
  const runs: [string, number][] = [];
  for (const answer of [answers].flat()) {
    const last = runs.at(-1);
    if (last?.[0] === answer) last[1] += 1;
    else runs.push([answer, 1]);
  }
  return runs.map(([answer, count]) => (count === 1 ? answer : `${count} x ${answer}`)).join(', ');
}
