import { assert } from '../kernel/assert.ts';
import type { Finding } from '../kernel/basis.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { type Fen, fen, formatYuan, multiplyRatio, sumFen } from '../kernel/money.ts';
import { divide, ONE, type Ratio, ratio } from '../kernel/ratio.ts';
import {
  type CapTableBasis,
  effectiveOn,
  type ShareTransaction,
  transactionsByDay,
} from './share-transaction.ts';

/** A holder's capital in one company: subscribed 认缴 and paid in 实缴. */
export type Holding = { readonly subscribed: Fen; readonly paid: Fen };

/** A line of the cap table. The ratios are null where there is nothing to divide by. */
export type CapTableHolder = Holding & {
  readonly id: string;
  /** By subscription （公司法第六十五条）. */
  readonly vote: Ratio | null;
  /** By paid-in capital （公司法第二百一十条）. */
  readonly dividend: Ratio | null;
  /** By paid-in capital （公司法第二百二十七条）. */
  readonly preemption: Ratio | null;
};

/** The capital of a company on a day in one basis. */
export type CapTable = {
  readonly registeredCapital: Fen;
  readonly paidIn: Fen;
  readonly capitalReserve: Fen;
  /** Largest subscription first, equals by id; holders of nothing are left out. */
  readonly holders: readonly CapTableHolder[];
  /** NEGATIVE_HOLDING (the event is then left out) and PAID_OVER_SUBSCRIBED. */
  readonly blocks: readonly Finding[];
  /** UNDATED: the event has no date in this basis and does not count. */
  readonly warnings: readonly Finding[];
};

type Ledger = {
  readonly holdings: Map<string, Holding>;
  capitalReserve: bigint;
  readonly blocks: Finding[];
  readonly overpaid: Set<string>;
};

const nothing: Holding = { subscribed: fen(0n), paid: fen(0n) };

const holdingOf = (ledger: Ledger, id: string): Holding => ledger.holdings.get(id) ?? nothing;

function put(ledger: Ledger, id: string, by: Holding, sign: 1n | -1n): void {
  const before = holdingOf(ledger, id);
  ledger.holdings.set(id, {
    subscribed: fen(before.subscribed + sign * by.subscribed),
    paid: fen(before.paid + sign * by.paid),
  });
}

function lesser(a: Fen, b: Fen): Fen {
  if (a < b) return a;
  return b;
}

/** The part of an investment that is registered capital: at a price that many yuan buy one yuan of it. */
function capitalBought(invested: Fen, price: Ratio | undefined): Fen {
  return price === undefined ? invested : multiplyRatio(invested, divide(ONE, price));
}

/** What an establishment or increase brings: capital, and what was paid above par. */
function contribution(transaction: ShareTransaction): Holding & { readonly premium: bigint } {
  const { price, invested } = transaction;
  if (invested === undefined) {
    const { subscribed, paid = fen(0n) } = transaction;
    assert(subscribed !== undefined, 'new capital is given, or an investment and its price');
    return { subscribed, paid, premium: price === undefined ? 0n : multiplyRatio(paid, price) - paid };
  }
  const bought = capitalBought(invested, price);
  const subscribed = transaction.subscribed ?? bought;
  const paid = transaction.paid ?? lesser(bought, subscribed);
  return { subscribed, paid, premium: invested - paid };
}

/** What leaves a holder; the paid-in part in the proportion that the holder has paid, unless said. */
function departure(transaction: ShareTransaction, has: Holding): Holding {
  const { subscribed, paid } = transaction;
  assert(subscribed !== undefined, 'a transfer or decrease names its capital');
  if (paid !== undefined) return { subscribed, paid };
  if (has.subscribed <= 0n) return { subscribed, paid: fen(0n) };
  return { subscribed, paid: multiplyRatio(has.paid, ratio(subscribed, has.subscribed)) };
}

function fits(part: Holding, has: Holding): boolean {
  return part.subscribed <= has.subscribed && part.paid <= has.paid;
}

function leave(ledger: Ledger, transaction: ShareTransaction): void {
  const { from, to } = transaction;
  assert(from !== undefined, 'a transfer or decrease names who gives up capital');
  const has = holdingOf(ledger, from);
  const part = departure(transaction, has);
  if (!fits(part, has)) {
    const because = `${from} 转出或减少认缴 ${formatYuan(part.subscribed)} 元、实缴 ${formatYuan(part.paid)} 元，超过其持有的认缴 ${formatYuan(has.subscribed)} 元、实缴 ${formatYuan(has.paid)} 元`;
    ledger.blocks.push({ code: 'NEGATIVE_HOLDING', because });
    return;
  }
  put(ledger, from, part, -1n);
  if (transaction.kind !== 'decrease') {
    assert(to !== undefined, 'a transfer names who takes over');
    put(ledger, to, part, 1n);
  }
}

