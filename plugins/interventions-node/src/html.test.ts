import { expect, test } from '@jest/globals';
import { html } from './html';

const SCRIPT = '<script>alert("x")</script>';
const ESCAPED_SCRIPT = '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;';

test('a value in an element cannot begin an element', () => {
  expect(html`<p>${SCRIPT}</p>`.markup).toBe(`<p>${ESCAPED_SCRIPT}</p>`);
});

test.each([
  ['"', '" onfocus="alert(1)', '&quot; onfocus=&quot;alert(1)'],
  ["'", "' onfocus='alert(1)", '&#39; onfocus=&#39;alert(1)'],
])('a value in an attribute cannot end it with %s', (_, value, escaped) => {
  expect(html`<input value="${value}" />`.markup).toBe(`<input value="${escaped}" />`);
});

test('an ampersand stays an ampersand, so that an entity in a value is read as text', () => {
  expect(html`<p>${'&lt; & &#39;'}</p>`.markup).toBe('<p>&amp;lt; &amp; &amp;#39;</p>');
});

test('markup of the tag is put in as it is, once, at any depth', () => {
  const item = html`<i>${'<b>'}</i>`;
  expect(html`<p>${[item, [item]]}</p>`.markup).toBe('<p><i>&lt;b&gt;</i><i>&lt;b&gt;</i></p>');
});

test('each value of an array is escaped, and nothing stands between them', () => {
  expect(html`<p>${['<', ['>'], 1]}</p>`.markup).toBe('<p>&lt;&gt;1</p>');
});

test('false, null and undefined leave nothing; an empty text and zero are written', () => {
  expect(html`<p>${false}${null}${undefined}${''}${0}</p>`.markup).toBe('<p>0</p>');
});

test('an object that looks like markup is escaped', () => {
  const forged = { markup: SCRIPT, toString: () => SCRIPT } as never;
  expect(html`<p>${forged}</p>`.markup).toBe(`<p>${ESCAPED_SCRIPT}</p>`);
});

test('in a longer text, markup is its text', () => {
  expect(`${html`<b>${'<'}</b>`}!`).toBe('<b>&lt;</b>!');
});
