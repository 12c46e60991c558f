import { type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';

/** A signed statement of the newest seal, by a key that is not in the database; to be stored outside of the database. */
export const Anchor = z.strictObject({
  tenantId: z.uuid().toLowerCase(),
  seq: z.int().positive(),
  /** The hash of the seal, in hexadecimal digits. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** The number of records under this and all earlier seals. */
  totalCount: z.int().positive(),
  sealedAt: z.iso.datetime(),
  /** Ed25519, in base64. */
  signature: z.base64(),
});
export type Anchor = z.infer<typeof Anchor>;

export function signAnchor(what: Omit<Anchor, 'signature'>, signingKey: KeyObject): Anchor {
  return { ...what, signature: sign(null, signedText(what), signingKey).toString('base64') };
}

/**
 * Reads a printed anchor; other lines around it, such as shell output, are ignored.
 *
 * @throws Error when there is none, or the key has not signed it
 */
export function readAnchor(text: string, verifyingKey: KeyObject): Anchor {
  const line = text.split('\n').findLast((candidate) => candidate.trim().startsWith('{'));
  const { data: anchor } = Anchor.safeParse(parseJson(line ?? ''));
  if (!anchor) throw new Error('The file contains no anchor: expected the output of "audit anchor".');
  if (!verify(null, signedText(anchor), verifyingKey, Buffer.from(anchor.signature, 'base64'))) {
    throw new Error(
      'The anchor was not signed with this audit key: it was forged or altered, or belongs to another key.',
    );
  }
  return anchor;
}

/** An array, so that nothing depends on the order of fields; the first line separates it from other uses of the key. */
function signedText({ tenantId, seq, hash, totalCount, sealedAt }: Omit<Anchor, 'signature'>): Buffer {
  return Buffer.from(`aimline audit anchor 1\n${JSON.stringify([tenantId, seq, hash, totalCount, sealedAt])}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
