import type { Knex } from 'knex';

/** Records the text of every statement sent through the pool from now on, in order. */
export function listen(knex: Knex): string[] {
  const heard: string[] = [];
  const connections = new WeakSet<object>();
  const acquire = knex.client.acquireConnection.bind(knex.client);
  knex.client.acquireConnection = async () => {
    const connection = await acquire();
    if (connections.has(connection)) return connection;
    connections.add(connection);
    const query = connection.query.bind(connection);
    connection.query = (statement: string | { text: string }, ...rest: unknown[]) => {
      heard.push(typeof statement === 'string' ? statement : statement.text);
      return query(statement, ...rest);
    };
    return connection;
  };
  return heard;
}
