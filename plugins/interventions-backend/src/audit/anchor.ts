import { type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';

/** What was sealed at some time, said by a key that the database does not hold; to be kept outside of the database. */
export const Anchor = z.strictObject({
  tenantId: z.uuid().toLowerCase(),
  seq: z.int().positive(),
  /** Of the seal, in hexadecimal digits. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** How many records the seals up to this one cover. */
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
 * Reads an anchor that was printed, with whatever a shell has put on the lines around it.
 *
 * @throws Error when there is none, or when the key did not sign it.
 */
export function readAnchor(text: string, verifyingKey: KeyObject): Anchor {
  const line = text.split('\n').findLast((candidate) => candidate.trim().startsWith('{'));
  const { data: anchor } = Anchor.safeParse(parseJson(line ?? ''));
  if (!anchor) throw new Error('There is no anchor in the file: expected what "audit anchor" has printed.');
  if (!verify(null, signedText(anchor), verifyingKey, Buffer.from(anchor.signature, 'base64'))) {
    throw new Error(
      'The anchor was not signed with this audit key: it was forged or altered, or belongs to another key.',
    );
  }
  return anchor;
}

/** A list, so that nothing depends on the order of the fields; its first line keeps it apart from all else a key signs. */
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
