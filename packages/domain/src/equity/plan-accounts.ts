import { type Fen, fen, multiplyRatio, parseYuan, sumFen } from '../kernel/money.ts';
import { compare, divide, ONE, parseRatio, type Ratio, subtract, ZERO } from '../kernel/ratio.ts';
import { equityOf } from './group-accounts-investments.ts';
import type { BookedEntry, BookedLines, GroupBooks, Investment } from './group-books.ts';
import type { PlanItem, PlanItemOf } from './plan.ts';
import { equityTotal } from './statement-lines.ts';

type Holding = GroupBooks['holdings'][number];
/** A group before a plan, and what its items, those that may go, make of it. */
export type PlannedGroup = {
  /** Statements of all, of those that are to come too. */
  readonly before: GroupBooks;
  readonly after: { readonly controlled: readonly string[]; readonly holdings: readonly Holding[] };
  /** By the register, of anybody. */
  readonly shareBefore: (owner: string, owned: string) => Ratio;
  readonly items: readonly PlanItem[];
};

/**
 * A price for a newcomer that is not its share in net assets at book value: what the difference is hangs on who controlled
 * it before. Of a company of the group it is capital reserve.
 */
export type Undetermined = { readonly company: string; readonly acquirer: string; readonly amount: Fen };
export type PlannedBooks = {
  readonly books: GroupBooks;
  readonly undetermined: readonly Undetermined[];
  /** Taken in by a merger, which is not measured. */
  readonly unmeasured: readonly string[];
};

const nothing = fen(0n);
type Increase = PlanItemOf<'capital_increase'>;
const increasesOf = (items: readonly PlanItem[], company: string): Increase[] =>
  items.filter((item): item is Increase => item.method === 'capital_increase' && item.companyId === company);
const registered = (invested: Fen, perYuan: string): Fen =>
  multiplyRatio(invested, divide(ONE, parseRatio(perYuan)));

/** New money in a company's books: its capital, and what is paid above par. */
function increased({ companyId, invested, perYuan }: Increase): BookedEntry {
  const amount = parseYuan(invested);
  const capital = registered(amount, perYuan);
  return {
    ...{ company: companyId, ref: companyId, step: 'planned' },
    debit: [{ line: 'cash', amount }],
    credit: [
      { line: 'capital', amount: capital },
      { line: 'capital_reserve', amount: fen(amount - capital) },
    ],
  };
}

/** A company's net assets with its shares in those of the companies that it holds, as far as their investments are known. */
function netAssetsOf(books: GroupBooks, id: string, above: readonly string[] = []): Fen {
  const own = equityTotal(equityOf(books, id));
  if (above.includes(id)) return own;
  const below = books.investments
    .filter(({ owner }) => owner === id)
    .flatMap(({ owned, carrying }) => {
      const held = books.holdings.find((one) => one.owner === id && one.owned === owned);
      const known = books.statements.some(({ company }) => company === owned);
      if (held === undefined || !known) return [];
      return [fen(multiplyRatio(netAssetsOf(books, owned, [...above, id]), held.share) - carrying)];
    });
  return fen(own + sumFen(below));
}

type Paid = {
  readonly cash: Fen;
  readonly contributed: readonly BookedLines[number][];
  readonly valued: boolean;
};

/** What one company gives for its new share in another, cash that it gets for an old one taken off. */
function paidFor(items: readonly PlanItem[], groupId: string, owner: string, owned: string): Paid {
  const cash: Fen[] = [];
  const contributed: BookedLines[number][] = [];
  for (const item of items.filter(({ companyId }) => companyId === owned)) {
    if (item.method === 'acquisition' && item.toId === owner) cash.push(parseYuan(item.price));
    if (item.method === 'acquisition' && item.fromId === owner) cash.push(fen(-parseYuan(item.price)));
    if (item.method === 'capital_increase' && item.toId === owner) cash.push(parseYuan(item.invested));
    if (item.method === 'contribution_in_kind' && owner === groupId) {
      const amount = parseYuan(item.invested);
      const capital = registered(amount, item.perYuan);
      contributed.push({ line: 'capital', amount: capital });
      contributed.push({ line: 'capital_reserve', amount: fen(amount - capital) });
    }
  }
  return { cash: sumFen(cash), contributed, valued: cash.length + contributed.length > 0 };
}

