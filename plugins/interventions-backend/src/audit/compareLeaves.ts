/** A record with its current hash, in hexadecimal digits. */
export interface Leaf {
  auditId: string;
  hash: string;
}

/** A difference between the sealed records and the present ones. */
export type Difference =
  | { kind: 'altered'; auditId: string }
  | { kind: 'inserted'; auditId: string }
  /** The remaining records before and after the difference; null at the start or the end of the list. */
  | { kind: 'removed'; after: string | null; before: string | null };

/**
 * Finds what changed between sealed records, known only by their hashes, and present ones; both in the order of their ids.
 * Records whose hash was sealed are unchanged. The rest of both lists between two unchanged records is paired as altered;
 * what remains of either was removed or inserted.
 */
export function compareLeaves(sealed: readonly string[], present: readonly Leaf[]): Difference[] {
  const sealedAt = new Map(sealed.map((hash, index) => [hash, index]));
  const differences: Difference[] = [];
  let next = 0;
  let unknown: Leaf[] = [];
  let previous: string | null = null;
  const settle = (end: number, before: string | null) => {
    const lost = end - next;
    unknown.forEach(({ auditId }, i) => differences.push({ kind: i < lost ? 'altered' : 'inserted', auditId }));
    const after = unknown.at(-1)?.auditId ?? previous;
    for (let i = unknown.length; i < lost; i += 1) differences.push({ kind: 'removed', after, before });
    unknown = [];
  };
  for (const leaf of present) {
    const index = sealedAt.get(leaf.hash);
    if (index === undefined || index < next) {
      unknown.push(leaf);
      continue;
    }
    settle(index, leaf.auditId);
    next = index + 1;
    previous = leaf.auditId;
  }
  settle(sealed.length, null);
  return differences;
}
