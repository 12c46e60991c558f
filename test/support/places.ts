import { type Contract, isMedia } from '@aimline/plugin-interventions-common/contract';
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';

/** Where one value is in the input of an action: `['body', 'marks', '0', 'studentId']`. */
export type Path = readonly string[];

export interface Place {
  path: Path;
  /** Whether it takes an id. */
  isId: boolean;
}

/** Every place of an action that takes a value; of a list, only its first element. */
export function placesOf(contract: Contract): Place[] {
  return (['params', 'query', 'body'] as const).flatMap((part) =>
    isMedia(contract[part]) ? [] : walk([part], contract[part]),
  );
}

/** The places of an action that take an id, with names for a test's title. */
export function idPlacesOf(contract: Contract) {
  return placesOf(contract).flatMap(({ path, isId }) =>
    isId ? [{ contract, action: contract.action, path, place: path.join('.') }] : [],
  );
}

/**
 * The statuses with which an unknown id is answered: not found in a path, nothing found by a filter, refused in a body. A
 * cursor that is the key of the order itself continues behind it, any other is refused.
 */
export function statusesOfUnknown(path: Path): number[] {
  if (path[0] === 'params') return [404];
  if (path.at(-1) === 'after') return [200, 400];
  const isFilter = path[0] === 'query' || path.includes('filter');
  return isFilter ? [200] : [400, 422];
}

/**
 * An id that exists nowhere but has the same timestamp, because UUIDs of version 7 are ordered by time and serve as
 * cursors of pages.
 */
export function besides(id: string): string {
  return id.slice(0, 24) + randomBytes(6).toString('hex');
}

/** The value at a place; undefined when nothing is there. */
export function valueAt(call: object, path: Path): unknown {
  return path.reduce((value: unknown, name) => (value as Record<string, unknown> | undefined)?.[name], call);
}

/** A copy of the call with another value at a place. */
export function replacedAt<T extends object>(call: T, path: Path, value: unknown): T {
  const changed = structuredClone(call);
  const holder = valueAt(changed, path.slice(0, -1)) as Record<string, unknown> | undefined;
  if (!holder) {
    throw new Error(`The example call has no "${path.join('.')}": fill every place of an id, also an optional one.`);
  }
  holder[path.at(-1)!] = value;
  return changed;
}

type Schema = z.ZodType;

/** The parts of a zod definition that are read here. */
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
  throw new Error(`There is a "${type}" at ${path.join('.')}: teach walk() which values it takes.`);
}
