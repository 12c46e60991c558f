import type { Sentence } from './Sentence';

/** Maps a code of the service to its text in the language of the interface. */
export type Texts = Readonly<Record<string, string>>;

/** What users read for the codes of the service, by code. */
export interface Words {
  /** What an action did, to be put after the name of the person: `enrolled students`. */
  readonly actions: Texts;
  /** The kinds of record, by table with an audit trail: `Meeting time`. */
  readonly entities: Texts;
  /** Why an action was allowed: `as coordinator`. */
  readonly reasons: Texts;
  /** What happened, by the type of the event: `Students enrolled`. */
  readonly events: Texts;
  /** What an action did to an intervention, by action. */
  readonly sentences: Readonly<Record<string, Sentence>>;
}

/**
 * The words of one feature. Its tables are functions, because the language is not known yet when the feature is loaded;
 * `foldFeatures` calls them.
 */
export type FeatureWords = { readonly [Kind in Exclude<keyof Words, 'sentences'>]: () => Texts } & Pick<
  Words,
  'sentences'
>;
