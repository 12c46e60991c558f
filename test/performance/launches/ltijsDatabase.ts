import type { Database, Row } from 'ltijs';
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Pool } from 'pg';

/** How long rows of a collection are valid, as in the storage that ltijs ships. */
const LIFETIME_SECONDS: Readonly<Record<string, number>> = {
  idtoken: 24 * 3600,
  contexttoken: 24 * 3600,
  accesstoken: 3600,
  nonce: 600,
  state: 600,
};

/**
 * A plain storage for ltijs in Postgres: a table for all collections, an
 * index for lookups, one statement per operation. Rows are unique by the fields by which ltijs replaces them.
 */
export function createLtijsDatabase(connectionString: string): Database {
  const pool = new Pool({ connectionString, max: 10 });

  const put = async (onConflict: string, collection: string, key: Row, item: Row) => {
    await pool.query(
      `insert into stored (collection, key, item)
       values ($1, $2, $3)
       on conflict (collection, key) ${onConflict}`,
      [collection, keyOf(key), item],
    );
  };
  return {
    async setup() {
      await pool.query(
        `create table if not exists stored (
           collection text not null,
           key text not null,
           item jsonb not null,
           created_at timestamptz not null default now(),
           primary key (collection, key)
         );
         create index if not exists stored_by_item on stored using gin (item jsonb_path_ops)`,
      );
    },
    Close: () => pool.end(),
    async Get(encryptionKey, collection, query = {}) {
      const { rows } = await pool.query<{ item: Row; createdAt: Date }>(
        `select item, created_at as "createdAt"
         from stored
         where collection = $1
           and item @> $2
           and created_at > now() - make_interval(secs => $3)`,
        [collection, query, LIFETIME_SECONDS[collection] ?? 1e9],
      );
      if (rows.length === 0) return false;
      return rows.map(({ item, createdAt }) => ({
        ...(encryptionKey ? decrypt(item, encryptionKey) : item),
        createdAt: createdAt.getTime(),
      }));
    },
    Insert: (encryptionKey, collection, item, index) =>
      put('do nothing', collection, index ?? item, encryptionKey ? encrypt(item, encryptionKey, index) : item),
    Replace: (encryptionKey, collection, query, item, index) =>
      put(
        'do update set item = excluded.item, created_at = now()',
        collection,
        query,
        encryptionKey ? encrypt(item, encryptionKey, index) : item,
      ),
    Modify: (_encryptionKey, collection, query, modification) =>
      pool.query('update stored set item = item || $3 where collection = $1 and item @> $2', [
        collection,
        query,
        modification,
      ]),
    Delete: (collection, query) =>
      pool.query('delete from stored where collection = $1 and item @> $2', [collection, query]),
  };
}

function keyOf(row: Row): string {
  const sorted = Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

function encrypt(item: Row, secret: string, index: Row = {}): Row {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', cipherKey(secret), iv);
  const data = Buffer.concat([cipher.update(JSON.stringify(item)), cipher.final(), cipher.getAuthTag()]);
  return { ...index, iv: iv.toString('base64'), data: data.toString('base64') };
}

function decrypt(row: Row, secret: string): Row {
  const data = Buffer.from(String(row.data), 'base64');
  const decipher = createDecipheriv('aes-256-gcm', cipherKey(secret), Buffer.from(String(row.iv), 'base64'));
  decipher.setAuthTag(data.subarray(-16));
  return JSON.parse(decipher.update(data.subarray(0, -16)).toString() + decipher.final().toString()) as Row;
}

function cipherKey(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
