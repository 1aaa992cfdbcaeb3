import type { Finding } from '../kernel/basis.ts';
import { type Fen, fen, sumFen } from '../kernel/money.ts';
import { add, ONE, type Ratio, subtract, ZERO } from '../kernel/ratio.ts';
import type { CrossHolding, Subsidiary } from './consolidation.ts';
import { exactly, times, toFen } from './exact-amount.ts';
import { amountOf, type GroupBooks, type Investment } from './group-books.ts';
import { shareGraph } from './share-graph.ts';
import { type Equity, equityTotal } from './statement-lines.ts';
import { strongComponents } from './strong-components.ts';

/** What is put to an investment so that it comes to the share in the net assets and the goodwill. */
export type Adjustment = { readonly investment: Investment; readonly amount: Fen };

/** What the rule takes of each subsidiary, its profit apart. */
export type AdjustedInvestments = {
  readonly subsidiaries: readonly Omit<Subsidiary, 'profit'>[];
  /** The same, each after those that it holds. */
  readonly bottomUp: readonly Omit<Subsidiary, 'profit'>[];
  readonly crossHolding: readonly CrossHolding[];
  readonly adjustments: readonly Adjustment[];
  readonly blocks: readonly Finding[];
};

const block = (because: string): Finding => ({ code: 'DATA_INSUFFICIENT', because });
const part = (amount: Fen, share: Ratio): Fen => toFen(times(exactly(amount), share));

type Holder = { readonly owner: string; readonly share: Ratio };

/** Each owner's adjustment; the last one takes what rounding leaves, so that together they are the group's part. */
function adjustmentsOf(
  total: Fen,
  holders: readonly Holder[],
  investments: readonly Investment[],
): Adjustment[] {
  const outside = subtract(ONE, holders.map(({ share }) => share).reduce(add, ZERO));
  let left = total - part(total, outside);
  return holders.flatMap(({ owner, share }, index) => {
    const whole = index === holders.length - 1 ? fen(left) : part(total, share);
    left -= whole;
    return investments
      .filter((one) => one.owner === owner)
      .map((investment) => ({
        investment,
        amount: fen(whole + investment.goodwill - investment.carrying),
      }));
  });
}

/** Says why a company's equity cannot be set against what its owners have invested. */
function unclear(id: string, holders: readonly Holder[], investments: readonly Investment[]): Finding[] {
  const without = holders.filter(({ owner }) => !investments.some((one) => one.owner === owner));
  const strange = investments.filter(({ owner }) => !holders.some((one) => one.owner === owner));
  return [
    ...without.map(({ owner }) => block(`缺少 ${owner} 对 ${id} 的内部投资，权益未抵销`)),
    ...strange.map(({ owner }) => block(`股东名册上 ${owner} 并不持有 ${id} 的股权，所列内部投资未抵销`)),
  ];
}

function ownEquity(books: GroupBooks, id: string, received: Fen): Equity {
  const statement = books.statements.find((one) => one.company === id);
  return {
    capital: amountOf(statement, 'capital'),
    capitalReserve: amountOf(statement, 'capital_reserve'),
    surplusReserve: amountOf(statement, 'surplus_reserve'),
    retained: fen(amountOf(statement, 'retained') + received),
  };
}

/** The parent's shares in its subsidiaries' hands. */
function crossOf(books: GroupBooks, present: ReadonlySet<string>): CrossHolding[] {
  return books.holdings
    .filter(({ owner, owned }) => owned === books.parent && present.has(owner))
    .map(({ owner, share }) => {
      const cost = books.investments.find(
        (one) => one.owner === owner && one.owned === books.parent,
      )?.carrying;
      return { owner, share, cost };
    });
}

/**
 * Bottom-up, each investment becomes the owner's share in the net assets of what it owns, which themselves hold what lies
 * below. So the elimination leaves exactly the goodwill that was stated: profits and losses since the acquisition are the
 * group's, and never goodwill. Companies that hold one another in a circle are named and not eliminated.
 */
export function adjustInvestments(books: GroupBooks, present: ReadonlySet<string>): AdjustedInvestments {
  const members = new Set([books.parent, ...books.controlled]);
  const within = books.holdings.filter(
    ({ owner, owned }) => members.has(owner) && present.has(owned) && owned !== books.parent,
  );
  const graph = shareGraph(
    [...members].map((id) => ({ id, kind: 'company' })),
    within,
  );
  const adjustments: Adjustment[] = [];
  const blocks: Finding[] = [];
  const done = new Map<string, Omit<Subsidiary, 'profit'>>();
  for (const loop of strongComponents(graph).reverse()) {
    if (loop.length > 1) blocks.push(block(`${loop.join('、')} 互相持股，权益未抵销`));
    for (const id of loop.filter((one) => one !== books.parent && present.has(one))) {
      const holders = within.filter(({ owned }) => owned === id);
      const investments = books.investments.filter(({ owned }) => owned === id);
      const received = sumFen(
        adjustments.filter((one) => one.investment.owner === id).map((one) => one.amount),
      );
      const equity = ownEquity(books, id, received);
      const faults = unclear(id, holders, investments);
      blocks.push(...faults);
      const company = { id, holders, equity };
      if (loop.length > 1 || faults.length > 0) {
        done.set(id, company);
        continue;
      }
      const made = adjustmentsOf(equityTotal(equity), holders, investments);
      adjustments.push(...made);
      const cost = sumFen(made.map((one) => fen(one.investment.carrying + one.amount)));
      done.set(id, { ...company, investmentCost: cost });
    }
  }
  return {
    subsidiaries: books.controlled.flatMap((id) => done.get(id) ?? []),
    bottomUp: [...done.values()],
    crossHolding: crossOf(books, present),
    adjustments: adjustments.filter(({ amount }) => amount !== 0n),
    blocks,
  };
}
