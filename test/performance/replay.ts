import type { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';

export interface Statement {
  text: string;
  values: unknown[];
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/**
 * Sends recorded statements at once and waits for all of them: the lower bound for the same SQL. Ids in `known`
 * are replaced or stay; all others were generated for the recorded request and are generated again.
 *
 * @returns the generated ids, by the recorded ones.
 */
export async function replay(
  client: Client,
  statements: readonly Statement[],
  known: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  const idFor = (id: string) => {
    const replacement = known.get(id) ?? made.get(id) ?? uuidv7();
    if (!known.has(id)) made.set(id, replacement);
    return replacement;
  };
  const renew = (value: unknown): unknown =>
    value instanceof Date || value === null
      ? value
      : typeof value === 'string'
        ? value.replace(UUID, idFor)
        : Array.isArray(value)
          ? value.map(renew)
          : typeof value === 'object'
            ? JSON.parse(JSON.stringify(value).replace(UUID, idFor))
            : value;
  await Promise.all(
    statements.map(({ text, values }) =>
      values.length === 0 ? client.query(text) : client.query(text, values.map(renew)),
    ),
  );
  return made;
}
