/** The linter holds that users read translated text: it refuses text that is not in a call of `t` or in `Trans`. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const CONFIG = {
  jsPlugins: [join(__dirname, 'plugin.mjs')],
  categories: { correctness: 'off' },
  rules: { 'house/translated-text': 'error' },
};

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'aimline-house-'));
  await writeFile(join(directory, '.oxlintrc.json'), JSON.stringify(CONFIG));
});
afterAll(() => rm(directory, { recursive: true }));

/** What the linter reports: the beginnings of its messages. */
async function lint(source: string): Promise<string[]> {
  await writeFile(join(directory, 'page.tsx'), source);
  const { stdout } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/oxlint/bin/oxlint'), '--format', 'json', 'page.tsx'],
    { cwd: directory, encoding: 'utf8' },
  );
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { message: string }[] };
  return diagnostics.map(({ message }) => message.split(/ is | goes /)[0]!);
}

const TEXT = 'Text that users read';
const KEY = 'The key of a text';
const EARLY = 'A text';

test.each([
  ['text in an element', 'const page = <p>Enroll students</p>;'],
  ['one word in an element', 'const page = <b>left</b>;'],
  ['text in Trans, which needs a key', 'const page = <Trans>Enroll students</Trans>;'],
  ['a word that a condition shows', "const page = <p>{isSaved && 'saved'}</p>;"],
  ['an attribute that is read aloud', 'const page = <input aria-label="day" />;'],
  ['a property that is shown', "const stat = { label: open ? 'open' : null };"],
  ['a capitalized word', "const word = isOpen ? 'Open' : null;"],
  ['a table of labels', "const labels = { reading: 'Reading' };"],
  ['a phrase', "const words = ['no longer'];"],
  ['a sentence in a template', 'const sentence = `Withdraw ${name}`;'],
  ['a word next to a value', 'const rest = `${minutes} min`;'],
  ['a value that is a text', "const f = () => t('Welcome: {{name}}.', { name: 'Somebody' });"],
  ['the name of the product with more', 'const title = <title>Aimline could not start</title>;'],
])('refused: %s', async (_, source) => {
  expect(await lint(source)).toEqual([TEXT]);
});

test.each([
  ['a key in a variable', 'const f = (key) => t(key);'],
  ['a key that is joined', "const f = () => t('state.' + state);"],
  ['a key in a template', 'const f = () => t(`state.${state}`);'],
  ['a key of Trans in a variable', 'const f = () => <Trans i18nKey={key} />;'],
])('refused: %s', async (_, source) => {
  expect(await lint(source)).toEqual([KEY]);
});

test('refused: a text that is read while the module is loaded', async () => {
  expect(await lint("const labels = { reading: t('Reading') };")).toEqual([EARLY]);
});

test('accepted: translated text, and all that users do not read', async () => {
  expect(await lint(ACCEPTED)).toEqual([]);
});

const ACCEPTED = `
'use strict';
import { t } from './words and more';

type Tone = 'Done' | 'not yet';
const labels = () => ({ reading: t('Reading'), 'Another key': t('Math') });
const COLUMNS = { xs: 'minmax(0, 1fr) auto', md: '190px minmax(0, 1fr) 132px' };
const BAR = { display: 'flex', fontFamily: 'ui-monospace, monospace', '& > li': { border: '1px solid transparent' } };
const Strip = styled('div')(({ theme }) => ({ animation: 'none forwards ease', outline: \`2px solid \${theme.color}\` }));
const page = lazyRouteComponent(() => import('./StartPage'), 'StartPage');

export function Page({ count, name, id }) {
  const zone = 'America/Chicago';
  if (!id) throw new Error(\`The page "\${name}" has no id.\`);
  if (!zone) throw new ApiError(404, { name: 'NotFoundError', message: 'There is no such page.' });
  const handleKey = (event) => event.key === 'Enter' && document.querySelector('main input')?.focus();
  const headers = { 'content-type': 'application/json', authorization: \`Bearer \${id}\` };
  return (
    <section role="radiogroup" aria-label={t('Day')} id={\`page-\${id}\`} sx={{ m: '0 auto' }} onKeyDown={handleKey}>
      <title>{\`\${name} · Aimline\`}</title>
      <path d="M10 2.75a7.25 7.25 0 0 1 0 14.5z" />
      <TextLink to="/students/$studentId" params={{ studentId: id }}>← {name}</TextLink> · {headers.authorization}
      <input placeholder="https://" pattern={\`\${zone}/.*\`} />
      <CodeBlock>{\`curl -H "Authorization: Bearer $TOKEN" \${zone}\`}</CodeBlock>
      {t('{{count, number}} students', { count, defaultValue_one: '{{count, number}} student' })}
      <Trans i18n={i18n} i18nKey="You can <b>leave</b> now." components={{ b: <b /> }} />
    </section>
  );
}
`;
