import type { Basis } from '../kernel/basis.ts';
import type { Dated } from '../kernel/dated.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { localDate } from '../kernel/local-date.ts';
import { type Fen, fen } from '../kernel/money.ts';
import { type Ratio, ratio } from '../kernel/ratio.ts';
import type { LadderLevel, MatterSlug, StepCode } from './matter-slug.ts';
import type { Retention } from './parameter.ts';

/** How long an approval holds: calendar months, and not beyond the end of the year. Neither: no fixed end. */
export type Validity = { readonly months?: number; readonly endOfYear?: boolean };

/** From which amount (included) a level begins. */
export type Band = { readonly level: LadderLevel; readonly from: Fen };

/** From which share of the company's net assets (included) a level begins. */
export type ShareBand = { readonly level: LadderLevel; readonly share: Ratio };

/** What is different for one type, mode, direction or kind of a matter. */
type Variant = {
  readonly timeLimit?: number;
  readonly validity?: Validity;
  readonly decision?: 'approve' | 'verify';
  readonly retention?: Retention;
  /** Conditional steps that this variant requires. */
  readonly require?: readonly StepCode[];
  /** Required steps that this variant leaves to the circumstances. */
  readonly relax?: readonly StepCode[];
};

/** One matter of the catalogue. Time limits are working days from the day after acceptance. */
export type CatalogueLine = Dated<{
  readonly slug: MatterSlug;
  readonly title: { readonly zh: string; readonly en: string };
  readonly proposer: { readonly zh: string; readonly en: string };
  readonly decision: 'approve' | 'verify';
  readonly timeLimit: number;
  readonly urgentTimeLimit?: number;
  readonly validity: Validity;
  readonly steps: { readonly required: readonly StepCode[]; readonly conditional: readonly StepCode[] };
  readonly variants?: Readonly<Record<string, Variant>>;
  readonly bands: readonly Band[];
  readonly shareBands: readonly ShareBand[];
  /** The meeting that decides it needs the large quorum. */
  readonly largeQuorum: boolean;
  /** How long its file is kept (matters 2.1, column 档案). */
  readonly retention: Retention;
  /** Materials of this matter alone; the general ones (M1 to M14) come in addition. */
  readonly materials: readonly string[];
  readonly basis: readonly Basis[];
}>;

/** The first day of catalogue v1: the company law as revised in 2023 is in force. */
export const catalogueStart: LocalDate = localDate('2024-07-01');

/** 万元 as an amount. */
export function wan(n: bigint): Fen {
  return fen(n * 1_000_000n);
}

/** 超过: the smallest amount above this one. */
export function above(amount: Fen): Fen {
  return fen(amount + 1n);
}

/** A percentage as an exact share. */
export function percent(n: bigint): Ratio {
  return ratio(n, 100n);
}

const noBands = { bands: [], shareBands: [] } as const;

/** What most lines have: in force from the start of v1, no amount table, the ordinary quorum, kept for good. */
export const lineDefaults = {
  effectiveFrom: catalogueStart,
  ...noBands,
  largeQuorum: false,
  retention: 'permanent',
} as const;

/** Who proposes what the board draws up. */
export const boardProposes = { zh: '董事会', en: 'Board of directors' } as const;
/** Who proposes what the management brings to the board. */
export const managementProposes = {
  zh: '经理层提出,董事会决议',
  en: 'Management, then the board of directors',
} as const;
