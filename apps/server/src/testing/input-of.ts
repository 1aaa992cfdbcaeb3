import type { Chance } from '@guanyun/application/matters/testing/random-command.ts';
import {
  anything,
  hostileAmounts,
  hostileDays,
  hostileNumbers,
  hostileShares,
  hostileTexts,
  withKey,
} from './hostile-values.ts';

/** Inputs from a schema: what it takes, what it takes and nobody would send, and what it nearly takes. */

/** What of a zod schema is walked. */
export type Schema = {
  safeParse(value: unknown): { success: boolean };
  readonly _zod: { readonly def: Definition };
};
type Check = {
  readonly _zod: {
    readonly def: { readonly check: string; readonly minimum?: number; readonly length?: number };
  };
};
type Definition = {
  readonly type: string;
  readonly checks?: readonly Check[];
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly element?: Schema;
  readonly innerType?: Schema;
  readonly options?: readonly Schema[];
  readonly in?: Schema;
  readonly keyType?: Schema;
  readonly valueType?: Schema;
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly values?: readonly unknown[];
};

/** What there is in the zone to be about, by the name of the field that may ask for it. */
export type Known = {
  /** Ids that a field of this name in this procedure is likely to mean. */
  idsFor(field: string): readonly string[];
  readonly digests: readonly string[];
  readonly codes: readonly string[];
};
/** How much of what is valid is also strange: 0 never, 1 wherever the schema lets it. */
type Way = { readonly chance: Chance; readonly known: Known; readonly strange: number };

const plainTexts = [
  '示例',
  '甲',
  '示例事项说明',
  '厂房',
  'abc',
  'a1',
  '1',
  '12',
  '1001',
  '2026-05',
  '09:30',
  '2026',
];
const plainDays = [
  '2026-01-01',
  '2026-05-01',
  '2026-06-30',
  '2026-11-20',
  '2026-11-23',
  '2026-12-31',
  '2027-03-01',
];
const plainAmounts = [
  '1.00',
  '100.00',
  '1000.00',
  '50000.00',
  '0.00',
  '40000000.00',
  '0.5',
  '1/2',
  '1/1',
  '5.00',
];
const plainNumbers = [1, 2, 3, 0, 5, 10, 12, 30, 100, 2026];
const alphabets = [
  'A'.repeat(87).concat('='),
  'ab'.repeat(32),
  '0a'.repeat(40),
  '0.05',
  '12.50',
  '3.5',
  'test-1',
];

const accepted = new WeakMap<Schema, Map<string, readonly unknown[]>>();

/** Those of the candidates that the schema takes, told once for each list. */
function taken(schema: Schema, list: string, candidates: readonly unknown[]): readonly unknown[] {
  const lists = accepted.get(schema) ?? new Map<string, readonly unknown[]>();
  accepted.set(schema, lists);
  const before = lists.get(list);
  if (before !== undefined) return before;
  const found = candidates.filter((one) => schema.safeParse(one).success);
  lists.set(list, found);
  return found;
}

function text(schema: Schema, field: string, { chance, known, strange }: Way): unknown {
  const odd = [...hostileTexts, ...hostileDays, ...hostileAmounts, ...hostileShares];
  if (chance.maybe(strange)) {
    const some = taken(schema, 'odd', odd);
    if (some.length > 0) return chance.pick(some);
  }
  const ids = known.idsFor(field).slice(0, 40);
  if (ids[0] !== undefined && !schema.safeParse('示例').success && schema.safeParse(ids[0]).success)
    return chance.pick(ids);
  const lists = [known.digests, plainDays, plainAmounts, known.codes, plainTexts, alphabets];
  const fitting = lists.map((list, n) => taken(schema, `${n}`, list)).filter((list) => list.length > 0);
  const [first] = fitting;
  if (first === undefined) return chance.pick(odd);
  return chance.pick(chance.maybe(0.7) ? first : chance.pick(fitting));
}

function number(schema: Schema, { chance, strange }: Way): unknown {
  const odd = taken(schema, 'odd', hostileNumbers);
  const plain = taken(schema, 'plain', plainNumbers);
  if (odd.length > 0 && (plain.length === 0 || chance.maybe(strange))) return chance.pick(odd);
  return plain.length > 0 ? chance.pick(plain) : 1;
}

