import type { Finding, Reason } from '../kernel/basis.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { Fen } from '../kernel/money.ts';
import type { Ratio } from '../kernel/ratio.ts';
import type { AssetClass, TransferPath } from './asset-class.ts';
import type { JournalEntry } from './journal-entry.ts';

/** One asset card of a transfer, at the basis date. */
export type TransferAsset = {
  readonly id: string;
  readonly class: AssetClass;
  /** `own` when absent. */
  readonly use?: 'own' | 'leased' | undefined;
  readonly cost: Fen;
  readonly depreciation: Fen;
  readonly impairment?: Fen | undefined;
  readonly monthlyDepreciation?: Fen | undefined;
  readonly publicBenefit?: boolean | undefined;
  /** The code that blocks the asset: the line is parked while the rest goes on. */
  readonly blocked?: string | undefined;
};

/** Who gives to whom. */
export const transferRelations = [
  'gov_to_company',
  'brothers',
  'parent_to_wholly',
  'wholly_to_parent',
] as const;
export type TransferRelation = (typeof transferRelations)[number];

/** Who gives; the balances are needed where the net is charged to the owner's equity. */
export type Transferor = {
  readonly kind: 'public_body' | 'company';
  readonly capitalReserve?: Fen | undefined;
  readonly surplusReserve?: Fen | undefined;
  readonly retained?: Fen | undefined;
  /** What the transferor pays for the transfer itself. */
  readonly costs?: Fen | undefined;
};

/** A transfer free of charge between two books. */
export type TransferBatch = {
  readonly path: TransferPath;
  readonly relation: TransferRelation;
  /** How the approval treats what comes in; `none` (capital reserve) when absent. */
  readonly capitalInjection?: 'reserve' | 'capital' | 'none' | undefined;
  readonly assets: readonly TransferAsset[];
  readonly transferor: Transferor;
  readonly basisDate?: LocalDate | undefined;
  readonly deliveryDate?: LocalDate | undefined;
  readonly approvedTotal?: Fen | undefined;
  /** Shares of outsiders in each side. */
  readonly minority?: { readonly transferor: Ratio; readonly transferee: Ratio } | undefined;
};

/** The entries of both sides. Nets are what moves: cost less depreciation, impairment and the transition's charge. */
export type TransferVouchers = {
  readonly transferor: { readonly entries: readonly JournalEntry[] };
  readonly transferee: { readonly entries: readonly JournalEntry[] };
  readonly lines: readonly { readonly id: string; readonly net: Fen }[];
  readonly netOut: Fen;
  readonly netIn: Fen;
  readonly differenceToApproval?: Fen;
  readonly minorityChange?: Fen;
  readonly excluded: readonly { readonly id: string; readonly code: string; readonly because: string }[];
  /** SUPPLEMENT_APPROVAL, DATA_INSUFFICIENT. */
  readonly blocks: readonly Finding[];
  /** RETAINED_NEGATIVE, MINORITY_HARMED. */
  readonly warnings: readonly Finding[];
  readonly reasons: readonly Reason[];
};
