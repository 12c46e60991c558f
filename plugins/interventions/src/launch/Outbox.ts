/** What the page says about saving; `idle` until something was changed. */
export interface SaveStatus {
  state: 'idle' | 'saving' | 'saved' | 'failed';
  unsavedCount: number;
  failure: string | null;
}

/** The unsaved changes of one sheet, by the id of the student. */
export interface SaveQueue<Change> {
  readonly waiting: ReadonlyMap<string, Change>;
  readonly sending: ReadonlyMap<string, Change> | null;
  /** Why the last request failed, until one succeeds. */
  readonly failure: string | null;
}

/** Saves changes of sheets in the background, whatever page is open. */
export interface Outbox<Change> {
  subscribe(this: void, listener: () => void): () => void;
  status(this: void): SaveStatus;
  queueOf(sheetId: string): SaveQueue<Change>;
  /** @param delayMs how long to wait for more changes of the sheet before they are sent together */
  add(sheetId: string, changes: ReadonlyMap<string, Change>, delayMs: number): void;
  /** Sends everything that waits, now. */
  retry(this: void): void;
}
