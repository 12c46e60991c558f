/**
 * All contracts by action. Each feature adds its own by declaration merging, beside its endpoints, so no file lists them
 * all.
 */
export interface Contracts {}

/** The name of an operation of the API; also the `action` of its audit records. */
export type Action = keyof Contracts;

/** The contracts that a module exports, by action. */
export type ContractsOf<Module> = {
  [Name in keyof Module as Module[Name] extends { action: infer A extends string } ? A : never]: Module[Name];
};
