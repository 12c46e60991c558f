import { FieldError } from '@aimline/plugin-interventions-node';

/**
 * Reads the header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header), unchanged; null without one.
 *
 * @throws FieldError unless it is 1 to 100 visible ASCII characters
 */
export function readIdempotencyKey(header: string | readonly string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header === 'string' && /^[!-~]{1,100}$/.test(header)) return header;
  throw new FieldError([
    { path: 'headers.idempotency-key', message: 'Expected one key of 1 to 100 visible ASCII characters.' },
  ]);
}
