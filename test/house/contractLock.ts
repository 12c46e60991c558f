/**
 * The public contract, as hashes of its parts, beside what the changelog said when they were recorded. The recorded file is
 * in the repository: CI clones may have no history to compare with (`git clone --depth 1`), and a comparison with another
 * branch would depend on which one is merged first.
 */
import { createHash } from 'node:crypto';

/** The hash of each operation, schema, event and permission, by name, such as `operation session.list`. */
export type ContractParts = Readonly<Record<string, string>>;

export interface ContractLock {
  /** Hash of the section "Unreleased" of the changelog when `parts` was recorded. */
  unreleased: string;
  parts: ContractParts;
}

interface Documents {
  openApi: object;
  asyncApi: object;
  /** The text of PERMISSIONS.md, of which only the rows of tables are part of the contract. */
  permissions: string;
}

type Json = Record<string, unknown>;

/**
 * Splits the documents into named parts, so that a difference can be reported by name; the rest of each document is the
 * part `openapi` or `asyncapi`.
 */
export function partsOf({ openApi, asyncApi, permissions }: Documents): ContractParts {
  const { paths = {}, components: { schemas = {}, ...security } = {}, ...restOfOpenApi } = openApi as OpenApi;
  const { components: { messages = {} } = {}, ...restOfAsyncApi } = asyncApi as AsyncApi;
  const operations = Object.entries(paths).flatMap(([path, { servers, ...methods }]) =>
    Object.entries(methods as Record<string, { operationId: string }>).map(([method, operation]) => [
      `operation ${operation.operationId}`,
      { path, method, servers, operation },
    ]),
  );
  const rows = permissions.split('\n').filter((line) => line.startsWith('| `'));
  const parts: Json = {
    openapi: { ...restOfOpenApi, security },
    asyncapi: restOfAsyncApi,
    ...Object.fromEntries(operations),
    ...named('schema', schemas),
    ...named('event', messages),
    // each action has a row in both tables: the conditions for a user, and the scope of each role
    ...Object.fromEntries(
      rows.map((row) => {
        const name = `permission ${row.split('`')[1]}`;
        return [name, rows.filter((other) => other.split('`')[1] === row.split('`')[1]).map(withoutPadding)];
      }),
    ),
  };
  const names = Object.keys(parts).toSorted();
  return Object.fromEntries(names.map((name) => [name, hash(canonical(parts[name]))]));
}

interface OpenApi {
  paths?: Record<string, Json>;
  components?: { schemas?: Json };
}

interface AsyncApi {
  components?: { messages?: Json };
}

/**
 * Compares the contract with the recorded one: `"operation session.list" changed`, and likewise `is new` and `was removed`.
 * Empty when nothing differs.
 */
export function differences(recorded: ContractParts, current: ContractParts): string[] {
  const names = [...new Set([...Object.keys(recorded), ...Object.keys(current)])].toSorted();
  return names.flatMap((name) => {
    if (recorded[name] === current[name]) return [];
    const what = !(name in recorded) ? 'is new' : !(name in current) ? 'was removed' : 'changed';
    return [`"${name}" ${what}`];
  });
}

/**
 * What to record for a contract that differs from the recorded one.
 *
 * @throws Error when the section "Unreleased" is empty, or has not changed since the last record: users would not learn of it.
 */
export function accept(lock: ContractLock | null, parts: ContractParts, changelog: string): ContractLock {
  if (lock && differences(lock.parts, parts).length === 0) return lock;
  const unreleased = hash(unreleasedOf(changelog));
  if (lock?.unreleased === unreleased) {
    throw new Error(
      'The public contract changed, but the section "Unreleased" of CHANGELOG.md has not changed since it was recorded: ' +
        'say there in the words of users what is different, then run "npm run contract:accept" again.',
    );
  }
  return { unreleased, parts };
}

/** The entries of the section "Unreleased". @throws Error when there is no such section, or nothing in it. */
export function unreleasedOf(changelog: string): string {
  const [, section = ''] = /^## \[?Unreleased\]?[^\n]*\n(.*?)(?=^## |$(?![^]))/ms.exec(changelog) ?? [];
  if (!/^- /m.test(section)) throw new Error('CHANGELOG.md has no entry in a section "## Unreleased".');
  return section.trim().replaceAll(/\s+/g, ' ');
}

function named(kind: string, values: Json): Json {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${kind} ${name}`, value]));
}

function withoutPadding(row: string): string {
  return row.replaceAll(/ {2,}/g, ' ');
}

/** JSON with sorted keys: their order is no part of the contract. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