function join(ledger: Ledger, transaction: ShareTransaction): void {
  assert(transaction.to !== undefined, 'new capital names its holder');
  const { premium, ...capital } = contribution(transaction);
  put(ledger, transaction.to, capital, 1n);
  if (premium > 0n) ledger.capitalReserve += premium;
}

/** Of the moves of one day the first that its giver can afford comes first: chains settle whatever their order. */
function settleMoves(ledger: Ledger, moves: readonly ShareTransaction[]): void {
  const waiting = [...moves];
  while (waiting.length > 0) {
    const affordable = waiting.findIndex((move) => {
      const has = holdingOf(ledger, move.from ?? '');
      return fits(departure(move, has), has);
    });
    for (const move of waiting.splice(Math.max(affordable, 0), 1)) leave(ledger, move);
  }
}

function settleDay(ledger: Ledger, transactions: readonly ShareTransaction[]): void {
  const isNew = (t: ShareTransaction): boolean => t.kind === 'establish' || t.kind === 'increase';
  for (const transaction of transactions.filter(isNew)) join(ledger, transaction);
  settleMoves(
    ledger,
    transactions.filter((t) => !isNew(t)),
  );
  for (const [id, holding] of ledger.holdings) {
    if (holding.paid <= holding.subscribed || ledger.overpaid.has(id)) continue;
    ledger.overpaid.add(id);
    const because = `${id} 实缴 ${formatYuan(holding.paid)} 元超过认缴 ${formatYuan(holding.subscribed)} 元`;
    ledger.blocks.push({ code: 'PAID_OVER_SUBSCRIBED', because });
  }
}

function byCapital(a: CapTableHolder, b: CapTableHolder): number {
  if (a.subscribed !== b.subscribed) return a.subscribed > b.subscribed ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function holdersOf(holdings: ReadonlyMap<string, Holding>, capital: Fen, paidIn: Fen): CapTableHolder[] {
  const part = (amount: Fen, whole: Fen): Ratio | null => (whole === 0n ? null : ratio(amount, whole));
  return [...holdings]
    .filter(([, holding]) => holding.subscribed !== 0n || holding.paid !== 0n)
    .map(([id, holding]) => {
      const byPaid = part(holding.paid, paidIn);
      return {
        id,
        ...holding,
        vote: part(holding.subscribed, capital),
        dividend: byPaid,
        preemption: byPaid,
      };
    })
    .sort(byCapital);
}

/** What follows from who holds how much: the totals and everybody's ratios. */
export function tableOfHoldings(
  holdings: ReadonlyMap<string, Holding>,
): Pick<CapTable, 'registeredCapital' | 'paidIn' | 'holders'> {
  const registeredCapital = sumFen([...holdings.values()].map((holding) => holding.subscribed));
  const paidIn = sumFen([...holdings.values()].map((holding) => holding.paid));
  return { registeredCapital, paidIn, holders: holdersOf(holdings, registeredCapital, paidIn) };
}

const basisNames = { register_book: '股东名册', registration: '登记', decision: '决定' } as const;

function undated(transactions: readonly ShareTransaction[], basis: CapTableBasis): Finding[] {
  return transactions
    .filter((transaction) => effectiveOn(transaction, basis) === null)
    .map((t) => ({
      code: 'UNDATED',
      because: `${t.decidedOn} 决定的变动（${t.from ?? '—'} → ${t.to ?? '—'}）没有${basisNames[basis]}日期，不计入`,
    }));
}

/**
 * Folds a company's equity events into its holdings on a day (included) in one basis. The order in which the
 * events are given is of no consequence; nothing but the events is remembered.
 */
export function capTable(
  transactions: readonly ShareTransaction[],
  asOf: LocalDate,
  basis: CapTableBasis,
): CapTable {
  const ledger: Ledger = { holdings: new Map(), capitalReserve: 0n, blocks: [], overpaid: new Set() };
  for (const day of transactionsByDay(transactions, asOf, basis)) settleDay(ledger, day);
  return {
    ...tableOfHoldings(ledger.holdings),
    capitalReserve: fen(ledger.capitalReserve),
    blocks: ledger.blocks,
    warnings: undated(transactions, basis),
  };
}
