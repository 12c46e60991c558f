import { types } from 'pg';

/**
 * How values of the database arrive: as the API writes them, so that a row is an answer without a mapper.
 *
 * A `date` stays text, because a `Date` at midnight of the server's zone is another day east of Greenwich; an instant
 * becomes ISO 8601 in UTC; a bigint becomes a number, or an error when it is too large to be one.
 */
export const pgTypes = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format === 'binary') return types.getTypeParser(oid, 'binary');
    return PARSERS[oid] ?? types.getTypeParser(oid, 'text');
  },
};

const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [types.builtins.DATE]: (text) => text,
  [types.builtins.TIMESTAMPTZ]: (text) => new Date(text).toISOString(),
  [types.builtins.INT8]: (text) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value)) throw new Error(`The number ${text} is too large to be exact.`);
    return value;
  },
};
