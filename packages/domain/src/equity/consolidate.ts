import type { Basis, Finding, Reason } from '../kernel/basis.ts';
import { type Fen, fen } from '../kernel/money.ts';
import { type Ratio, ZERO } from '../kernel/ratio.ts';
import type { Consolidation, Elimination, Group, Intragroup } from './consolidation.ts';
import { equityElimination, partiesOf, rowEffect, treasuryElimination } from './eliminations.ts';
import { type ExactAmount, ExactSum, exactly, minus, NOTHING, plus, times, toFen } from './exact-amount.ts';
import { adjustedProfits, groupGraph, isOutside, outsideShare } from './minority.ts';
import { equityTotal } from './statement-lines.ts';

const law = {
  consolidation: { title: '企业会计准则第33号——合并财务报表', grade: 'memory' },
  tax: { title: '企业会计准则第18号——所得税', grade: 'memory' },
} as const satisfies Record<string, Basis>;

const insufficient = (because: string): Finding => ({ code: 'DATA_INSUFFICIENT', because });

/** Ids for a sentence: the first five, and how many there are. */
function few(ids: Iterable<string>): string {
  const all = [...new Set(ids)];
  return all.length <= 5 ? all.join('、') : `${all.slice(0, 5).join('、')} 等 ${all.length} 个`;
}

/** What the rows take out, in all and for each seller. */
type Dealings = {
  readonly eliminations: readonly Elimination[];
  readonly remaining: ReadonlyMap<string, ExactSum>;
  readonly ofYear: ReadonlyMap<string, ExactSum>;
  /** Allowances on balances within the group, after tax. */
  readonly reversed: ExactAmount;
};

function addTo(sums: Map<string, ExactSum>, id: string, amount: ExactAmount): void {
  const sum = sums.get(id) ?? new ExactSum();
  sum.add(amount);
  sums.set(id, sum);
}

function dealingsOf(rows: readonly Intragroup[], outside: ReadonlyMap<string, Ratio>): Dealings {
  const eliminations: Elimination[] = [];
  const [remaining, ofYear] = [new Map<string, ExactSum>(), new Map<string, ExactSum>()];
  const reversed = new ExactSum();
  for (const row of rows) {
    const effect = rowEffect(row, (company) => outside.get(company) ?? ZERO);
    eliminations.push(...effect.eliminations);
    reversed.add(effect.profit);
    if (effect.unrealised === null) continue;
    addTo(remaining, effect.unrealised.seller, effect.unrealised.remaining);
    addTo(ofYear, effect.unrealised.seller, effect.unrealised.ofYear);
  }
  return { eliminations, remaining, ofYear, reversed: reversed.total() };
}

/** The group without what names a company that is not in it, and the blocks that say so. */
type KnownGroup = {
  readonly group: Group;
  /** Subsidiaries of which a holder is unknown. */
  readonly unclear: ReadonlySet<string>;
  readonly blocks: readonly Finding[];
};

function knownGroup(group: Group): KnownGroup {
  const ids = new Set([group.parent.id, ...group.subsidiaries.map(({ id }) => id)]);
  const strange = (found: readonly string[]): string[] => found.filter((id) => !ids.has(id));
  const owners = strange(group.subsidiaries.flatMap(({ holders }) => holders.map(({ owner }) => owner)));
  const unclear = group.subsidiaries.filter((one) => one.holders.some(({ owner }) => !ids.has(owner)));
  const intragroup = group.intragroup.filter((row) => partiesOf(row).every((party) => ids.has(party)));
  const crossHolding = group.crossHolding.filter(({ owner }) => ids.has(owner));
  const parties =
    intragroup.length < group.intragroup.length ? strange(group.intragroup.flatMap(partiesOf)) : [];
  const holders = strange(group.crossHolding.map(({ owner }) => owner));
  const blocks = [
    ...(owners.length > 0 ? [`子公司的持有方 ${few(owners)} 不在集团公司之列，无法确定其持股归属`] : []),
    ...(parties.length > 0 ? [`内部往来和交易的一方 ${few(parties)} 不在集团公司之列，有关各笔未抵销`] : []),
    ...(holders.length > 0 ? [`持有母公司股份的 ${few(holders)} 不在集团公司之列`] : []),
  ].map(insufficient);
  return {
    group: { ...group, intragroup, crossHolding },
    unclear: new Set(unclear.map(({ id }) => id)),
    blocks,
  };
}

type Minority = {
  readonly id: string;
  readonly equity: ExactAmount | null;
  readonly profit: ExactAmount | null;
};

function minoritiesOf(
  { group, unclear }: KnownGroup,
  outside: ReadonlyMap<string, Ratio>,
  dealings: Dealings,
  profits: ReadonlyMap<string, ExactAmount> | null,
): Minority[] {
  return group.subsidiaries.map(({ id, equity }) => {
    const share = outside.get(id) ?? ZERO;
    const unrealised = dealings.remaining.get(id)?.total() ?? NOTHING;
    const known = equity !== undefined && !unclear.has(id);
    return {
      id,
      equity: known ? times(minus(exactly(equityTotal(equity)), unrealised), share) : null,
      profit: profits && times(profits.get(id) ?? NOTHING, share),
    };
  });
}

