/**
 * A rule for the linter: text that users read goes through `t` or `Trans`, so that it can be translated. It refuses text in
 * JSX, strings that look like text (a capitalized word, or two words), keys that are not literals, because a catalog can
 * only contain keys that are written in the code, and calls of `t` while a module is loaded, because the language is not
 * known yet. A single lower-case word is refused only where it is certainly shown.
 *
 * It ignores what users do not read: errors, styles, selectors, names of keys, code, imports, types and property names.
 */

/** The name of the product, and addresses, are the same in all languages. */
const UNTRANSLATABLE = /\bAimline\b|https?:\/\/\S*/gu;

const CAPITALIZED_WORD = /(?<![^\s"“‘(·])\p{Lu}\p{Ll}+(?=[.,:;!?…)"”’]*(?:\s|$))/u;
const TWO_WORDS = /\p{L}[\p{L}’'-]*[.,:;!?…)"”]*\s+["“‘(]*\p{L}/u;
/** Matches a word in a template literal that a space separates from a value. */
const WORD_BESIDE_SPACE = /\s["“‘(]*\p{L}{2}|\p{L}{2}[.,:;!?…)"”]*\s/u;
const LETTER = /\p{L}/u;

/** Attributes and properties whose value is always shown or read aloud. */
const SHOWN =
  /^(?:aria-(?:label|description|placeholder|roledescription|valuetext)|alt|title|placeholder|label|hint)$|Label$/;

const STYLE_ATTRIBUTES = new Set(['sx', 'style', 'className', 'd', 'viewBox']);
const STYLE_FUNCTIONS = new Set(['styled', 'createTheme']);
/** Properties of styles; an object that has one of them contains no text. */
const STYLE_PROPERTY =
  /^(?:display|gap|[mp][xytrbl]?|flex|grid.+|position|visibility|color|bgcolor|border.*|outline.*|font.*|padding.*|margin.*|width|height|minWidth|maxWidth|minHeight|transform|cursor|white[sS]pace|overflow.*|&.+)$/;
/** An object with only these properties is a style for several widths of the screen. */
const BREAKPOINT = /^(?:xs|sm|md|lg|xl)$/;
const CODE_ELEMENTS = new Set(['code', 'CodeBlock']);
const SELECTOR_METHODS = new Set(['querySelector', 'querySelectorAll', 'closest', 'matches', 'matchMedia']);
const NOT_TEXT_PROPERTIES = new Set(['authorization']);

/** @param {string} text */
export function looksLikeText(text) {
  const rest = text.replace(UNTRANSLATABLE, '');
  return CAPITALIZED_WORD.test(rest) || TWO_WORDS.test(rest);
}

const nameOf = (node) => (node?.type === 'Identifier' || node?.type === 'JSXIdentifier' ? node.name : undefined);
const keyOf = ({ key, computed }) => (computed ? undefined : (nameOf(key) ?? String(key?.value)));

function isT({ callee }) {
  return nameOf(callee) === 't' || (callee.type === 'MemberExpression' && nameOf(callee.property) === 't');
}

/** @returns the arguments of the call that creates a style: `styled('div')({ … })` or `createTheme({ … })` */
function isStyleCall({ callee }) {
  return STYLE_FUNCTIONS.has(nameOf(callee) ?? nameOf(callee.callee));
}

const readsKey = (node) => node?.type === 'MemberExpression' && nameOf(node.property) === 'key';

/** Whether `child` is at a place in `parent` where no text for users is. */
function isExempt(parent, child) {
  switch (parent.type) {
    case 'ImportDeclaration':
    case 'ImportExpression':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return parent.source === child;
    case 'TSLiteralType':
    case 'TSModuleDeclaration':
    case 'TSImportType':
      return true;
    case 'ExpressionStatement':
      return parent.directive !== undefined && parent.directive !== null;
    case 'Property':
      if (parent.key === child && !parent.computed) return true;
      return (
        NOT_TEXT_PROPERTIES.has(keyOf(parent)) || (isOptionOfT(parent) && /^defaultValue|^context$/.test(keyOf(parent)))
      );
    case 'ObjectExpression':
      return isStyle(parent);
    case 'NewExpression':
      return (nameOf(parent.callee) ?? '').endsWith('Error');
    case 'CallExpression':
      if (isT(parent)) return parent.arguments[0] === child;
      if (parent.callee.type === 'MemberExpression' && SELECTOR_METHODS.has(nameOf(parent.callee.property)))
        return true;
      return parent.callee !== child && isStyleCall(parent);
    case 'JSXAttribute':
      return STYLE_ATTRIBUTES.has(nameOf(parent.name)) || nameOf(parent.name) === 'i18nKey';
    case 'JSXElement':
      return CODE_ELEMENTS.has(nameOf(parent.openingElement.name));
    case 'BinaryExpression':
      return readsKey(parent.left) || readsKey(parent.right);
    case 'SwitchCase':
      return parent.test === child && readsKey(parent.parent.discriminant);
    default:
      return false;
  }
}

function isStyle({ properties }) {
  const keys = properties.map((property) => (property.type === 'Property' && keyOf(property)) || '');
  return keys.some((key) => STYLE_PROPERTY.test(key)) || (keys.length > 0 && keys.every((key) => BREAKPOINT.test(key)));
}

function isOptionOfT(property) {
  const call = property.parent.parent;
  return call?.type === 'CallExpression' && isT(call);
}

const CHOICES = new Set(['ConditionalExpression', 'LogicalExpression', 'JSXExpressionContainer']);

/** Whether a string is certainly shown: it is a child of an element, or the value of such an attribute or property. */
function isShown(node) {
  let value = node;
  while (CHOICES.has(value.parent.type) && value.parent.test !== value) value = value.parent;
  const { parent } = value;
  if (parent.type === 'JSXElement' || parent.type === 'JSXFragment') return value.type === 'JSXExpressionContainer';
  if (parent.type === 'JSXAttribute') return SHOWN.test(nameOf(parent.name) ?? '');
  return parent.type === 'Property' && parent.value === value && SHOWN.test(keyOf(parent) ?? '');
}

function isExemptPlace(node) {
  for (let child = node; child.parent; child = child.parent) {
    if (isExempt(child.parent, child)) return true;
  }
  return false;
}

function isInFunction(node) {
  for (let { parent } = node; parent; { parent } = parent) {
    if (/Function/.test(parent.type)) return true;
  }
  return false;
}

const UNTRANSLATED = 'Text that users read goes through `t` or `Trans`, so that it can be translated.';
const NO_LITERAL = 'The key of a text is a literal: a catalog contains only keys that are written in the code.';
const TOO_EARLY = 'A text is read in a function: while a module is loaded, the language is not known yet.';

export const translatedText = {
  create(context) {
    const report = (node, message) => context.report({ node, message });
    const check = (node, isText, text) => {
      const refused = isText || (isShown(node) && LETTER.test(text.replace(UNTRANSLATABLE, '')));
      if (refused && !isExemptPlace(node)) report(node, UNTRANSLATED);
    };
    return {
      JSXText(node) {
        if (LETTER.test(node.value.replace(UNTRANSLATABLE, '')) && !isExemptPlace(node)) report(node, UNTRANSLATED);
      },
      Literal(node) {
        if (typeof node.value === 'string') check(node, looksLikeText(node.value), node.value);
      },
      TemplateLiteral(node) {
        const parts = node.quasis.map(({ value }) => (value.cooked ?? value.raw).replace(UNTRANSLATABLE, ''));
        const isText = parts.some((part) => looksLikeText(part) || (parts.length > 1 && WORD_BESIDE_SPACE.test(part)));
        check(node, isText, parts.join(''));
      },
      CallExpression(node) {
        if (!isT(node)) return;
        if (typeof node.arguments[0]?.value !== 'string') report(node, NO_LITERAL);
        if (!isInFunction(node)) report(node, TOO_EARLY);
      },
      JSXAttribute(node) {
        if (nameOf(node.name) === 'i18nKey' && typeof node.value?.value !== 'string') report(node, NO_LITERAL);
      },
    };
  },
};
