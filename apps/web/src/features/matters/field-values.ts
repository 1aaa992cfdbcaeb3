import { tryParseRatio } from '@guanyun/domain/kernel/ratio.ts';
import { yuanFromText } from '../../components/yuan-text.ts';
import type { Field } from './field.ts';

/** What stands in a field: a text, or several codes or ids. Yes and no are texts too. */
export type Typed = string | string[] | undefined;
export type Values = Record<string, Typed>;

/** A share between 0 (excluded) and 1 (included). */
export function isShare(typed: string): boolean {
  const share = tryParseRatio(typed.trim());
  return share !== null && share.numerator > 0n && share.numerator <= share.denominator;
}

/** An amount that may be nothing. */
const balanceFromText = (typed: string): string | null =>
  /^[0０](\.0{1,2})?$/.test(typed.trim()) ? '0.00' : yuanFromText(typed);

/** A body of the zone, or a name. */
function otherFrom(typed: string): { id: string } | { name: string } | null {
  if (typed.startsWith('id:')) return { id: typed.slice('id:'.length) };
  const name = typed.startsWith('name:') ? typed.slice('name:'.length).trim() : '';
  return name === '' ? null : { name };
}

const matching = (typed: string, form: RegExp): string | null =>
  form.test(typed.trim()) ? typed.trim() : null;

function fromText(field: Field, typed: string): unknown {
  switch (field.kind) {
    case 'amount':
      return yuanFromText(typed);
    case 'balance':
      return balanceFromText(typed);
    case 'ratio':
      return tryParseRatio(typed.trim()) === null ? null : typed.trim();
    case 'share':
      return isShare(typed) ? typed.trim() : null;
    case 'years':
      return matching(typed, /^(0|[1-9]\d{0,2})(\.\d{1,2})?$/);
    case 'price':
      return matching(typed, /^(0|[1-9]\d{0,8})(\.\d{1,8})?$/);
    case 'exchange':
      return Number(matching(typed, /^[1-9]\d{0,8}(\.\d{1,8})?$/) ?? 0) >= 1 ? typed.trim() : null;
    case 'year':
      return matching(typed, /^20\d\d$/) === null ? null : Number(typed.trim());
    case 'yesno':
      return typed === 'yes' || typed === 'no' ? typed === 'yes' : null;
    case 'choice':
      return field.options?.includes(typed) === true ? typed : null;
    case 'other':
      return otherFrom(typed);
    default:
      return typed.trim();
  }
}

/** A holder and its amount, as they are typed. */
export type Portion = { readonly holderId: string; readonly amount: string };
/** One row of portions is kept as one text, since a field holds texts: an id has no blank in it. */
export const portionText = ({ holderId, amount }: Portion): string => `${holderId} ${amount}`;
export function portionOf(text: string): Portion {
  const blank = text.indexOf(' ');
  return { holderId: text.slice(0, blank), amount: text.slice(blank + 1) };
}
const typedPortion = (wire: unknown): string => {
  const { holderId = '', subscribed = '' } = wire as { holderId?: string; subscribed?: string };
  return portionText({ holderId, amount: subscribed });
};

function portionsFrom(typed: readonly string[]): object[] | null {
  const rows = typed.map(portionOf).map(({ holderId, amount }) => ({
    ...{ holderId, subscribed: yuanFromText(amount) },
  }));
  return rows.every(({ holderId, subscribed }) => holderId !== '' && subscribed !== null) ? rows : null;
}

export const isEmpty = (typed: Typed): boolean =>
  typed === undefined || (typeof typed === 'string' ? typed.trim() === '' : typed.length === 0);

/** What is typed, as the server takes it; null where it is not well formed. */
export function wireOf(field: Field, typed: Exclude<Typed, undefined>): unknown {
  if (typeof typed === 'string') return fromText(field, typed);
  if (field.kind === 'portions') return portionsFrom(typed);
  // The order in which things were ticked does not matter.
  return [...typed].sort();
}

/** What the server gave, as it is typed. */
export function typedOf(field: Field, wire: unknown): Typed {
  if (wire === undefined || wire === null) return undefined;
  if (typeof wire === 'boolean') return wire ? 'yes' : 'no';
  if (Array.isArray(wire)) return field.kind === 'portions' ? wire.map(typedPortion) : wire.map(String);
  if (typeof wire !== 'object') return String(wire);
  if (field.kind === 'other' && 'id' in wire) return `id:${String(wire.id)}`;
  return 'name' in wire ? `name:${String(wire.name)}` : undefined;
}

/** The fields that are asked, given what the others say. */
export const asked = (fields: readonly Field[], values: Values): readonly Field[] =>
  fields.filter(
    ({ when, without }) =>
      (when === undefined || when.is.includes(String(values[when.path] ?? ''))) &&
      (without === undefined || (values[without] ?? '') === ''),
  );

type Tree = Record<string, unknown>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** What stands at a path of one or two steps. */
export function at(tree: unknown, path: string): unknown {
  const [first = '', second] = path.split('.');
  const outer = isTree(tree) ? tree[first] : undefined;
  return second === undefined ? outer : isTree(outer) ? outer[second] : undefined;
}

/** Puts a value at a path of one or two steps. */
export function put(tree: Tree, path: string, value: unknown): void {
  const [first = '', second] = path.split('.');
  if (second === undefined) tree[first] = value;
  else tree[first] = { ...(isTree(tree[first]) ? tree[first] : {}), [second]: value };
}
