/**
 * A lint rule: the features of the service have one order, that of the list in `features.ts`. A feature
 * may import the `queries` and `operations` of those above it, and nothing of those below; the frame imports no feature;
 * a folder that is in neither list is refused.
 */
import { readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';

const SERVICE = join(import.meta.dirname, '../../plugins/interventions-backend/src');

/** The folders that serve every request. Of these, features import `access` (visibility and rules) only. */
const FRAME = ['access', 'api', 'db', 'jobs'];
const OPEN_TO_FEATURES = ['access', 'FeatureTools'];
const OPEN_TO_LATER_FEATURES = ['queries', 'operations'];

const order = readOrder(readFileSync(join(SERVICE, 'features.ts'), 'utf8'));

/** The folders of the features, in the order of the list that `createFeatures` returns. */
export function readOrder(source) {
  const folders = new Map(
    [...source.matchAll(/import \{ (\w+) \} from '\.\/(\w+)\/feature'/g)].map(([, name, folder]) => [name, folder]),
  );
  const list = source.slice(source.indexOf('=> ['));
  return [...list.matchAll(/\b(\w+Feature)\b/g)].map(([, name]) => folders.get(name));
}

/**
 * Checks an import in a source of the service; returns the message, or null when it is allowed.
 *
 * @param {string} file relative to the folder of the sources, such as `enrollments/operations.ts`
 * @param {string} imported as it is written
 * @param {readonly string[]} [rooms] the folders of the features in their order
 */
export function findFault(file, imported, rooms = order) {
  const [room, ...rest] = file.split('/');
  // files beside the folders wire the features together
  if (rest.length === 0 || !imported.startsWith('.')) return null;
  const [target, ...inside] = posix.normalize(posix.join(posix.dirname(file), imported)).split('/');
  if (target === room) return null;
  if (FRAME.includes(room)) return rooms.includes(target) ? `The frame imports no feature, such as "${target}".` : null;
  if (OPEN_TO_FEATURES.includes(target)) return null;
  if (FRAME.includes(target)) return `"${target}" is the frame: a feature is called by it, and does not call it.`;
  if (!rooms.includes(target)) return `A feature imports no wiring, such as "${target}".`;
  if (rooms.indexOf(target) > rooms.indexOf(room))
    return `"${target}" comes after "${room}" in features.ts: a feature imports only those before it.`;
  return OPEN_TO_LATER_FEATURES.includes(inside.join('/'))
    ? null
    : 'A feature imports the queries and operations of another, never its use-cases.';
}

/** Checks the folder of a file; returns the message, or null when it is a known one. */
export function findMisplaced(file, rooms = order) {
  const [room, ...rest] = file.split('/');
  if (rest.length === 0 || FRAME.includes(room) || rooms.includes(room)) return null;
  return `The folder "${room}" is on no list: expected a feature of features.ts.`;
}

export const roomOrder = {
  create(context) {
    const file = relative(SERVICE, context.filename).split(sep).join('/');
    if (file.startsWith('..') || file.endsWith('.test.ts')) return {};
    const check = (node) => {
      const message = node.source && typeof node.source.value === 'string' && findFault(file, node.source.value);
      if (message) context.report({ node, message });
    };
    return {
      Program(node) {
        const message = findMisplaced(file);
        if (message) context.report({ node, message });
      },
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};
