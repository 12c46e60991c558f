/**
 * Markup that the tag `html` made. Its class is not exported, so that no other text can pass for markup.
 *
 * Our own tag rather than `@remix-run/html-template`: that one writes `false` into the page, and offers `html.raw`.
 */
class Markup {
  constructor(readonly markup: string) {}

  toString(): string {
    return this.markup;
  }
}

export type Html = Markup;

type Value = string | number | Html | false | null | undefined | readonly Value[];

/**
 * A template of HTML that escapes every value, unless the value was itself made by this tag; an array is joined, and
 * false, null and undefined leave nothing. A value may stand in an element or in a quoted attribute: not in a script, a
 * style sheet or an attribute without quotes, where other characters are dangerous.
 */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return new Markup(parts.reduce((before, part, i) => before + render(values[i - 1]) + part));
}

function render(value: Value): string {
  if (value === false || value === null || value === undefined) return '';
  if (value instanceof Markup) return value.markup;
  if (Array.isArray(value)) return value.map(render).join('');
  return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
