import { type RefusalCode, refusalCodeList } from './refusal-codes.ts';

/** Why an act is refused: a code of the closed union and facts (not sentences) to put into the sentence. */
export type Refusal<C extends RefusalCode = RefusalCode> = {
  readonly code: C;
  readonly facts: Readonly<Record<string, string>>;
};

/** The act may be done; the effects say what to save. After this only the database can fail. */
export type Accepted<E> = { readonly outcome: 'accepted'; readonly effects: E };

/** The act may not be done; at least one reason, in order of precedence. */
export type Refused<R extends Refusal = Refusal> = {
  readonly outcome: 'refused';
  readonly refusals: readonly [R, ...R[]];
};

/** What a pure decision returns. */
export type Decision<E, R extends Refusal = Refusal> = Accepted<E> | Refused<R>;

/** Accepted with these effects. */
export function accept<E>(effects: E): Accepted<E> {
  return { outcome: 'accepted', effects };
}

/** Refused for one reason. */
export function refuse<C extends RefusalCode>(
  code: C,
  facts: Readonly<Record<string, string>> = {},
): Refused<Refusal<C>> {
  return { outcome: 'refused', refusals: [{ code, facts }] };
}

const precedence = new Map<RefusalCode, number>(refusalCodeList.map((row, index) => [row.code, index]));

/** Refused for all of these, sorted by precedence; null when there is none, so that a decision can go on. */
export function refuseAll<R extends Refusal>(refusals: readonly R[]): Refused<R> | null {
  const rank = (r: R): number => precedence.get(r.code) ?? precedence.size;
  const [first, ...rest] = [...refusals].sort((a, b) => rank(a) - rank(b));
  return first === undefined ? null : { outcome: 'refused', refusals: [first, ...rest] };
}