function sumOf(amounts: readonly ExactAmount[]): Fen {
  const sum = new ExactSum();
  for (const amount of amounts) sum.add(amount);
  return toFen(sum.total());
}

/** Null where the equity of a company with a minority is not given, or none is given at all. */
function minorityEquity(minorities: readonly Minority[], outside: ReadonlyMap<string, Ratio>): Fen | null {
  const given = minorities.flatMap(({ equity }) => (equity === null ? [] : [equity]));
  const lacking = minorities.some(({ id, equity }) => equity === null && isOutside(outside.get(id) ?? ZERO));
  return lacking || (given.length === 0 && minorities.length > 0) ? null : sumOf(given);
}

function reasonsOf(group: Group, blocks: readonly Finding[]): Reason[] {
  const simultaneous = group.method === 'simultaneous';
  return [
    {
      rule: 'ELIMINATIONS',
      outcome: 'pass',
      because: '投资与权益、内部往来、存货和固定资产未实现损益逐笔抵销，借贷相等',
      basis: [law.consolidation, law.tax],
    },
    {
      rule: 'MINORITY',
      outcome: blocks.length === 0 ? 'pass' : 'data_insufficient',
      because:
        blocks.length === 0
          ? '少数股东损益自下而上计算，其余归属母公司；卖方为子公司的，未实现损益由其少数股东分担'
          : blocks.map(({ because }) => because).join('；'),
      basis: [law.consolidation],
    },
    {
      rule: 'CROSS_HOLDING',
      outcome: group.crossHolding.length === 0 ? 'not_applicable' : simultaneous ? 'fail' : 'pass',
      because:
        group.crossHolding.length === 0
          ? '没有子公司持有母公司股份'
          : simultaneous
            ? '联立方程法只供分析，不得用于报表'
            : '子公司持有的母公司股份视为库存股',
      basis: [law.consolidation],
    },
  ];
}

const notForStatements: Finding = {
  code: 'NOT_FOR_STATEMENTS',
  because: '联立方程法只供分析，合并报表须用库存股法',
};

/** Profits of each company bottom-up, or the block that says why they cannot be told. */
function profitsOf({ group, blocks }: KnownGroup, dealings: Dealings) {
  if (blocks.length > 0) return { profits: null, blocks };
  const profit = new Map([group.parent, ...group.subsidiaries].map((one) => [one.id, one.profit]));
  const own = (id: string): ExactAmount =>
    minus(exactly(profit.get(id) ?? fen(0n)), dealings.ofYear.get(id)?.total() ?? NOTHING);
  const adjusted = adjustedProfits(groupGraph(group), own);
  if (adjusted.solved) return { profits: adjusted.profits, blocks };
  const because = `${few(adjusted.loop)} 循环持股而没有外部股东，或循环过于复杂，无法确定损益归属`;
  return { profits: null, blocks: [insufficient(because)] };
}

function netProfitOf(group: Group, dealings: Dealings): Fen {
  const sum = new ExactSum();
  for (const { profit } of [group.parent, ...group.subsidiaries]) sum.add(exactly(profit));
  for (const unrealised of dealings.ofYear.values())
    sum.add(times(unrealised.total(), { numerator: -1n, denominator: 1n }));
  return toFen(plus(sum.total(), dealings.reversed));
}

/**
 * Eliminations, minority interests and the profit of a group (CAS 33). Every amount is exact until it is shown; the part
 * of the parent is what is left of the net profit, so that both parts add up to it to the fen.
 */
export function consolidate(given: Group): Consolidation {
  const known = knownGroup(given);
  const { group, unclear } = known;
  const outside = new Map(group.subsidiaries.map((one) => [one.id, outsideShare(one)]));
  const dealings = dealingsOf(group.intragroup, outside);
  const { profits, blocks } = profitsOf(known, dealings);
  const minorities = minoritiesOf(known, outside, dealings, profits);
  const shares = minorities.flatMap(({ profit }) => (profit === null ? [] : [profit]));
  const profit = profits && sumOf(shares);
  const netProfit = netProfitOf(group, dealings);
  const simultaneous = group.method === 'simultaneous';
  return {
    eliminations: [
      ...group.subsidiaries
        .filter(({ id }) => !unclear.has(id))
        .flatMap((one) => equityElimination(one, outside.get(one.id) ?? ZERO)),
      ...dealings.eliminations,
      ...(simultaneous ? [] : group.crossHolding.flatMap(treasuryElimination)),
    ],
    minorities: minorities.map((one) => ({
      id: one.id,
      equity: one.equity && toFen(one.equity),
      profit: one.profit && toFen(one.profit),
    })),
    minority: { equity: minorityEquity(minorities, outside), profit },
    netProfit,
    attributable: profit === null ? null : fen(netProfit - profit),
    reportable: !simultaneous && blocks.length === 0,
    blocks,
    warnings: simultaneous ? [notForStatements] : [],
    reasons: reasonsOf(group, blocks),
  };
}
