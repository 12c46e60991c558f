/** A statement for the server: `$1` in place of `:name`, and the names in the order of their numbers. */
interface Statement {
  text: string;
  names: readonly string[];
}

const compiled = new Map<string, Statement>();

/**
 * Converts named bindings to numbered ones. Casts (`::uuid`) are left alone.
 *
 * @throws Error when a name has no binding, because an undefined value would silently become null
 */
export function bind(sql: string, bindings: Readonly<Record<string, unknown>>): { text: string; values: unknown[] } {
  let statement = compiled.get(sql);
  if (!statement) compiled.set(sql, (statement = compile(sql)));
  const values = statement.names.map((name) => {
    if (bindings[name] === undefined) throw new Error(`The statement has no value for ":${name}".`);
    return bindings[name];
  });
  return { text: statement.text, values };
}

function compile(sql: string): Statement {
  const names: string[] = [];
  const text = sql.replace(/(?<!:):([a-zA-Z]\w*)/g, (_, name: string) => {
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { text, names };
}
