import { parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import { formatPercent, ratio } from '@guanyun/domain/kernel/ratio.ts';

type Stages = {
  readonly formed: string;
  readonly toTransfer: string;
  readonly inTransfer: string;
  readonly transferred: string;
};

export const stages = ['formed', 'toTransfer', 'inTransfer', 'transferred'] as const;

/** Transferred of formed as a whole percent, half up; null where nothing was formed. */
export function transferredPercent(line: Pick<Stages, 'formed' | 'transferred'>): string | null {
  const formed = parseYuan(line.formed);
  return formed <= 0n ? null : formatPercent(ratio(parseYuan(line.transferred), formed), 0);
}

/** The fen of one stage over all clusters. */
export const totalOf = (lines: readonly Stages[], stage: (typeof stages)[number]) =>
  sumFen(lines.map((line) => parseYuan(line[stage])));
