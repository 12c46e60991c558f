/** On whose behalf an operation changes data; stored with the change. */
export type OnBehalfOf =
  /** The staff member who requested it. */
  | { kind: 'person'; personId: string }
  /** A run of a rule, by its id. */
  | { kind: 'rule_run'; ruleRunId: string }
  /** An import of a file or from another system, by its id. */
  | { kind: 'import'; importId: string }
  /** Aimline itself, such as after a confirmed exit or the closing of a school. */
  | { kind: 'system' };
