import { apportion } from '../kernel/apportion.ts';
import type { Basis, Finding, Reason } from '../kernel/basis.ts';
import { type Fen, fen, formatYuan, sumFen } from '../kernel/money.ts';

/** What a shared cost is laid on: its own cost in 分, and its weight in any unit (its own cost when absent). */
export type CostItem = { readonly id: string; readonly direct: Fen; readonly weight?: bigint | undefined };

/** The parts add up to the shared cost to the 分; all null where there is nothing to allocate by. */
export type CostAllocation = {
  readonly items: readonly {
    readonly id: string;
    readonly allocated: Fen | null;
    /** Its own cost and its part. */
    readonly total: Fen | null;
  }[];
  readonly total: Fen | null;
  readonly blocks: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly reasons: readonly Reason[];
};

const basis: Basis = { title: '交付资产价值：待摊费用按权重分摊，尾差按最大余额法', grade: 'default' };
const noWeight: Finding = { code: 'DATA_INSUFFICIENT', because: '权重合计为零，没有分摊的依据' };

/** Lays a shared cost on items in proportion to their weights, by largest remainder at the 分. */
export function allocateCost(shared: Fen, items: readonly CostItem[]): CostAllocation {
  const parts = apportion(
    shared,
    items.map((item) => item.weight ?? item.direct),
  );
  if (parts === null) {
    return {
      items: items.map(({ id }) => ({ id, allocated: null, total: null })),
      total: null,
      blocks: [noWeight],
      warnings: [],
      reasons: [
        { rule: 'ALLOCATION', outcome: 'data_insufficient', because: noWeight.because, basis: [basis] },
      ],
    };
  }
  const allocated = items.map(({ id, direct }, index) => {
    const part = parts[index] ?? fen(0n);
    return { id, allocated: part, total: fen(direct + part) };
  });
  const because = `${formatYuan(shared)} 元按权重分摊到 ${items.length} 项，合计与分摊总额一致`;
  return {
    items: allocated,
    total: sumFen(allocated.map((item) => item.total)),
    blocks: [],
    warnings: [],
    reasons: [{ rule: 'ALLOCATION', outcome: 'pass', because, basis: [basis] }],
  };
}
