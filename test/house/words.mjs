/**
 * Refuses words that are not of the trade in tracked source, SQL and documents: riddles where the field has a term, and
 * names that were renamed. `node words.mjs` checks the repository that it is run in.
 *
 * Every finding is one line, `file:line: "word": better`. To ban a word, add a line to `WORDS`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * Banned words with their replacement: a name as a whole word, a `/pattern/`, or a "phrase of several words" that may
 * span lines.
 */
const WORDS = {
  '/\\b(?:MOST|LONGEST|LARGEST)_\\w+/': 'MAX_…',
  '/\\b(?:FEWEST|SHORTEST|SMALLEST)_\\w+/': 'MIN_…',
  'of chance': 'random',
  'by chance': 'at random, or how likely it is',
  'in vain': 'failed attempts, or without effect',
  '/\\bwhoever\\b/i': 'the caller, the user, or another process',
  keepLogin: 'saveLoginState',
  takeLogin: 'consumeLoginState',
  admitVisitor: 'openLaunchSession',
  RosterReading: 'RosterSync',
  keptReading: 'syncCheckpoint',
  restartReading: 'resetSync',
  answerOnce: 'withIdempotencyKey',
  tellsSecret: 'returnsSecret',
  tryAnew: 'closeCircuit',
  HURRY: 'END_BACKOFF',
  isResting: 'isOpen, of a circuit',
  restsUntil: 'openUntil',
  FAILURES_UNTIL_REST: 'CIRCUIT_THRESHOLD',
  withChance: 'withJitter',
  // in English "reach" is a good word: the type alone, where code names one
  '/(?:\\b(?:type|interface|class|extends)\\s+|[{<|&:]\\s*)Reach\\b/': 'OutboundPolicy',
  boxName: 'sealContext',
  openLine: 'openChannel',
  wall_off: 'enable_tenant_isolation',
  takeStock: 'countState',
  secondWall: 'tenantPredicate',
  firstWay: 'mainJourney',
  ShortMemory: 'TtlMap',
  useSettled: 'useDebouncedValue',
  fetchAhead: 'prefetch',
  // likewise the function and its file, not the adverb
  '/\\bbriefly\\(|\\bbriefly \\}|\\/briefly\\b/': 'withTimeout',
  inTheWay: 'conflictingSession',
  isCut: 'hasMore',
  membersMet: 'membersRead',
  '/\\bstudent\\.enroll\\b/': 'enrollment.create',
  '/\\bstudent\\.withdraw\\b/': 'enrollment.withdraw',
  '/\\broster\\.import\\b/': 'school.import',
  proveDatabase: 'verifyDatabase',
  giveToDatabaseUser: 'chownToPostgres',
  isLeftOut: 'isExcluded',
};

/** Where an old word has to stay, and why; without `words`, all of them. */
const EXCEPTIONS = [
  { file: 'test/house/words.mjs', why: 'the list itself' },
  { file: 'test/house/words.test.ts', why: 'shows that each is refused' },
  { file: 'CHANGELOG.md', why: 'names what was renamed' },
  {
    file: /\/migrations\//,
    words: ['wall_off'],
    why: 'migrations call it as it was called then; the last one drops it',
  },
];

const CHECKED = /\.(?:[cm]?[jt]sx?|sql|md|json|ya?ml|html|css)$|^\.ci\//;
const SKIPPED = /(?:^|\/)package-lock\.json$/;
/** Between two words of a phrase: blanks, a line's end, and what begins a line of a comment or a string. */
const GAP = '[\\s*/+\'"`|#-]+';

const patterns = Object.entries(WORDS).map(([word, better]) => ({ better, pattern: patternOf(word) }));
const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
}).split('\0');
const findings = files
  .filter((file) => CHECKED.test(file) && !SKIPPED.test(file) && existsSync(file))
  .flatMap(findingsIn);
for (const finding of findings) process.stdout.write(`${finding}\n`);
if (findings.length > 0) {
  process.stderr.write('To keep a word, add the file to EXCEPTIONS in test/house/words.mjs, and say why.\n');
  process.exitCode = 1;
}

function patternOf(word) {
  const [, pattern, flags] = /^\/(.*)\/(i?)$/s.exec(word) ?? [];
  if (pattern !== undefined) return new RegExp(pattern, `g${flags}`);
  const isPhrase = word.includes(' ');
  return new RegExp(`\\b${word.replaceAll(' ', GAP)}\\b`, isPhrase ? 'gi' : 'g');
}

function findingsIn(file) {
  const text = readFileSync(file, 'utf8');
  return patterns
    .flatMap(({ better, pattern }) =>
      [...text.matchAll(pattern)].map(({ 0: word, index }) => ({ word, index, better })),
    )
    .filter(({ word }) => !isExcepted(file, word))
    .toSorted((a, b) => a.index - b.index)
    .map(({ word, index, better }) => {
      const line = text.slice(0, index).split('\n').length;
      return `${file}:${line}: "${word.replaceAll(/\s+/g, ' ')}": better ${better}`;
    });
}

function isExcepted(file, word) {
  return EXCEPTIONS.some(
    (exception) =>
      (exception.file instanceof RegExp ? exception.file.test(file) : exception.file === file) &&
      (exception.words?.includes(word) ?? true),
  );
}
