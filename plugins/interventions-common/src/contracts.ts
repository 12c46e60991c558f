/**
 * Every contract by its action. Each room adds its own by declaration merging, beside its endpoints: the compiler knows all
 * of them, and no file lists them.
 */
export interface Contracts {}

/** What can be done through the API; also the `action` of the audit record it leaves. */
export type Action = keyof Contracts;

/** The contracts that a module exports, by their actions. */
export type ContractsOf<Module> = {
  [Name in keyof Module as Module[Name] extends { action: infer A extends string } ? A : never]: Module[Name];
};
