import type { Finding, Reason } from '../kernel/basis.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { Fen } from '../kernel/money.ts';
import type { CooperationList, CooperationMode } from './cooperation-list.ts';

/** Terms of a contract that the law forbids or that change who may perform it. */
export const contractClauses = [
  'advance_funding',
  'instalment_buyback',
  'fixed_return',
  'government_guarantee',
  'back_to_back',
  'audit_as_condition',
  'staffing',
  'three_party',
] as const;
export type ContractClause = (typeof contractClauses)[number];

/** Money behind a matter; without `budgetDoc` it is not secured. */
export type FundSource = {
  readonly kind: 'budget' | 'fiscal_repaid_loan' | 'state_enterprise' | 'private';
  readonly amount: Fen;
  readonly budgetDoc?: string | undefined;
};

/** A contract matter between committee and company, as it stands on the day of decision. */
export type MatterToClassify = {
  readonly title: string;
  /** Code of the list item that the matter claims; without it the item is found by `procurementCode`. */
  readonly item?: string | undefined;
  readonly project?: string | undefined;
  readonly engineering: boolean;
  readonly bundledWithService?: boolean | undefined;
  readonly financing?: boolean | undefined;
  readonly landReserve?: boolean | undefined;
  readonly governmentDuty?: boolean | undefined;
  readonly amount: Fen;
  /** Null: not said. */
  readonly taxIncluded: boolean | null;
  readonly termMonths?: number | undefined;
  readonly termJustified?: boolean | undefined;
  readonly cluster?: string | undefined;
  readonly entity: string;
  readonly entityStatus?: readonly ('public_welfare_1' | 'dishonest')[] | undefined;
  /** Who is to perform the whole, if not `entity`. */
  readonly performer?: string | undefined;
  readonly requestedMode: CooperationMode;
  /** How the agent came to be chosen; `none` when absent. */
  readonly agentSource?: 'authorised' | 'tendered' | 'none' | undefined;
  readonly agencyFee?:
    | { readonly fee: Fen; readonly managementFee?: Fen | undefined; readonly cap: Fen }
    | undefined;
  readonly fundSources: readonly FundSource[];
  readonly clauses?: readonly ContractClause[] | undefined;
  /** Whether the counterparty is a small or medium enterprise. */
  readonly counterpartySme?: boolean | undefined;
  readonly downstream?:
    | readonly {
        readonly id: string;
        readonly mustTender: boolean;
        readonly planned: boolean;
        readonly directTo?: string | undefined;
      }[]
    | undefined;
  readonly decidedOn: LocalDate;
  readonly procurementCode?: string | undefined;
};

/** A matter decided before (or in the same calendar year), for sums against caps and limits. */
export type EarlierMatter = {
  readonly item: string;
  readonly project?: string | undefined;
  readonly amount: Fen;
  readonly decidedOn: LocalDate;
};

/** Amounts from which government procurement, and open tender within it, is due. Both are included （以上）. */
export type ProcurementLimits = { readonly limit: Fen; readonly openTenderLimit: Fen };

/** All that a classification looks at. */
export type ClassifyInput = {
  readonly matter: MatterToClassify;
  readonly lists: readonly CooperationList[];
  readonly earlier?: readonly EarlierMatter[] | undefined;
  readonly procurement?: ProcurementLimits | undefined;
};

export type ContractRoute = 'in_list' | 'out_of_list' | 'blocked' | 'review';

export type NextProcedure =
  | 'GOV_OPEN_TENDER'
  | 'GOV_PROCUREMENT'
  | 'GOV_PROCUREMENT_CHECK'
  | 'TENDER_DOWNSTREAM'
  | 'MARKET_BIDDING'
  | 'BIDDER_CONFLICT_CHECK';

/** What came out; every finding is listed, none hides another. `because` is a Chinese sentence. */
export type Classification = {
  readonly route: ContractRoute;
  /** Only in list. */
  readonly mode: CooperationMode | null;
  /** Code of the matched item. */
  readonly item: string | null;
  /** The version matched, also where none of its items was. */
  readonly listVersion: string | null;
  /** The matter with those of the same project; `count` includes the matter itself. */
  readonly aggregate: { readonly amount: Fen; readonly count: number };
  readonly nextProcedures: readonly NextProcedure[];
  readonly outOfList: readonly Finding[];
  readonly blocks: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly reasons: readonly Reason[];
};
