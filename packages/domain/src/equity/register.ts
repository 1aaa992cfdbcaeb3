import { assert } from '../kernel/assert.ts';
import { type LocalDate, localDate } from '../kernel/local-date.ts';
import { fen } from '../kernel/money.ts';
import { type CapTableBasis, effectiveOn, type ShareTransaction } from './share-transaction.ts';

/**
 * One entry of the register. `payment` pays in what was subscribed; `void` puts nothing in the place of what it corrects or
 * amends. Capital amounts are 分; every entry but `void` names them.
 */
export type RegisterEntry = Omit<ShareTransaction, 'kind' | 'invested'> & {
  readonly id: string;
  readonly kind: ShareTransaction['kind'] | 'payment' | 'void';
  /** 笔误更正: takes the place of that entry, as if it had never been. */
  readonly corrects?: string | undefined;
  /** 变更: turns that entry back from its own days on, and puts something else in its place. */
  readonly amends?: string | undefined;
  /** 吸收合并: by this entry the company's capital ends, and this company takes it in. */
  readonly absorbedBy?: string | undefined;
  /** One of the entries of a merger or division. */
  readonly ofSeveral?: boolean | undefined;
};

const nothing = fen(0n);
/** After everything that is entered. */
export const lastDay = localDate('9999-12-31');
type Days = Pick<ShareTransaction, 'decidedOn' | 'registerBookOn' | 'registeredOn'>;
const daysOf = ({ decidedOn, registerBookOn, registeredOn }: RegisterEntry): Days => ({
  decidedOn,
  registerBookOn,
  registeredOn,
});

/** What an entry does by itself. */
function ownOf(entry: RegisterEntry): ShareTransaction[] {
  const { kind, from, to, subscribed, paid, price } = entry;
  if (kind === 'void') return [];
  if (kind === 'payment') return [{ kind: 'increase', to, subscribed: nothing, paid, ...daysOf(entry) }];
  return [{ kind, from, to, subscribed, paid, price, ...daysOf(entry) }];
}

/** What turns an entry back, on the days of another. */
function reverseOf(entry: RegisterEntry, days: Days): ShareTransaction[] {
  const { kind, from, to, subscribed, paid } = entry;
  switch (kind) {
    case 'void':
      return [];
    case 'payment':
      return [{ kind: 'decrease', from: to, subscribed: nothing, paid, ...days }];
    case 'establish':
    case 'increase':
      return [{ kind: 'decrease', from: to, subscribed, paid, ...days }];
    case 'decrease':
      return [{ kind: 'increase', to: from, subscribed, paid, ...days }];
    default:
      return [{ kind: 'transfer', from: to, to: from, subscribed, paid, ...days }];
  }
}

/** The entries that stand: those that no clerical correction among them has replaced. */
export function standing<E extends Pick<RegisterEntry, 'id' | 'corrects'>>(entries: readonly E[]): E[] {
  const replaced = new Set(entries.flatMap(({ corrects }) => (corrects === undefined ? [] : [corrects])));
  return entries.filter(({ id }) => !replaced.has(id));
}

/** By whom a company was absorbed, and since when. */
export type Absorption = { readonly by: string; readonly on: LocalDate };

/** By whom the company was absorbed up to a day; null where it stands. */
export function absorptionIn(
  entries: readonly RegisterEntry[],
  asOf: LocalDate,
  basis: CapTableBasis,
): Absorption | null {
  for (const entry of standing(entries)) {
    const [own] = entry.absorbedBy === undefined ? [] : ownOf(entry);
    const on = own === undefined ? null : effectiveOn(own, basis);
    if (entry.absorbedBy !== undefined && on !== null && on <= asOf) return { by: entry.absorbedBy, on };
  }
  return null;
}

/**
 * What the entries of a company amount to. A correction counts from when it is among them, so that what was known on an
 * earlier day is what the entries of up to that day amount to; their order is of no consequence.
 */
export function transactionsIn(entries: readonly RegisterEntry[]): ShareTransaction[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return standing(entries).flatMap((entry) => {
    if (entry.amends === undefined) return ownOf(entry);
    const amended = byId.get(entry.amends);
    assert(amended !== undefined, 'what is amended is in the register');
    return [...reverseOf(amended, daysOf(entry)), ...ownOf(entry)];
  });
}
