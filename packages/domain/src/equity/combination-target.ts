import type { Posting } from '../accounting/entry-lines.ts';
import type { Finding } from '../kernel/basis.ts';
import { type Fen, formatYuan } from '../kernel/money.ts';
import type { CombinationTarget } from './combination.ts';
import { equityPostings, equityTotal, type StatementLine } from './statement-lines.ts';

/** Net assets as given, by default the sum of the equity; null when neither is known. */
export function netAssetsOf(target: CombinationTarget): Fen | null {
  if (target.netAssets !== undefined) return target.netAssets;
  return target.equity === undefined ? null : equityTotal(target.equity);
}

/** The block where net assets and equity are both given and disagree. */
export function netAssetsFindings({ netAssets, equity }: CombinationTarget): Finding[] {
  if (netAssets === undefined || equity === undefined || netAssets === equityTotal(equity)) return [];
  const because = `净资产 ${formatYuan(netAssets)} 元与权益各项合计 ${formatYuan(equityTotal(equity))} 元不一致`;
  return [{ code: 'NET_ASSETS_DIFFER', because }];
}

/** The block where neither net assets nor equity are known. */
export function netAssetsMissing(): Finding {
  const because = '须填写被合并方净资产（target.netAssets）或权益各项（target.equity）';
  return { code: 'DATA_INSUFFICIENT', because };
}

/** The target's equity as it is taken out: its four lines, or net assets where only those are known. */
export function targetPostings(target: CombinationTarget, net: Fen): Posting<StatementLine>[] {
  return target.equity === undefined ? [['net_assets', net]] : equityPostings(target.equity);
}
