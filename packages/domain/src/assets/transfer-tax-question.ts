import type { Finding, Reason } from '../kernel/basis.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { Fen } from '../kernel/money.ts';
import type { Ratio } from '../kernel/ratio.ts';
import type { AssetClass, TransferPath } from './asset-class.ts';
import type { TransferTax } from './transfer-tax-law.ts';

/** Who stands how to whom. */
export const taxRelations = ['gov_to_company', 'parent_to_sub', 'sub_to_parent', 'brothers'] as const;

/** What may happen to an asset, or to its new owner, while the special treatment is watched. */
export const lockUpEvents = ['resale', 'business_change', 'equity_change'] as const;

/** An asset that changes hands. Amounts in 分: `value` as accepted or agreed, `basis` what is deductible before. */
export type TransferTaxQuestion = {
  readonly path: TransferPath;
  readonly relation: (typeof taxRelations)[number];
  readonly from: 'public_body' | 'company';
  /** The smaller share (brothers: of their parent in each), and whether no company stands between. */
  readonly holding?: { readonly share: Ratio; readonly direct: boolean } | undefined;
  readonly on: LocalDate;
  readonly asset: { readonly class: AssetClass; readonly value: Fen; readonly basis: Fen };
  readonly administrativeOrder?: boolean | undefined;
  /** What the approval says of the asset; `silent` when absent. */
  readonly approvalSays?: 'state_capital' | 'special_purpose' | 'silent' | undefined;
  readonly conditions?:
    | { readonly atBookValue: boolean; readonly noGainBooked: boolean; readonly businessPurpose: boolean }
    | undefined;
  /** Absent: `special` between companies, nothing from a public body. */
  readonly claims?: 'special' | 'ordinary' | undefined;
  readonly events?:
    | readonly { readonly kind: (typeof lockUpEvents)[number]; readonly on: LocalDate }[]
    | undefined;
  /** Instead of the rates in force. */
  readonly rates?: { readonly corporateIncome?: Ratio | undefined; readonly deed?: Ratio | undefined };
};

export const taxTreatments = [
  'not_income',
  'non_taxable_income',
  'taxable',
  'special',
  'ordinary',
  'exempt',
  'not_taxed',
  'confirm',
] as const;

/** One tax of the transfer; `amount` is null where it cannot be told here. */
export type TaxLine = {
  readonly tax: TransferTax;
  readonly treatment: (typeof taxTreatments)[number];
  readonly amount: Fen | null;
  /** What the receiver may deduct later. */
  readonly taxBasis?: Fen;
  readonly because: string;
};

/** The taxes in their order; `lockedUntil` is the last day of the watch over a special treatment. */
export type TransferTaxes = {
  readonly taxes: readonly TaxLine[];
  readonly lockedUntil?: LocalDate;
  /** NOT_RESIDENT_ENTERPRISE, NOT_WHOLLY_HELD, NOT_DIRECT, CONDITIONS, DATA_INSUFFICIENT. */
  readonly blocks: readonly Finding[];
  /** LOCKUP_BROKEN. */
  readonly warnings: readonly Finding[];
  readonly reasons: readonly Reason[];
};

/** How one tax was judged. */
export type JudgedTax = {
  readonly line: TaxLine;
  readonly basis: readonly Reason['basis'][number][];
  readonly blocks: readonly Finding[];
  readonly lockedUntil?: LocalDate;
};

/** A piece of data that a tax cannot be judged without. */
export const lacking = (because: string): Finding => ({ code: 'DATA_INSUFFICIENT', because });

/** The holding, which both taxes ask for. */
export const noHolding: Finding = lacking(
  '须填写持股（holding：较小的持股比例，是否直接持有）才能判断是否全资',
);
