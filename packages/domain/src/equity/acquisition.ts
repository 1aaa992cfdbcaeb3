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

/**
 * Cost against the share of what was bought. The minority has what the whole fen of the other lines leave it, so that
 * the elimination balances; where there is no minority the excess itself is what the lines leave.
 */
function excessOf(cost: Fen, share: Ratio, fair: FairValue): Excess {
  const taken = fen(fair.net + fair.adjustment - inFen(fair.deferredTax));
  const whole = compare(share, ONE) === 0;
  const exact = subtract(ratio(cost), multiply(share, fair.identifiable));
  const excess = whole ? fen(cost - taken) : inFen(exact);
  const minority = whole ? zero : fen(taken + excess - cost);
  const [goodwill, bargainGain] = excess > 0n ? [excess, zero] : [zero, fen(-excess)];
  return { goodwill, bargainGain, minority };
}

function consolidatedEntries(
  { target }: Takeover,
  cost: Fen,
  fair: FairValue,
  excess: Excess,
): CombinationEntry[] {
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
      [...targetPostings(target, fair.net), ['capital_reserve', reserve], ['goodwill', excess.goodwill]],
      [
        ['investment', cost],
        ['minority_equity', excess.minority],
        ['bargain_gain', excess.bargainGain],
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
  const excess = fair && excessOf(cost, share, fair);
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
    ...(excess ?? { goodwill: null, bargainGain: null, minority: null }),
    disposalGain,
    transferBack: null,
    consolidated: null,
    ...profitIncluded(takeover.profits, false),
    restated: false,
    entries: [
      ...recognised,
      ...(fair && excess && differ.length === 0 ? consolidatedEntries(takeover, cost, fair, excess) : []),
    ],
    blocks,
    warnings: [],
    reasons: reasonsOf(blocks, cost),
  };
}
