import { useEffect, useState } from 'react';
import type { Marks } from './marks';

export interface UndoableChange {
  /** Describes the change: `Marked 4 students present.` */
  sentence: string;
  before: Marks;
  after: Marks;
}

const UNDO_MS = 10_000;

/** The last change that can be undone; null again after 10 seconds. */
export function useUndo() {
  const [change, setChange] = useState<UndoableChange | null>(null);
  useEffect(() => {
    if (!change) return undefined;
    const timer = setTimeout(() => setChange(null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [change]);
  return [change, setChange] as const;
}
