import type { Finding, Reason } from '../kernel/basis.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { Fen } from '../kernel/money.ts';
import type { Ratio } from '../kernel/ratio.ts';
import type { AssetClass, TransferPath } from './asset-class.ts';

/** The state of an asset that decides whether it may be transferred. An absent boolean is false, but for `titled`. */
export type AssetToTransfer = {
  readonly class: AssetClass;
  readonly publicBenefit?: boolean | undefined;
  /** True when absent. */
  readonly titled?: boolean | undefined;
  readonly landAcquired?: 'granted' | 'allocated' | 'contributed' | 'reserve' | undefined;
  readonly allocationApproved?: boolean | undefined;
  /** Development investment made, and the whole that is required; land fee not included. */
  readonly invested?: Fen | undefined;
  readonly required?: Fen | undefined;
  readonly idle?: boolean | undefined;
  readonly seized?: boolean | undefined;
  readonly disputed?: boolean | undefined;
  readonly resettlementOpen?: boolean | undefined;
  readonly governmentDebt?: boolean | undefined;
  readonly leased?: boolean | undefined;
  readonly unpaidWorks?: boolean | undefined;
  readonly mortgage?: Mortgage | undefined;
  readonly coOwners?: readonly { readonly share: Ratio; readonly consents: boolean }[] | undefined;
  readonly jointly?: boolean | undefined;
  readonly equity?: EquityCondition | undefined;
};

/** A mortgage, and whether its contract bars the transfer (and the bar is registered). */
export type Mortgage = {
  readonly transferBarred: boolean;
  readonly barRegistered: boolean;
  readonly lenderConsents?: boolean | undefined;
  readonly lenderNotified?: boolean | undefined;
};

/** The company whose equity is to be transferred. Absent: fits the main business, and nothing open. */
export type EquityCondition = {
  readonly form: 'wholly_state_owned' | 'limited' | 'joint_stock';
  readonly auditOpinion?: 'clean' | 'emphasis' | 'qualified' | 'adverse' | 'disclaimer' | undefined;
  readonly fitsMainBusiness?: boolean | undefined;
  readonly employees?: 'none' | 'passed' | 'not_passed' | undefined;
  readonly contingentLiabilities?: 'none' | 'settled' | 'open' | undefined;
  readonly transferorDebts?: 'none' | 'settled' | 'open' | undefined;
};

/** An asset, the legal way it is to go, and the day of the question. */
export type TransferQuestion = {
  readonly asset: AssetToTransfer;
  readonly path: TransferPath;
  readonly on: LocalDate;
};

/** Whether the asset may be transferred; all blocks and warnings are listed, none hides another. */
export type Transferability = {
  readonly transferable: boolean;
  /** Upkeep may be handed over; title and book stay. */
  readonly custodyOnly: boolean;
  readonly blocks: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly reasons: readonly Reason[];
};
