/** A hash in hexadecimal digits, of the record as it is now. */
export interface Leaf {
  auditId: string;
  hash: string;
}

/** What became of a sealed list of records. */
export type Difference =
  | { kind: 'altered'; auditId: string }
  | { kind: 'inserted'; auditId: string }
  /** The neighbours that are still there, null where the list begins or ends. */
  | { kind: 'removed'; after: string | null; before: string | null };

/**
 * What turned the records that were sealed, known by their hashes alone, into those there are now; both in the order of
 * their ids. A record whose hash is sealed elsewhere in the list is the one it was; what is left of both lists between
 * two such records is paired off as altered, then as removed or inserted.
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