type Pair = { readonly owner: string; readonly owned: string };
type Moved = {
  readonly row: Investment | null;
  readonly booked: readonly BookedEntry[];
  readonly undetermined: readonly Undetermined[];
};

/** What the plan does to one company's investment in another; the difference to what is paid is kept in the reserve. */
function moved(group: PlannedGroup, grown: GroupBooks, { owner, owned }: Pair): Moved {
  const { before, after, items } = group;
  const row = before.investments.find((one) => one.owner === owner && one.owned === owned);
  const [from, to] = [
    group.shareBefore(owner, owned),
    after.holdings.find((one) => one.owner === owner && one.owned === owned)?.share ?? ZERO,
  ];
  const paid = paidFor(items, before.parent, owner, owned);
  const same = compare(from, to) === 0 && !paid.valued && increasesOf(items, owned).length === 0;
  const held = compare(from, ZERO) > 0;
  if (same || (held && row === undefined)) return { row: row ?? null, booked: [], undetermined: [] };
  const carrying = row?.carrying ?? nothing;
  const stays = after.controlled.includes(owned) && compare(to, ZERO) > 0;
  const change = stays
    ? fen(multiplyRatio(netAssetsOf(grown, owned), to) - multiplyRatio(netAssetsOf(before, owned), from))
    : fen(-multiplyRatio(carrying, held ? divide(subtract(from, to), from) : ONE));
  const given = sumFen([paid.cash, ...paid.contributed.map(({ amount }) => amount)]);
  const difference = fen(change - given);
  const left = {
    id: owned,
    owner,
    owned,
    goodwill: nothing,
    income: nothing,
    ...row,
    carrying: fen(carrying + change),
  };
  return {
    row: compare(to, ZERO) > 0 ? left : null,
    booked: [
      {
        ...{ company: owner, ref: owned, step: 'planned' },
        debit: [{ line: 'investment', amount: change }],
        credit: [
          { line: 'cash', amount: paid.cash },
          ...paid.contributed,
          { line: 'capital_reserve', amount: difference },
        ],
      },
    ],
    undetermined:
      paid.valued && difference !== 0n && !before.controlled.includes(owned)
        ? [{ company: owned, acquirer: owner, amount: difference }]
        : [],
  };
}

/**
 * The books of a group right after a plan, on paper: each new share stands at its part of the net assets at book value against
 * what is paid for it; the difference is kept in the capital reserve and named where it was paid for, since the plan does
 * not say who controlled the company. Mergers are named and not measured.
 */
export function plannedBooks(group: PlannedGroup): PlannedBooks {
  const { before, after, items } = group;
  const unmeasured = items.filter(({ method }) => method === 'merger').map(({ companyId }) => companyId);
  const measured = items.filter(({ method }) => method !== 'merger');
  const members = new Set([before.parent, ...after.controlled]);
  const known = new Set(before.statements.map(({ company }) => company));
  const increases = [...members]
    .filter((company) => known.has(company))
    .flatMap((company) => increasesOf(measured, company))
    .map(increased);
  const grown = { ...before, holdings: after.holdings, booked: [...(before.booked ?? []), ...increases] };
  const pairs = new Map(
    [...after.holdings, ...before.investments].map(({ owner, owned }) => [
      `${owner} ${owned}`,
      { owner, owned },
    ]),
  );
  const all = [...pairs.values()]
    .filter(
      ({ owner, owned }) =>
        members.has(owner) && known.has(owner) && known.has(owned) && owned !== before.parent,
    )
    .map((pair) => moved({ ...group, items: measured }, grown, pair));
  const own = before.investments.filter(({ owned }) => owned === before.parent);
  return {
    books: {
      ...{ ...before, ...after },
      investments: [...all.flatMap(({ row }) => row ?? []), ...own],
      booked: [...grown.booked, ...all.flatMap(({ booked }) => booked)],
    },
    undetermined: all.flatMap(({ undetermined }) => undetermined),
    unmeasured,
  };
}
