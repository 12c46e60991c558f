import type { SaveQueue as Queue } from '../launch/Outbox';
import type { Mark, Marks } from './marks';

/**
 * The unsaved marks of one session. One request is under way at a time; a newer mark of a student replaces an older
 * one that waits, and is sent after one that is under way.
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

/** Nothing changes while a request is under way, or when nothing waits. */
export function send(queue: SaveQueue): SaveQueue {
  if (queue.sending || queue.waiting.size === 0) return queue;
  return { ...queue, waiting: new Map(), sending: queue.waiting };
}

export function settle(queue: SaveQueue): SaveQueue {
  return { ...queue, sending: null, failure: null };
}

/** Puts what was under way back to what waits, behind newer marks of the same students. */
export function fail(queue: SaveQueue, failure: string): SaveQueue {
  return { waiting: new Map([...(queue.sending ?? []), ...queue.waiting]), sending: null, failure };
}

/** The marks a person sees: those of the sheet, overlaid by the unsaved ones. */
export function overlay(saved: Marks, queue: SaveQueue): Marks {
  return new Map([...saved, ...(queue.sending ?? []), ...queue.waiting]);
}

export function countUnsaved(queue: SaveQueue): number {
  return new Set([...(queue.sending?.keys() ?? []), ...queue.waiting.keys()]).size;
}
