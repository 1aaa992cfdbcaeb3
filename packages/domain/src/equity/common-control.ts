import type { Finding, Reason } from '../kernel/basis.ts';
import { type Fen, fen, formatYuan, multiplyRatio, sumFen } from '../kernel/money.ts';
import { multiply, type Ratio, ratio } from '../kernel/ratio.ts';
import {
  type CombinationEntry,
  type CombinationResult,
  changePostings,
  chargeInTurn,
  combinationEntry,
  considerationPostings,
  consolidatedEntry,
  type EquityChanges,
  combinationLaw as law,
  noChange,
  profitIncluded,
  type Takeover,
  type TransferBack,
  unknownChange,
  zero,
} from './combination.ts';
import { netAssetsFindings, netAssetsMissing, netAssetsOf, targetPostings } from './combination-target.ts';
import type { Equity } from './statement-lines.ts';

type Difference = {
  readonly changes: EquityChanges;
  readonly blocks: readonly Finding[];
  readonly warnings: readonly Finding[];
};

/** Investment less what was given goes to the capital reserve, a shortfall on to surplus and retained profit. */
function differenceOf(takeover: Takeover, investment: Fen): Difference {
  const given = sumFen(takeover.consideration.map(({ book }) => book));
  if (investment >= given) {
    const changes = { ...noChange, reserveChange: fen(investment - given) };
    return { changes, blocks: [], warnings: [] };
  }
  const short = fen(given - investment);
  if (takeover.acquirer !== undefined) {
    return { ...chargeInTurn(takeover.acquirer, short), blocks: [] };
  }
  const because = `对价账面超过长期股权投资 ${formatYuan(short)} 元，须填写合并方权益（acquirer）才能冲减`;
  return { changes: unknownChange, blocks: [{ code: 'DATA_INSUFFICIENT', because }], warnings: [] };
}

/** Equity of the acquirer once the difference is booked and its shares are issued. */
function equityAfter(before: Equity, takeover: Takeover, changes: EquityChanges): Equity {
  const issued = takeover.consideration.filter(({ kind }) => kind === 'shares').map(({ book }) => book);
  return {
    capital: fen(before.capital + sumFen(issued)),
    capitalReserve: fen(before.capitalReserve + (changes.reserveChange ?? zero)),
    surplusReserve: fen(before.surplusReserve + (changes.surplusChange ?? zero)),
    retained: fen(before.retained + (changes.retainedChange ?? zero)),
  };
}

/** The acquirer's share of the target's surplus and retained profit, at most the capital reserve that stands. */
function transferBackOf(share: Ratio, target: Equity, standing: Fen): TransferBack {
  const kept = target.surplusReserve + target.retained;
  const wanted = { numerator: share.numerator * kept, denominator: share.denominator };
  const most = standing > 0n ? standing : 0n;
  if (wanted.numerator <= most * wanted.denominator) {
    const amount = multiplyRatio(fen(kept), share);
    const surplusReserve = multiplyRatio(target.surplusReserve, share);
    return { amount, short: zero, surplusReserve, retained: fen(amount - surplusReserve) };
  }
  const amount = fen(most);
  const surplusReserve = multiplyRatio(target.surplusReserve, multiply(ratio(most), ratio(1n, kept)));
  const short = multiplyRatio(
    fen(1n),
    ratio(wanted.numerator - most * wanted.denominator, wanted.denominator),
  );
  return { amount, short, surplusReserve, retained: fen(amount - surplusReserve) };
}

function transferBackEntry(back: TransferBack): CombinationEntry[] {
  return consolidatedEntry(
    'transfer_back',
    [['capital_reserve', back.amount]],
    [
      ['surplus_reserve', back.surplusReserve],
      ['retained', back.retained],
    ],
  );
}

function consolidatedEquity(
  after: Equity,
  back: TransferBack,
  minority: Fen,
): CombinationResult['consolidated'] {
  const own = {
    capital: after.capital,
    capitalReserve: fen(after.capitalReserve - back.amount),
    surplusReserve: fen(after.surplusReserve + back.surplusReserve),
    retained: fen(after.retained + back.retained),
  };
  return { ...own, minority, total: sumFen([...Object.values(own), minority]) };
}

