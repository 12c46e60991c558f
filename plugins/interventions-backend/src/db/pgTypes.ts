import { types } from 'pg';

/**
 * Parsers that return values in the form of the API, so that a row needs no mapping.
 *
 * A `date` stays a string, because a `Date` at midnight in the server's zone is another day east of Greenwich; an instant
 * becomes ISO 8601 in UTC; a bigint becomes a number, or an error when it is not a safe integer.
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
    if (!Number.isSafeInteger(value)) throw new Error(`The number "${text}" is too large: expected a safe integer.`);
    return value;
  },
};
