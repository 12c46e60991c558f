import { expect } from '@jest/globals';
import { table } from '../performance/timings';

/** One answer, or several in their order. */
export type Answers = string | readonly string[];

/** What was expected of each case of a conformance test, and what came; printed when all of them have run. */
export class CaseReport {
  readonly #rows = [['section', 'case', 'expected', 'got']];

  /** Notes a case, and holds what came to what was expected. */
  meet(section: string, name: string, expected: Answers, got: Answers): void {
    this.#rows.push([section, name, inWords(expected), inWords(got)]);
    expect(got).toEqual(expected);
  }

  print(): void {
    process.stdout.write(table(this.#rows));
  }
}

/** Such as `19 x refused: state_is_current, session: educator`. */
function inWords(answers: Answers): string {
  const runs: [string, number][] = [];
  for (const answer of [answers].flat()) {
    const last = runs.at(-1);
    if (last?.[0] === answer) last[1] += 1;
    else runs.push([answer, 1]);
  }
  return runs.map(([answer, count]) => (count === 1 ? answer : `${count} x ${answer}`)).join(', ');
}
