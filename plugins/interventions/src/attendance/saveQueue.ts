import type { SaveQueue as Queue } from '../launch/Outbox';
import type { Mark, Marks } from './marks';

/**
 * The unsaved marks of one session. There is one request at a time. A newer mark of a student replaces one that waits, and
 * is sent after one that is being sent.
 *
 *     change ──> waiting ──send──> sending ──settle──> (on the sheet)
 *                   ^                 │
 *                   └──────fail───────┘
 */
export type SaveQueue = Queue<Mark>;

export const EMPTY_QUEUE: SaveQueue = { waiting: new Map(), sending: null, failure: null };

export function change(queue: SaveQueue, marks: Marks): SaveQueue {
  return { ...queue, waiting: new Map([...queue.waiting, ...marks]) };
}

/** Starts a request with all waiting marks; no change during a request, or when no mark waits. */
export function send(queue: SaveQueue): SaveQueue {
  if (queue.sending || queue.waiting.size === 0) return queue;
  return { ...queue, waiting: new Map(), sending: queue.waiting };
}

export function settle(queue: SaveQueue): SaveQueue {
  return { ...queue, sending: null, failure: null };
}

/** Returns the marks of a failed request to the waiting ones; newer marks of the same students win. */
export function fail(queue: SaveQueue, failure: string): SaveQueue {
  return { waiting: new Map([...(queue.sending ?? []), ...queue.waiting]), sending: null, failure };
}

/** The marks to show: those of the sheet, overridden by unsaved ones. */
export function overlay(saved: Marks, queue: SaveQueue): Marks {
  return new Map([...saved, ...(queue.sending ?? []), ...queue.waiting]);
}

export function countUnsaved(queue: SaveQueue): number {
  return new Set([...(queue.sending?.keys() ?? []), ...queue.waiting.keys()]).size;
}
