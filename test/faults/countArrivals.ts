import type { CloudEvent } from '@aimline/plugin-interventions-common/events';

/** An event that a subscriber accepted, and when, in milliseconds since 1970. */
export interface Arrival {
  event: CloudEvent;
  atMs: number;
}

/** A stored event: its stream, its number in the stream, and its id. */
export interface StoredEvent {
  stream: string;
  seq: number;
  id: string;
}

export interface ArrivalCounts {
  accepted: number;
  /** Events that arrived more than once, which at-least-once delivery allows. */
  repeated: number;
  lost: number;
  /** Events that first arrived after a later event of the same stream. */
  outOfOrder: number;
}

/** @param expected - all events that the subscriber should get */
export function countArrivals(arrivals: readonly Arrival[], expected: readonly StoredEvent[]): ArrivalCounts {
  const times = new Map<string, number>();
  const newest = new Map<string, number>();
  let outOfOrder = 0;
  for (const { event } of arrivals) {
    const before = times.get(event.id) ?? 0;
    times.set(event.id, before + 1);
    if (before > 0) continue;
    const seq = Number(event.sequence);
    if (seq < (newest.get(event.partitionkey) ?? 0)) outOfOrder += 1;
    newest.set(event.partitionkey, Math.max(seq, newest.get(event.partitionkey) ?? 0));
  }
  return {
    accepted: times.size,
    repeated: [...times.values()].filter((n) => n > 1).length,
    lost: expected.filter(({ id }) => !times.has(id)).length,
    outOfOrder,
  };
}
