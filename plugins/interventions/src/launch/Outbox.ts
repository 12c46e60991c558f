/** The state of saving; `idle` until the first change. */
export interface SaveStatus {
  state: 'idle' | 'saving' | 'saved' | 'failed';
  unsavedCount: number;
  failure: string | null;
}

/** The unsaved changes of one sheet by student id. */
export interface SaveQueue<Change> {
  readonly waiting: ReadonlyMap<string, Change>;
  readonly sending: ReadonlyMap<string, Change> | null;
  /** Why the last request failed; null after the next success. */
  readonly failure: string | null;
}

/** Saves changes of sheets in the background, independently of the open page. */
export interface Outbox<Change> {
  subscribe(this: void, listener: () => void): () => void;
  status(this: void): SaveStatus;
  queueOf(sheetId: string): SaveQueue<Change>;
  /** @param delayMs how long to wait for more changes of the sheet, to send them in one request */
  add(sheetId: string, changes: ReadonlyMap<string, Change>, delayMs: number): void;
  /** Sends all waiting changes now. */
  retry(this: void): void;
}
