/** The self-check against ASVS is complete, and every file that it names exists. */
import { expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const PAGE = readFileSync(resolve(__dirname, 'asvs.md'), 'utf8');

/** The number of requirements of levels 1 and 2 in each section of ASVS 5.0.0. Those of level 3 have higher numbers. */
const REQUIREMENTS: Record<string, number> = {
  ...{ 'V1.1': 2, 'V1.2': 9, 'V1.3': 11, 'V1.4': 3, 'V1.5': 2, 'V2.1': 3, 'V2.2': 3, 'V2.3': 4, 'V2.4': 1 },
  ...{ 'V3.2': 2, 'V3.3': 4, 'V3.4': 6, 'V3.5': 5, 'V3.7': 2, 'V4.1': 3, 'V4.2': 1, 'V4.3': 2, 'V4.4': 4 },
  ...{ 'V5.1': 1, 'V5.2': 3, 'V5.3': 2, 'V5.4': 3, 'V6.1': 3, 'V6.2': 12, 'V6.3': 4, 'V6.4': 4, 'V6.5': 5 },
  ...{ 'V6.6': 3, 'V6.8': 4, 'V7.1': 3, 'V7.2': 4, 'V7.3': 2, 'V7.4': 5, 'V7.5': 2, 'V7.6': 2, 'V8.1': 2 },
  ...{ 'V8.2': 3, 'V8.3': 1, 'V8.4': 1, 'V9.1': 3, 'V9.2': 4, 'V10.1': 2, 'V10.2': 2, 'V10.3': 4, 'V10.4': 11 },
  ...{ 'V10.5': 5, 'V10.6': 2, 'V10.7': 3, 'V11.1': 2, 'V11.2': 3, 'V11.3': 3, 'V11.4': 4, 'V11.5': 1, 'V11.6': 1 },
  ...{ 'V12.1': 3, 'V12.2': 2, 'V12.3': 4, 'V13.1': 1, 'V13.2': 5, 'V13.3': 2, 'V13.4': 5, 'V14.1': 2, 'V14.2': 4 },
  ...{ 'V14.3': 3, 'V15.1': 3, 'V15.2': 3, 'V15.3': 7, 'V16.1': 1, 'V16.2': 5, 'V16.3': 4, 'V16.4': 3, 'V16.5': 3 },
  ...{ 'V17.1': 1, 'V17.2': 4, 'V17.3': 2 },
};

interface Item {
  requirements: string[];
  verdict: string;
  where: string;
  tests: string[];
}

const items: Item[] = [...PAGE.replaceAll(/\n {2}/g, ' ').matchAll(/^- (V[\d.\-V ]+), .*$/gm)].map(
  ([line, requirements]) => {
    const [, verdict = '', where = '', tests = ''] = /: \*\*([^*]+)\*\*\. ?(.*?)(?: Tests: (.*))?$/.exec(line) ?? [];
    return { requirements: requirements!.split(' ').flatMap(expand), verdict, where, tests: filesIn(tests) };
  },
);

test('every requirement of levels 1 and 2 is answered once', () => {
  const expected = Object.entries(REQUIREMENTS).flatMap(([section, count]) =>
    expand(`${section}.1-${section}.${count}`),
  );
  expect(expected).toHaveLength(253);
  expect(items.flatMap(({ requirements }) => requirements).toSorted()).toEqual(expected.toSorted());
});

test('every verdict is one of five, and comes with a place or a reason', () => {
  const wrong = items.filter(({ verdict, where }) => {
    const isKnown = ['met', 'partly', 'not met', 'operator', 'not applicable'].includes(verdict);
    return !isKnown || where === '';
  });
  expect(wrong).toEqual([]);
});

test('every file that the page names exists', () => {
  const named = filesIn(PAGE);
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((file) => !existsSync(resolve(ROOT, file)))).toEqual([]);
});

test('every requirement that is met names a test, except three that have none to write', () => {
  const untested = items.filter(({ verdict, tests }) => verdict === 'met' && tests.length === 0);
  // a lint rule, a default of Node that nothing changes, an absent dependency
  expect(untested.flatMap(({ requirements }) => requirements)).toEqual(['V3.2.2', 'V12.3.2', 'V15.2.3']);
});

/** Expands `V1.2.5-V1.2.8` to its four requirements. */
function expand(range: string): string[] {
  const [first = '', last = first] = range.split('-');
  const section = first.slice(0, first.lastIndexOf('.'));
  const [from, to] = [first, last].map((requirement) => Number(requirement.split('.')[2]));
  return Array.from({ length: to! - from! + 1 }, (_, i) => `${section}.${from! + i}`);
}

/** The file paths between backticks. */
function filesIn(text: string): string[] {
  return [...text.matchAll(/`([\w./-]+\.(?:ts|tsx|md|json|js|mjs))`/g)].map(([, file]) => file!);
}
