import type { Basis, Reason } from '../kernel/basis.ts';
import { compare, formatPercent, ONE } from '../kernel/ratio.ts';
import { twoLevels } from '../matters/matter-basis.ts';
import { controlledBy } from '../organizations/majority-control.ts';
import {
  type DirectHolding,
  type OwnershipEntity,
  type ShareGraph,
  shareGraph,
  type TreasuryShare,
} from '../organizations/share-graph.ts';
import {
  type EffectiveShare,
  effectiveOwnership,
  type IntegratedShare,
  integratedOwnership,
  loopSolver,
  withoutUltimateOwner,
} from './effective-ownership.ts';
import { type GroupLevel, groupLevels, type LevelBasis } from './group-levels.ts';
import { loopsOf, strongComponents } from './strong-components.ts';

/** A group on one day. Duties （委托履职） are carried along and never count as shares. */
export type OwnershipInput = {
  readonly entities: readonly OwnershipEntity[];
  readonly holdings: readonly DirectHolding[];
  readonly root?: string | undefined;
  readonly treasury?: readonly TreasuryShare[] | undefined;
  readonly duties?:
    | readonly { readonly from: string; readonly to: string; readonly kind: 'mandate' }[]
    | undefined;
  /** Two levels by the nearest holder, unless told otherwise. */
  readonly levels?:
    | { readonly limit?: number | undefined; readonly basis?: LevelBasis | undefined }
    | undefined;
};

export type OwnershipProblem = {
  readonly code: 'NO_ULTIMATE_OWNER' | 'OVER_100' | 'INCOMPLETE' | 'UNKNOWN_ENTITY';
  readonly ids: readonly string[];
  readonly because: string;
};

/** Who owns, who controls, and how deep. Problems are listed; none of them stops the rest. */
export type Ownership = {
  readonly effective: readonly EffectiveShare[];
  /** Only where there are loops. */
  readonly integrated?: readonly IntegratedShare[];
  readonly control: readonly string[];
  readonly levels: readonly GroupLevel[];
  readonly loops: readonly (readonly string[])[];
  readonly problems: readonly OwnershipProblem[];
  readonly reasons: readonly Reason[];
};

const basis = {
  company: { title: '中华人民共和国公司法（2023年修订）', article: '第二百六十五条', grade: 'law' },
  treasury: { title: '中华人民共和国公司法（2023年修订）', article: '第一百一十六条', grade: 'law' },
  supervised: { title: '企业国有资产交易监督管理办法（32号令）', grade: 'memory' },
  levels: twoLevels,
  method: { title: '穿透持股 R=E·(I−A)⁻¹(Brioschi 等 1989;Baldone 等 1998)', grade: 'memory' },
} as const satisfies Record<string, Basis>;

function problemsOf(graph: ShareGraph, ownerless: readonly (readonly string[])[]): OwnershipProblem[] {
  const sums = graph.order.flatMap((id) => {
    const known = graph.known.get(id);
    return known === undefined ? [] : [{ id, order: compare(known, ONE), percent: formatPercent(known) }];
  });
  const of = (code: OwnershipProblem['code'], order: 1 | -1, what: string): OwnershipProblem[] =>
    sums
      .filter((sum) => sum.order === order)
      .map(({ id, percent }) => ({ code, ids: [id], because: `${id} 的已知持股合计 ${percent}%,${what}` }));
  return [
    ...ownerless.map((ids) => ({
      code: 'NO_ULTIMATE_OWNER' as const,
      ids,
      because: `${ids.join('、')} 完全由自身或彼此持有，没有最终持有人`,
    })),
    ...of('OVER_100', 1, '超过 100%'),
    ...of('INCOMPLETE', -1, '不足 100%'),
    ...graph.unknown.map((id) => ({
      code: 'UNKNOWN_ENTITY' as const,
      ids: [id],
      because: `持股关系中的 ${id} 不在主体清单内`,
    })),
  ];
}

function reasonsOf(input: OwnershipInput, found: Omit<Ownership, 'reasons'>): Reason[] {
  const rootless = '未指定集团（root）';
  const deep = found.levels.filter((level) => level.violation).map((level) => level.id);
  const clean = found.problems.length === 0;
  return [
    {
      rule: 'EFFECTIVE',
      outcome: clean ? 'pass' : 'fail',
      because: clean
        ? '股东齐全，各主体的穿透持股合计为 100%'
        : found.problems.map((p) => p.because).join('；'),
      basis: [basis.method, basis.treasury],
    },
    {
      rule: 'CONTROL',
      outcome: input.root === undefined ? 'not_applicable' : 'pass',
      because: input.root === undefined ? rootless : '合计表决权超过 50% 的逐级纳入，直至不再增加',
      basis: [basis.company, basis.supervised],
    },
    {
      rule: 'LEVELS',
      outcome: input.root === undefined ? 'not_applicable' : deep.length === 0 ? 'pass' : 'fail',
      because:
        input.root === undefined
          ? rootless
          : deep.length === 0
            ? '没有超过层级上限的企业'
            : `${deep.join('、')} 超过层级上限`,
      basis: [basis.levels],
    },
  ];
}

/** Effective ownership, control and levels of a group, from its direct holdings on one day. Exact throughout. */
export function ownership(input: OwnershipInput): Ownership {
  const { root, levels } = input;
  const graph = shareGraph(input.entities, input.holdings, input.treasury);
  const components = strongComponents(graph);
  const loops = loopsOf(graph, components);
  const solve = loopSolver();
  const integrated = integratedOwnership(graph, loops, solve);
  const control = root === undefined ? [] : controlledBy(graph, root);
  const found = {
    effective: effectiveOwnership(graph, components, solve, root),
    ...(integrated === null ? {} : { integrated }),
    control,
    levels:
      root === undefined
        ? []
        : groupLevels(graph, root, control, levels?.limit ?? 2, levels?.basis ?? 'nearest'),
    loops,
    problems: problemsOf(graph, withoutUltimateOwner(graph, components, solve)),
  };
  return { ...found, reasons: reasonsOf(input, found) };
}
