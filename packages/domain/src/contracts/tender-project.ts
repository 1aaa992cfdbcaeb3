import type { Finding, Reason } from '../kernel/basis.ts';
import type { Fen } from '../kernel/money.ts';

/** What a lot buys. Services whose tendering the law asks for are survey, design and supervision. */
export const lotKinds = ['works', 'goods', 'survey', 'design', 'supervision', 'other_service'] as const;
export type LotKind = (typeof lotKinds)[number];

export const fundKinds = ['budget', 'state_enterprise', 'foreign_aid', 'private'] as const;
export const sectors = ['energy', 'transport', 'telecom', 'water', 'urban', 'other'] as const;
export const exemptionKinds = [
  'security_or_disaster',
  'irreplaceable_technology',
  'self_build',
  'concession_investor',
  'original_contractor',
] as const;

/** A ground on which tendering need not be held; it holds with a document only. */
export type Exemption = {
  readonly kind: (typeof exemptionKinds)[number];
  readonly claimant?: 'tenderer' | 'subsidiary' | 'parent' | undefined;
  readonly capable?: boolean | undefined;
  readonly document?: string | undefined;
};

export type TenderMethod = {
  readonly requested: 'open' | 'invited';
  readonly ground?: 'few_bidders' | 'cost_disproportionate' | 'other' | undefined;
  readonly document?: string | undefined;
};

/** A construction project and where its money comes from. */
export type TenderProject = {
  readonly funds: readonly { readonly kind: (typeof fundKinds)[number]; readonly amount: Fen }[];
  /** A state body decides in fact, with whatever share. */
  readonly stateControls?: boolean | undefined;
  readonly sector?: (typeof sectors)[number] | undefined;
  readonly exemption?: Exemption | undefined;
  readonly method?: TenderMethod | undefined;
};

/** A single contract to be let, at its estimated price. */
export type TenderLot = {
  readonly id: string;
  readonly kind: LotKind;
  readonly amount: Fen;
  /** Lots of one class with one label could be let together, and are compared by their sum. */
  readonly mergeable?: string | undefined;
  /** The parts of a general contract 工程总承包. */
  readonly epc?: { readonly works: Fen; readonly goods: Fen; readonly services: Fen } | undefined;
  /** A provisional sum 暂估价 inside a main contract stands alone. */
  readonly provisional?: boolean | undefined;
  /** An addition to a contract already tendered. */
  readonly addendumTo?: { readonly amount: Fen } | undefined;
};

export type LotCode =
  | 'OUT_OF_SCOPE'
  | 'NOT_LISTED_SERVICE'
  | 'EXEMPT'
  | 'ADDENDUM_WITHIN_10'
  | 'EPC_PART'
  | 'REACHES'
  | 'REACHES_TOGETHER'
  | 'BELOW';

export type JudgedLot = {
  readonly id: string;
  readonly mustTender: boolean;
  readonly code: LotCode;
  readonly counted: Fen | null;
  readonly threshold: Fen | null;
  readonly next: 'tender' | 'government_procurement' | 'free';
  readonly because: string;
};

export type ScopeReason = 'budget' | 'state_funds' | 'foreign_aid' | 'sector' | 'none';

export type MustTenderInput = {
  readonly project: TenderProject;
  readonly lots: readonly TenderLot[];
  /** Chongqing has its own regulation beside the national law; national when absent. */
  readonly jurisdiction?: 'CN' | 'chongqing' | undefined;
};

export type MustTender = {
  readonly inScope: boolean;
  readonly scopeReason: ScopeReason;
  readonly exemption?: {
    readonly kind: Exemption['kind'];
    readonly holds: boolean;
    readonly because: string;
  };
  readonly method?: {
    readonly required: 'open' | 'free';
    readonly allowed: boolean;
    readonly because: string;
  };
  readonly lots: readonly JudgedLot[];
  readonly blocks: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly reasons: readonly Reason[];
};
