import type { Basis } from '../kernel/basis.ts';
import { type Dated, lawOn } from '../kernel/dated.ts';
import { type LocalDate, localDate } from '../kernel/local-date.ts';
import { type Fen, fen } from '../kernel/money.ts';
import type { LotKind } from './tender-project.ts';

/** What is compared with one threshold; survey, design and supervision are services. */
export const lotClasses = ['works', 'goods', 'services'] as const;
export type LotClass = (typeof lotClasses)[number];

/** 单项合同估算价 from which a lot must be tendered, the threshold itself included. */
export type LotThresholds = Readonly<Record<LotClass, Fen>>;

export const thresholdBasis: Basis = {
  title: '必须招标的工程项目规定（发展改革委令第16号）',
  grade: 'memory',
};

/** 400 万, 200 万, 100 万 yuan. */
const lotThresholdRows: readonly Dated<{ readonly of: LotThresholds; readonly basis: Basis }>[] = [
  {
    effectiveFrom: localDate('2018-06-01'),
    of: { works: fen(400_000_000n), goods: fen(200_000_000n), services: fen(100_000_000n) },
    basis: thresholdBasis,
  },
];

/** The thresholds in force on a day; without a day the latest. */
export const lotThresholds = (on: LocalDate | undefined): LotThresholds => lawOn(lotThresholdRows, on).of;

/** The class of a kind of lot; null for services that no threshold is set for. */
export function classOf(kind: LotKind): LotClass | null {
  if (kind === 'other_service') return null;
  return kind === 'works' || kind === 'goods' ? kind : 'services';
}
