/** On whose behalf an operation changes something, as it is kept with the change. */
export type OnBehalfOf =
  /** A staff member, who asked for it. */
  | { kind: 'person'; personId: string }
  /** A run of a rule, by its id. */
  | { kind: 'rule_run'; ruleRunId: string }
  /** A file or another system, by the id of the import. */
  | { kind: 'import'; importId: string }
  /** Aimline itself: a confirmed exit, a school that closes. */
  | { kind: 'system' };
