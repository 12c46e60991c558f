import { expect, test } from '@jest/globals';
import { linkTo } from './linkTo';

const PAGE = new URL('https://lms.example.org/members?page=0');
const next = (link: string | string[]) => linkTo('next', { link } as never, PAGE)?.href;

test.each([
  ['<https://lms.example.org/members?page=1>; rel="next"', 'https://lms.example.org/members?page=1'],
  ['<?page=1>;rel=next', 'https://lms.example.org/members?page=1'],
  ['<?page=1> ; title="a page" ; REL = "last Next"', 'https://lms.example.org/members?page=1'],
  ['<?since=1>; rel="differences", <?page=1>; rel="next"', 'https://lms.example.org/members?page=1'],
  ['<?page=1>; rel=next, <?since=1>; rel=differences', 'https://lms.example.org/members?page=1'],
  ['<?page=1>; rel="nextish"', undefined],
  ['<?page=1>; title="rel=next"', undefined],
  ['<?page=1>', undefined],
  ['', undefined],
])('the next page in %s', (link, expected) => {
  expect(next(link)).toBe(expected);
});

test.each([
  ['blanks', `<?page=1>; rel=${' '.repeat(15_000)}x`],
  ['parameters', `<?page=1>${'; rel='.repeat(2_500)}x`],
  ['beginnings', '<'.repeat(15_000)],
])('a header of %s, as long as Node accepts, is parsed at once', (_what, link) => {
  const startedMs = performance.now();
  next(link);
  expect(performance.now() - startedMs).toBeLessThan(50);
});
