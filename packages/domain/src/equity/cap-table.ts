import { assert } from '../kernel/assert.ts';
import type { Finding } from '../kernel/basis.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { type Fen, fen, formatYuan, multiplyRatio, sumFen } from '../kernel/money.ts';
import { divide, ONE, type Ratio, ratio } from '../kernel/ratio.ts';
import { inOrderOfDecision, movesInOrder, openMoves, transactionsByDay } from './share-day.ts';
import { type CapTableBasis, effectiveOn, type ShareTransaction } from './share-transaction.ts';

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
  return { subscribed, paid: lesser(multiplyRatio(has.paid, ratio(subscribed, has.subscribed)), has.paid) };
}

function fits(part: Holding, has: Holding): boolean {
  return part.subscribed <= has.subscribed && part.paid <= has.paid;
}

const giverOf = ({ from }: ShareTransaction): string => {
  assert(from !== undefined, 'a transfer or decrease names who gives up capital');
  return from;
};

function canLeave(ledger: Ledger, transaction: ShareTransaction): boolean {
  const has = holdingOf(ledger, giverOf(transaction));
  return fits(departure(transaction, has), has);
}

function leave(ledger: Ledger, transaction: ShareTransaction): void {
  const from = giverOf(transaction);
  const part = departure(transaction, holdingOf(ledger, from));
  put(ledger, from, part, -1n);
  if (transaction.kind === 'decrease') return;
  assert(transaction.to !== undefined, 'a transfer names who takes over');
  put(ledger, transaction.to, part, 1n);
}

function block(ledger: Ledger, transaction: ShareTransaction): void {
  const from = giverOf(transaction);
  const has = holdingOf(ledger, from);
  const part = departure(transaction, has);
  const because = `${from} 转出或减少认缴 ${formatYuan(part.subscribed)} 元、实缴 ${formatYuan(part.paid)} 元，超过其持有的认缴 ${formatYuan(has.subscribed)} 元、实缴 ${formatYuan(has.paid)} 元`;
  ledger.blocks.push({ code: 'NEGATIVE_HOLDING', because });
}

function join(ledger: Ledger, transaction: ShareTransaction): void {
  assert(transaction.to !== undefined, 'new capital names its holder');
  const { premium, ...capital } = contribution(transaction);
  put(ledger, transaction.to, capital, 1n);
  if (premium > 0n) ledger.capitalReserve += premium;
}

/**
 * Settles of the waiting moves all that can be, each giver after it has received what is still to come to it: what passes on
 * in proportion hangs on that, and not on anybody's name. In a circle what stays inside it goes before what leaves it.
 */
function settleMoves(ledger: Ledger, waiting: ShareTransaction[]): void {
  waiting.sort(movesInOrder);
  const open = openMoves(waiting);
  const can = (move: ShareTransaction): boolean => canLeave(ledger, move);
  for (;;) {
    let at = waiting.findIndex((move) => !open.awaits(move.from) && can(move));
    if (at < 0) at = waiting.findIndex((move) => open.gives(move.to) && can(move));
    if (at < 0) at = waiting.findIndex(can);
    if (at < 0) return;
    for (const move of waiting.splice(at, 1)) {
      open.settled(move);
      leave(ledger, move);
    }
  }
}

/** Whether all that waits, done at once, leaves nobody with less than nothing. */
function fitsTogether(ledger: Ledger, waiting: readonly ShareTransaction[]): boolean {
  const net = new Map<string, Holding>();
  const add = (
    id: string,
    { subscribed = fen(0n), paid = fen(0n) }: ShareTransaction,
    sign: bigint,
  ): void => {
    const has = net.get(id) ?? holdingOf(ledger, id);
    net.set(id, { subscribed: fen(has.subscribed + sign * subscribed), paid: fen(has.paid + sign * paid) });
  };
  for (const move of waiting) {
    add(giverOf(move), move, -1n);
    if (move.to !== undefined && move.kind !== 'decrease') add(move.to, move, 1n);
  }
  return [...net.values()].every(({ subscribed, paid }) => subscribed >= 0n && paid >= 0n);
}

/** What could not be settled one after the other: at once where that is possible, else the first is left out. */
function settleRest(ledger: Ledger, waiting: ShareTransaction[]): void {
  while (waiting.length > 0) {
    if (fitsTogether(ledger, waiting)) {
      for (const move of waiting.splice(0)) leave(ledger, move);
      return;
    }
    for (const move of waiting.splice(0, 1)) block(ledger, move);
    settleMoves(ledger, waiting);
  }
}

/** One day: what was decided earlier goes first, new capital before what moves. */
function settleDay(ledger: Ledger, transactions: readonly ShareTransaction[]): void {
  const isNew = (t: ShareTransaction): boolean => t.kind === 'establish' || t.kind === 'increase';
  const waiting: ShareTransaction[] = [];
  for (const decided of inOrderOfDecision(transactions)) {
    for (const transaction of decided.filter(isNew)) join(ledger, transaction);
    waiting.push(...decided.filter((t) => !isNew(t)));
    settleMoves(ledger, waiting);
  }
  settleRest(ledger, waiting);
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
