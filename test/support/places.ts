import { type Contract, isMedia } from '@aimline/plugin-interventions-common/contract';
import type { z } from 'zod';

/** Where one value stands in what an action takes: `['body', 'marks', '0', 'studentId']`. */
export type Path = readonly string[];

export interface Place {
  path: Path;
  /** Whether an id stands there. */
  isId: boolean;
}

/** Every place of an action where a value stands; of a list the first. */
export function placesOf(contract: Contract): Place[] {
  return (['params', 'query', 'body'] as const).flatMap((part) =>
    isMedia(contract[part]) ? [] : walk([part], contract[part]),
  );
}

/** The value at a place; undefined when nothing is there. */
export function valueAt(call: object, path: Path): unknown {
  return path.reduce((value: unknown, name) => (value as Record<string, unknown> | undefined)?.[name], call);
}

/** The call with something else at a place. */
export function replacedAt<T extends object>(call: T, path: Path, value: unknown): T {
  const changed = structuredClone(call);
  const holder = valueAt(changed, path.slice(0, -1)) as Record<string, unknown>;
  holder[path.at(-1)!] = value;
  return changed;
}

type Schema = z.ZodType;

/** What zod says of a schema. */
interface Definition {
  type: string;
  format?: string;
  shape?: Record<string, Schema>;
  element?: Schema;
  innerType?: Schema;
  in?: Schema;
  options?: Schema[];
}

const VALUES = new Set(['string', 'number', 'boolean', 'enum', 'literal', 'template_literal']);

function walk(path: Path, schema?: Schema): Place[] {
  if (!schema) return [];
  const definition = schema.def as unknown as Definition;
  const { type, format, shape, element, options } = definition;
  if (shape) return Object.entries(shape).flatMap(([name, field]) => walk([...path, name], field));
  if (element) return walk([...path, '0'], element);
  const inner = definition.innerType ?? definition.in;
  if (inner) return walk(path, inner);
  if (VALUES.has(type) || options?.every((option) => option.def.type === 'literal')) {
    return [{ path, isId: format === 'uuid' }];
  }
  throw new Error(`There is a "${type}" at ${path.join('.')}: teach walk() what values stand in it.`);
}
