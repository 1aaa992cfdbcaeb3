import type { Finding } from '../kernel/basis.ts';
import { type Fen, fen, sumFen } from '../kernel/money.ts';
import { add, ONE, type Ratio, subtract, ZERO } from '../kernel/ratio.ts';
import { shareGraph } from '../organizations/share-graph.ts';
import type { CrossHolding, Subsidiary } from './consolidation.ts';
import { exactly, times, toFen } from './exact-amount.ts';
import { amountOf, type BookedEntry, type GroupBooks, type Investment } from './group-books.ts';
import { type Equities, loopEquities } from './loop-equities.ts';
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

/** What entries on paper put to an equity line of a company. */
function bookedTo(books: GroupBooks, id: string, line: string): Fen {
  const own = (books.booked ?? []).filter(({ company }) => company === id);
  const of = (side: BookedEntry['debit']): Fen =>
    sumFen(side.filter((one) => one.line === line).map(({ amount }) => amount));
  return fen(sumFen(own.map(({ credit }) => of(credit))) - sumFen(own.map(({ debit }) => of(debit))));
}

/** A company's own equity: its statement and what entries on paper put to it. */
export function equityOf(books: GroupBooks, id: string): Equity {
  const statement = books.statements.find((one) => one.company === id);
  const of = (line: string): Fen => fen(amountOf(statement, line) + bookedTo(books, id, line));
  return {
    capital: of('capital'),
    capitalReserve: of('capital_reserve'),
    surplusReserve: of('surplus_reserve'),
    retained: of('retained'),
  };
}

type Cross = { readonly crossHolding: readonly CrossHolding[]; readonly blocks: readonly Finding[] };

/** The parent's shares in its subsidiaries' hands. */
function crossOf(books: GroupBooks, present: ReadonlySet<string>): Cross {
  const held = books.holdings.filter(({ owner, owned }) => owned === books.parent && present.has(owner));
  const costOf = (id: string): Fen | undefined =>
    books.investments.find(({ owner, owned }) => owner === id && owned === books.parent)?.carrying;
  return {
    crossHolding: held.map(({ owner, share }) => ({ owner, share, cost: costOf(owner) })),
    blocks: held
      .filter(({ owner }) => costOf(owner) === undefined)
      .map(({ owner }) => block(`缺少 ${owner} 对 ${books.parent} 的内部投资，所持母公司股份未列为库存股`)),
  };
}

/** A company with its holders and what they have invested in it. */
type Held = {
  readonly id: string;
  readonly holders: readonly Holder[];
  readonly investments: readonly Investment[];
  /** Its books, and what is put to its own investments below the loop. */
  readonly equity: Equity;
};

const receivedBy = (id: string, adjustments: readonly Adjustment[]): Fen =>
  sumFen(adjustments.filter(({ investment }) => investment.owner === id).map(({ amount }) => amount));
const withReceived = (equity: Equity, received: Fen): Equity => ({
  ...equity,
  retained: fen(equity.retained + received),
});

/** Net assets of one company, or of several that hold one another; null where these cannot be told. */
function equitiesOf(loop: readonly Held[]): Equities | null {
  const total = new Map(loop.map(({ id, equity }) => [id, equityTotal(equity)]));
  const [only] = loop;
  if (loop.length === 1 && only !== undefined) return total;
  const within = loop.flatMap(({ id, investments }) =>
    investments.filter(({ owner }) => owner !== id && total.has(owner)),
  );
  const ownOf = (id: string): Fen => {
    const own = within.filter(({ owner }) => owner === id);
    return fen((total.get(id) ?? 0n) + sumFen(own.map((one) => fen(one.goodwill - one.carrying))));
  };
  const heldBy = (owner: string): Map<string, Ratio> =>
    new Map(
      loop.flatMap(({ id, holders }) =>
        holders.filter((one) => one.owner === owner).map(({ share }) => [id, share] as const),
      ),
    );
  const next = (at: Equities): Equities => {
    const made = loop.flatMap(({ id, holders, investments }) =>
      adjustmentsOf(at.get(id) ?? fen(0n), holders, investments),
    );
    return new Map([...total].map(([id, amount]) => [id, fen(amount + receivedBy(id, made))]));
  };
  return loopEquities([...total.keys()], ownOf, heldBy, next);
}

type Settled = {
  readonly companies: readonly Omit<Subsidiary, 'profit'>[];
  readonly adjustments: readonly Adjustment[];
  readonly blocks: readonly Finding[];
};

/** What is put to the investments in a company or a loop, so that each comes to its share in the net assets. */
function settled(loop: readonly Held[]): Settled {
  const faults = loop.flatMap(({ id, holders, investments }) => unclear(id, holders, investments));
  const equities = faults.length > 0 ? null : equitiesOf(loop);
  if (equities === null) {
    const ids = loop.map(({ id }) => id).join('、');
    const blocks = faults.length > 0 ? faults : [block(`${ids} 互相持股而没有外部股东，权益未抵销`)];
    return { companies: loop, adjustments: [], blocks };
  }
  const made = loop.map(({ id, holders, investments }) =>
    adjustmentsOf(equities.get(id) ?? fen(0n), holders, investments),
  );
  const all = made.flat();
  const inLoop = loop.length === 1 ? [] : all;
  const companies = loop.map(({ id, holders, equity }, index) => ({
    ...{ id, holders, equity: withReceived(equity, receivedBy(id, inLoop)) },
    investmentCost: sumFen(
      (made[index] ?? []).map(({ investment, amount }) => fen(investment.carrying + amount)),
    ),
  }));
  return { companies, adjustments: all, blocks: [] };
}

/**
 * Bottom-up, each investment becomes the owner's share in the net assets of what it owns, which themselves hold what lies
 * below. So the elimination leaves exactly the goodwill that was stated: profits and losses since the acquisition are the
 * group's, and never goodwill. Subsidiaries that hold one another are worked out together, as one holding each way.
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
  const cross = crossOf(books, present);
  const blocks: Finding[] = [...cross.blocks];
  const done = new Map<string, Omit<Subsidiary, 'profit'>>();
  for (const loop of strongComponents(graph).reverse()) {
    const held = loop
      .filter((id) => id !== books.parent && present.has(id))
      .map(
        (id): Held => ({
          id,
          // Who stands outside the loop comes last and takes what rounding leaves.
          holders: within
            .filter(({ owned }) => owned === id)
            .sort((a, b) => Number(loop.includes(b.owner)) - Number(loop.includes(a.owner))),
          investments: books.investments.filter(({ owned }) => owned === id),
          equity: withReceived(equityOf(books, id), receivedBy(id, adjustments)),
        }),
      );
    const found = settled(held);
    blocks.push(...found.blocks);
    adjustments.push(...found.adjustments);
    for (const company of found.companies) done.set(company.id, company);
  }
  return {
    subsidiaries: books.controlled.flatMap((id) => done.get(id) ?? []),
    bottomUp: [...done.values()],
    crossHolding: cross.crossHolding,
    adjustments: adjustments.filter(({ amount }) => amount !== 0n),
    blocks,
  };
}
