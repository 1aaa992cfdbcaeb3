import { displayYuan, type Fen } from '../kernel/money.ts';
import { formatPercent, formatScaled, type Ratio } from '../kernel/ratio.ts';
import type { Band, ShareBand } from './catalogue-shape.ts';
import type { Scale } from './level-scale.ts';
import { inclusion, systemDefault } from './matter-basis.ts';

/** What the amount tables measure. `amount` carries the earlier commitments of the same key, `own` does not. */
export type Measures = {
  readonly amount: Fen | null;
  readonly own: Fen | null;
  readonly netAssets: Fen | null;
  readonly bands: readonly Band[];
};

const trimmed = (decimal: string): string => decimal.replace(/\.?0+$/, '');
/** A threshold as people say it: "1000" 万元, "12.5" percent. */
export const plainWan = (amount: Fen): string => trimmed(formatScaled(amount, 6));
export const plainPercent = (share: Ratio): string => trimmed(formatPercent(share));

const show = (amount: Fen): string => `${displayYuan(amount, 'wan')}万元`;

/** The amount table: the highest level whose beginning is reached. */
export function byAmount(scale: Scale, amount: Fen | null, bands: readonly Band[]): void {
  if (amount === null) {
    for (const band of bands) scale.mayReach(band.level, 'amount');
    return;
  }
  const reached = bands.filter((band) => amount >= band.from);
  for (const band of reached) {
    scale.table(band.level, 'amount', `金额${show(amount)}达到${show(band.from)}`, systemDefault, inclusion);
  }
  if (reached.length === 0 && bands.length > 0) {
    scale.table('file', 'amount', `金额${show(amount)}未达审批起点`, systemDefault, inclusion);
  }
}

/** Whether an amount reaches (included) a share of the net assets. Nothing or less is always reached. */
function reachesShare(amount: Fen, netAssets: Fen, share: Ratio): boolean {
  return netAssets <= 0n || amount * share.denominator >= netAssets * share.numerator;
}

/** The shares of net assets in the table. */
export function byShareOfNetAssets(scale: Scale, measures: Measures, bands: readonly ShareBand[]): void {
  const { amount, netAssets } = measures;
  for (const { level, share } of bands) {
    const part = `净资产的${plainPercent(share)}%`;
    if (netAssets === null) scale.mayReach(level, 'company.netAssets');
    else if (netAssets <= 0n)
      scale.table(level, 'net_assets', '净资产不为正，视同达到任何比例', systemDefault);
    else if (amount === null) scale.mayReach(level, 'amount');
    else if (reachesShare(amount, netAssets, share)) {
      scale.table(level, 'net_assets', `金额达到${part}`, systemDefault, inclusion);
    } else scale.say('net_assets', 'not_applicable', `金额未达${part}`, [systemDefault, inclusion]);
  }
}
