import type { AttendanceSheet } from '@aimline/plugin-interventions-common/attendance';
import { ApiError } from '@aimline/plugin-interventions-common/client';
import type { Outbox, SaveStatus } from '../launch/Outbox';
import type { Mark, Marks } from './marks';
import { change, countUnsaved, EMPTY_QUEUE, fail, type SaveQueue, send, settle } from './saveQueue';

export interface AttendanceOutboxOptions {
  record(sessionId: string, marks: Marks): Promise<AttendanceSheet>;
  /**
   * Called with the saved sheet before its marks leave the outbox, so that each mark is always in the sheet or in the
   * outbox.
   */
  onRecorded(sheet: AttendanceSheet): void;
}

const IDLE: SaveStatus = { state: 'idle', unsavedCount: 0, failure: null };
const MIN_RETRY_MS = 2_000;
const MAX_RETRY_MS = 30_000;

/**
 * Saves attendance in the background, independently of the open page. Marks of one session are sent in order. A request
 * that fails for a temporary reason is retried until it succeeds; one that the service refuses waits for the user.
 */
export class AttendanceOutbox implements Outbox<Mark> {
  readonly #options: AttendanceOutboxOptions;
  readonly #queues = new Map<string, SaveQueue>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #retries = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  #status = IDLE;

  constructor(options: AttendanceOutboxOptions) {
    this.#options = options;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly status = (): SaveStatus => this.#status;

  queueOf(sessionId: string): SaveQueue {
    return this.#queues.get(sessionId) ?? EMPTY_QUEUE;
  }

  add(sessionId: string, marks: Marks, delayMs: number): void {
    if (marks.size === 0) return;
    this.#put(sessionId, change(this.queueOf(sessionId), marks));
    this.#schedule(sessionId, delayMs);
  }

  readonly retry = (): void => {
    for (const sessionId of this.#queues.keys()) void this.#flush(sessionId);
  };

  #schedule(sessionId: string, delayMs: number): void {
    clearTimeout(this.#timers.get(sessionId));
    this.#timers.set(
      sessionId,
      setTimeout(() => void this.#flush(sessionId), delayMs),
    );
  }

  async #flush(sessionId: string): Promise<void> {
    clearTimeout(this.#timers.get(sessionId));
    const before = this.queueOf(sessionId);
    const queue = send(before);
    if (queue === before || !queue.sending) return;
    this.#put(sessionId, queue);
    try {
      const sheet = await this.#options.record(sessionId, queue.sending);
      this.#options.onRecorded(sheet);
      this.#retries.delete(sessionId);
      this.#put(sessionId, settle(this.queueOf(sessionId)));
      if (this.queueOf(sessionId).waiting.size > 0) void this.#flush(sessionId);
    } catch (error) {
      this.#put(sessionId, fail(this.queueOf(sessionId), error instanceof Error ? error.message : String(error)));
      if (isTemporary(error)) this.#retryLater(sessionId);
    }
  }

  #retryLater(sessionId: string): void {
    const attempt = this.#retries.get(sessionId) ?? 0;
    this.#retries.set(sessionId, attempt + 1);
    this.#schedule(sessionId, Math.min(MAX_RETRY_MS, MIN_RETRY_MS * 2 ** attempt));
  }

  #put(sessionId: string, queue: SaveQueue): void {
    this.#queues.set(sessionId, queue);
    const queues = [...this.#queues.values()];
    const unsavedCount = queues.reduce((sum, each) => sum + countUnsaved(each), 0);
    const failure = queues.find((each) => each.failure !== null)?.failure ?? null;
    this.#status = { state: failure ? 'failed' : unsavedCount > 0 ? 'saving' : 'saved', unsavedCount, failure };
    for (const listener of this.#listeners) listener();
  }
}

/** Whether the same request may succeed later: after a network error, an error of the service or a rate limit. */
function isTemporary(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500 || error.status === 429);
}