function reasonsOf(blocks: readonly Finding[], back: TransferBack | null): Reason[] {
  const lacking = blocks.find(({ code }) => code === 'DATA_INSUFFICIENT');
  const differ = blocks.find(({ code }) => code === 'NET_ASSETS_DIFFER');
  const limited = back !== null && back.short > 0n;
  return [
    {
      rule: 'MEASURE',
      outcome: lacking === undefined ? 'pass' : 'data_insufficient',
      because:
        lacking?.because ??
        '按最终控制方合并报表中净资产的账面份额计量，差额调整资本公积，不确认损益，不产生新商誉',
      basis: [law.combination, law.investment],
    },
    {
      rule: 'NET_ASSETS',
      outcome: differ === undefined ? 'pass' : 'fail',
      because: differ?.because ?? '净资产与权益各项没有不一致',
      basis: [law.combination],
    },
    {
      rule: 'TRANSFER_BACK',
      outcome: back === null ? 'not_applicable' : limited ? 'fail' : 'pass',
      because:
        back === null
          ? '未给出合并方和被合并方的权益各项，不计算转回'
          : limited
            ? `资本公积不足，尚有留存收益 ${formatYuan(back.short)} 元未能转回`
            : '被合并方留存收益的份额已自资本公积转回',
      basis: [law.combination, law.consolidation],
    },
  ];
}

type Measured = { readonly net: Fen; readonly investment: Fen; readonly minority: Fen };

function measure(takeover: Takeover): Measured | null {
  const net = netAssetsOf(takeover.target);
  if (net === null) return null;
  const part = multiplyRatio(net, takeover.share);
  return { net, investment: fen(part + takeover.target.goodwill), minority: fen(net - part) };
}

function entriesOf(takeover: Takeover, measured: Measured, changes: EquityChanges): CombinationEntry[] {
  const { net, investment, minority } = measured;
  const { target } = takeover;
  const recognised =
    changes.reserveChange === null
      ? []
      : combinationEntry(
          'acquirer',
          'recognise',
          [['1511', investment]],
          [...considerationPostings(takeover.consideration), ...changePostings(changes)],
        );
  if (netAssetsFindings(target).length > 0) return recognised;
  const eliminated = consolidatedEntry(
    'eliminate',
    [...targetPostings(target, net), ['goodwill', target.goodwill]],
    [
      ['investment', investment],
      ['minority_equity', minority],
    ],
  );
  return [...recognised, ...eliminated];
}

/**
 * A combination under common control 同一控制下企业合并, for whatever is given, own shares included: at the book value
 * in the final controller's statements, never at fair value, no gain, no new goodwill (CAS 20, CAS 2). What of
 * share × net assets is less than a fen goes to the larger part; the minority is the rest.
 */
export function commonControl(takeover: Takeover): CombinationResult {
  const { target, acquirer } = takeover;
  const measured = measure(takeover);
  const differ = netAssetsFindings(target);
  const { changes, ...found } =
    measured === null
      ? { changes: unknownChange, blocks: [netAssetsMissing()], warnings: [] }
      : differenceOf(takeover, measured.investment);
  const blocks = [...found.blocks, ...differ];
  const after = acquirer && equityAfter(acquirer, takeover, changes);
  const joined = after && target.equity && measured && differ.length === 0;
  const back =
    joined && target.equity ? transferBackOf(takeover.share, target.equity, after.capitalReserve) : null;
  return {
    investment: measured?.investment ?? null,
    ...changes,
    identifiable: null,
    deferredTax: null,
    goodwill: zero,
    bargainGain: zero,
    disposalGain: zero,
    minority: measured?.minority ?? null,
    transferBack: back,
    consolidated: after && measured && back ? consolidatedEquity(after, back, measured.minority) : null,
    ...profitIncluded(takeover.profits, true),
    restated: true,
    entries: [
      ...(measured === null ? [] : entriesOf(takeover, measured, changes)),
      ...(back === null ? [] : transferBackEntry(back)),
    ],
    blocks,
    warnings: found.warnings,
    reasons: reasonsOf(blocks, back),
  };
}