function list(schema: Schema, field: string, way: Way): unknown[] {
  const { element, checks = [] } = schema._zod.def;
  const bounds = checks.map((check) => check._zod.def);
  const exact = bounds.find((bound) => bound.check === 'length_equals')?.length;
  const least = exact ?? bounds.find((bound) => bound.check === 'min_length')?.minimum ?? 0;
  const length = exact ?? least + way.chance.below(3);
  return Array.from({ length }, () => valid(element as Schema, field, way));
}

function record({ keyType, valueType }: Definition, way: Way): object {
  let made = {};
  for (let n = way.chance.below(4); n > 0; n -= 1)
    made = withKey(made, String(valid(keyType as Schema, '', way)), valid(valueType as Schema, '', way));
  return made;
}

function object({ shape = {} }: Definition, way: Way): object {
  const made: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(shape)) {
    const value = valid(inner, key, way);
    if (value !== undefined) made[key] = value;
  }
  return made;
}

/** Like what the schema takes; rules that join fields may still refuse it. */
function made(schema: Schema, field: string, way: Way): unknown {
  const { chance } = way;
  const def = schema._zod.def;
  switch (def.type) {
    case 'object':
      return object(def, way);
    case 'string':
      return text(schema, field, way);
    case 'number':
      return number(schema, way);
    case 'boolean':
      return chance.maybe(0.5);
    case 'enum':
      return chance.pick(Object.values(def.entries ?? {}));
    case 'literal':
      return chance.pick(def.values ?? []);
    case 'array':
      return list(schema, field, way);
    case 'record':
      return record(def, way);
    case 'union':
      return valid(chance.pick(def.options ?? []), field, way);
    case 'nullable':
      return chance.maybe(0.2) ? null : valid(def.innerType as Schema, field, way);
    case 'optional':
    case 'default':
      return chance.maybe(0.4) ? undefined : valid(def.innerType as Schema, field, way);
    case 'pipe':
      return valid(def.in as Schema, field, way);
    case 'unknown':
      return anything(chance);
    default:
      throw new Error(`no inputs are known for ${def.type}`);
  }
}

/** What the schema takes, if a few tries find it; else what it nearly takes. */
export function valid(schema: Schema, field: string, way: Way): unknown {
  let value = made(schema, field, way);
  for (let tries = 0; tries < 6 && !schema.safeParse(value).success; tries += 1)
    value = made(schema, field, way);
  return value;
}

/** The most characters of a list that is made of one value again and again. */
const LIST_MAX = 8_000_000;
const many = (one: unknown, times: number): unknown[] => {
  const size = JSON.stringify(one)?.length ?? 4;
  return Array(Math.max(1, Math.min(times, Math.floor(LIST_MAX / size)))).fill(one);
};

/** One place of a value made strange. */
function spoilt(value: unknown, chance: Chance): unknown {
  if (typeof value !== 'object' || value === null || chance.maybe(0.15)) return anything(chance);
  if (Array.isArray(value)) {
    if (value.length === 0 || chance.maybe(0.3)) return many(value[0] ?? null, chance.pick([1, 50, 2000]));
    const at = chance.below(value.length);
    return value.map((one, n) => (n === at ? spoilt(one, chance) : one));
  }
  const keys = Object.keys(value);
  const strange = chance.pick(['__proto__', 'constructor', 'toString', 'extra', '\u0000']);
  if (keys.length === 0 || chance.maybe(0.1)) return withKey(value, strange, anything(chance));
  const key = chance.pick(keys);
  const { [key]: old, ...rest } = value as Record<string, unknown>;
  return chance.maybe(0.1) ? rest : withKey(rest, key, spoilt(old, chance));
}

/** An input for a procedure: of four, one is ordinary, one strange and valid, one nearly valid, one spoilt more. */
export function inputFor(schema: Schema | undefined, chance: Chance, known: Known, n: number): unknown {
  if (schema === undefined) return chance.maybe(0.3) ? undefined : anything(chance);
  const kind = n % 4;
  if (kind === 0) return valid(schema, '', { chance, known, strange: 0 });
  if (kind === 1) return valid(schema, '', { chance, known, strange: chance.pick([0.15, 0.5, 1]) });
  const nearly = spoilt(valid(schema, '', { chance, known, strange: 0.1 }), chance);
  return kind === 2 ? nearly : chance.maybe(0.2) ? anything(chance) : spoilt(nearly, chance);
}
