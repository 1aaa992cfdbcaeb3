import type { Finding, Reason } from '../kernel/basis.ts';
import { type Fen, fen, formatYuan, multiplyRatio, sumFen } from '../kernel/money.ts';
import { compare, multiply, ONE, type Ratio, ratio, subtract, ZERO } from '../kernel/ratio.ts';
import {
  type CombinationEntry,
  type CombinationResult,
  type Consideration,
  combinationEntry,
  considerationPostings,
  consolidatedEntry,
  combinationLaw as law,
  noChange,
  profitIncluded,
  type Takeover,
  zero,
} from './combination.ts';
import { netAssetsFindings, netAssetsMissing, netAssetsOf, targetPostings } from './combination-target.ts';

const inFen = (amount: Ratio): Fen => multiplyRatio(fen(1n), amount);

/** What the fair value of the considerations of these kinds is above their book. */
function gainOn(consideration: readonly Consideration[], kinds: readonly Consideration['kind'][]): Fen {
  const of = consideration.filter(({ kind }) => kinds.includes(kind));
  return sumFen(of.map(({ book, fair }) => fen((fair ?? book) - book)));
}

/** Fair value in the target: exact until it is shown. */
type FairValue = {
  /** What fair value adds to the books, and the tax that this will cost. */
  readonly adjustment: Fen;
  readonly deferredTax: Ratio;
  readonly identifiable: Ratio;
  /** Net assets as the eliminations take them out. */
  readonly net: Fen;
};

function fairValueOf({ target, taxRate }: Takeover): FairValue | null {
  const net = netAssetsOf(target);
  const { fairNetAssets, fairAdjustment = zero } = target;
  if (fairNetAssets !== undefined) {
    const books = net ?? fairNetAssets;
    const adjustment = fen(fairNetAssets - books);
    return { adjustment, deferredTax: ZERO, identifiable: ratio(fairNetAssets), net: books };
  }
  if (net === null) return null;
  const deferredTax = multiply(ratio(fairAdjustment), taxRate);
  const identifiable = subtract(ratio(net + fairAdjustment), deferredTax);
  return { adjustment: fairAdjustment, deferredTax, identifiable, net };
}

type Excess = { readonly goodwill: Fen; readonly bargainGain: Fen; readonly minority: Fen };

const excess = (by: Fen, minority: Fen): Excess => ({
  goodwill: by > 0n ? by : zero,
  bargainGain: by > 0n ? zero : fen(-by),
  minority,
});

/** Cost against the share of what was bought, and what the others own of it: each exact and rounded once. */
function excessOf(cost: Fen, share: Ratio, { identifiable }: FairValue): Excess {
  const own = subtract(ratio(cost), multiply(share, identifiable));
  return excess(inFen(own), inFen(multiply(subtract(ONE, share), identifiable)));
}

/**
 * The same as lines of the elimination, which balances: the minority has what the whole fen of the other lines leave it;
 * where there is none the excess itself is what they leave.
 */
function excessLines(cost: Fen, share: Ratio, fair: FairValue): Excess {
  const taken = fen(fair.net + fair.adjustment - inFen(fair.deferredTax));
  if (compare(share, ONE) === 0) return excess(fen(cost - taken), zero);
  const { goodwill, bargainGain } = excessOf(cost, share, fair);
  return { goodwill, bargainGain, minority: fen(taken + goodwill - bargainGain - cost) };
}

function consolidatedEntries({ target, share }: Takeover, cost: Fen, fair: FairValue): CombinationEntry[] {
  const lines = excessLines(cost, share, fair);
  const tax = inFen(fair.deferredTax);
  const reserve = fen(fair.adjustment - tax);
  return [
    ...consolidatedEntry(
      'fair_value',
      [['assets', fair.adjustment]],
      [
        ['deferred_tax_liability', tax],
        ['capital_reserve', reserve],
      ],
    ),
    ...consolidatedEntry(
      'eliminate',
      [...targetPostings(target, fair.net), ['capital_reserve', reserve], ['goodwill', lines.goodwill]],
      [
        ['investment', cost],
        ['minority_equity', lines.minority],
        ['bargain_gain', lines.bargainGain],
      ],
    ),
  ];
}

function reasonsOf(blocks: readonly Finding[], cost: Fen): Reason[] {
  const lacking = blocks.find(({ code }) => code === 'DATA_INSUFFICIENT');
  const differ = blocks.find(({ code }) => code === 'NET_ASSETS_DIFFER');
  return [
    {
      rule: 'COST',
      outcome: 'pass',
      because: `合并成本按所付对价的公允价值计为 ${formatYuan(cost)} 元`,
      basis: [law.combination, law.investment],
    },
    {
      rule: 'GOODWILL',
      outcome: lacking === undefined ? 'pass' : 'data_insufficient',
      because: lacking?.because ?? '成本与可辨认净资产公允份额之差为商誉或计入损益，评估增值计递延所得税',
      basis: [law.combination],
    },
    {
      rule: 'NET_ASSETS',
      outcome: differ === undefined ? 'pass' : 'fail',
      because: differ?.because ?? '净资产与权益各项没有不一致',
      basis: [law.combination],
    },
  ];
}

/** An acquisition from outside the group 非同一控制下企业合并: cost at fair value against the share of what is bought. */
export function acquisition(takeover: Takeover): CombinationResult {
  const { consideration, target, share } = takeover;
  const cost = sumFen(consideration.map(({ book, fair }) => fair ?? book));
  const disposalGain = gainOn(consideration, ['land', 'fixed_asset']);
  const reserveChange = gainOn(consideration, ['shares']);
  const fair = fairValueOf(takeover);
  const bought = fair && excessOf(cost, share, fair);
  const differ = netAssetsFindings(target);
  const blocks = [...(fair === null ? [netAssetsMissing()] : []), ...differ];
  const recognised = combinationEntry(
    'acquirer',
    'recognise',
    [['1511', cost]],
    [...considerationPostings(consideration), ['6115', disposalGain], ['4002', reserveChange]],
  );
  return {
    investment: cost,
    ...noChange,
    reserveChange,
    identifiable: fair && inFen(fair.identifiable),
    deferredTax: fair && inFen(fair.deferredTax),
    ...(bought ?? { goodwill: null, bargainGain: null, minority: null }),
    disposalGain,
    transferBack: null,
    consolidated: null,
    ...profitIncluded(takeover.profits, false),
    restated: false,
    entries: [
      ...recognised,
      ...(fair && differ.length === 0 ? consolidatedEntries(takeover, cost, fair) : []),
    ],
    blocks,
    warnings: [],
    reasons: reasonsOf(blocks, cost),
  };
}
