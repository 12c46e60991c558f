import type { Sentence } from './Sentence';

/** What people read for the codes of the service, by code. */
export interface Words {
  /** What was being done, as it follows a name: `Sofia` `enrolled students`. */
  readonly actions: Readonly<Record<string, string>>;
  /** The kinds of record: the tables that keep an audit trail. */
  readonly entities: Readonly<Record<string, string>>;
  /** Why something was allowed: `as coordinator`. */
  readonly reasons: Readonly<Record<string, string>>;
  /** What happened, by the type of the event: `Students enrolled`. */
  readonly events: Readonly<Record<string, string>>;
  /** What an action did to an intervention, by action. */
  readonly sentences: Readonly<Record<string, Sentence>>;
}
