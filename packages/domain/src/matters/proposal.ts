import type { z } from 'zod';
import type { zFacts } from './route-facts.ts';

type FactsOf<K extends keyof typeof zFacts> = Readonly<z.infer<(typeof zFacts)[K]>>;

/** Who stands on the other side: a body of the zone by its id, anyone else by name. */
export type Counterparty = { readonly id: string } | { readonly name: string };

/** What may be said of any matter. `project` is the code or name under which all its parts are summed. */
type Said = {
  readonly companyId: string;
  readonly decidedOn: string;
  readonly project?: string | undefined;
  readonly relatedParty?: boolean | undefined;
  /** Employees have to be resettled: their congress must approve, hearing it is not enough. */
  readonly resettled?: boolean | undefined;
  readonly urgent?: { readonly cause: string } | undefined;
  readonly planYear?: number | undefined;
};
type Described = Said & {
  /** What exactly. */
  readonly subject: string;
  /** What for. */
  readonly purpose: string;
};
/** The two whose object the register knows may leave the words out. */
type Registered = Said & {
  readonly basisDate: string;
  readonly subject?: string | undefined;
  readonly purpose?: string | undefined;
  readonly counterparty?: Counterparty | undefined;
  /** The receiver. A sale on the market and a lease have none yet; assets without one go to the operators of their clusters. */
  readonly toId?: string | undefined;
};

type Amount = { readonly amount: string };
type Sized = { readonly amount?: string | undefined };
type Planned = { readonly planned?: boolean | undefined };
type WithOther = { readonly counterparty: Counterparty };
type MayHaveOther = { readonly counterparty?: Counterparty | undefined };

type Transfer = Registered &
  Amount & {
    readonly matter: 'equity_transfer';
    readonly targetId: string;
    readonly fromId: string;
    readonly share: string;
    /** Absent: a free transfer 无偿划转. */
    readonly mode?: 'public' | 'non_public' | 'free_transfer' | undefined;
  };

type Disposal = Registered & {
  readonly matter: 'asset_disposal';
  /** Whose assets, where a public body gives; the company's own otherwise. */
  readonly fromId?: string | undefined;
  readonly assetIds: readonly string[];
  /** Absent: a free transfer 无偿划转. A lease has years and a yearly rent, and no amount. */
  readonly mode?: 'public' | 'non_public' | 'free_transfer' | 'lease' | undefined;
  readonly leaseYears?: string | undefined;
  readonly annualRent?: string | undefined;
};

type PartyBuilding = Described & {
  readonly matter: 'party_building';
  readonly kind: 'preresearch_list' | 'party_articles' | 'annual_report';
};

type Policy = Described & {
  readonly matter: 'business_policy';
  readonly facts: FactsOf<'business_policy'>;
};

type Investment = Described &
  Sized &
  Planned &
  MayHaveOther & {
    readonly matter: 'investment_plan';
    readonly kind: 'annual_plan' | 'adjustment' | 'project';
    readonly facts: FactsOf<'change'>;
    readonly mainBusiness?: boolean | undefined;
    readonly special?: readonly ('overseas' | 'finance' | 'fund' | 'controlling_acquisition')[] | undefined;
    readonly prohibited?: boolean | undefined;
  };

type Articles = Described & {
  readonly matter: 'articles_amendment';
  readonly facts: FactsOf<'articles_amendment'>;
};

type CapitalChange = Described &
  Sized &
  MayHaveOther & {
    readonly matter: 'capital_change';
    readonly facts: FactsOf<'capital_change'>;
    /** Whose capital it is, yuan of registered capital, and yuan paid for one yuan of it; as it is entered afterwards. */
    readonly capital?:
      | { readonly holderId: string; readonly subscribed: string; readonly price?: string | undefined }
      | undefined;
  };

type Reorganization = Described &
  Sized &
  MayHaveOther & {
    readonly matter: 'reorganization';
    readonly facts: FactsOf<'reorganization'>;
    /** 吸收合并: who takes the company in, and its capital given up for one yuan of the absorber's; as it is entered afterwards. */
    readonly absorption?: { readonly absorberId: string; readonly exchange: string } | undefined;
    /** 存续分立: the new company and the capital that becomes its own, yuan; whose, unless everybody's in proportion. */
    readonly division?:
      | {
          readonly receiverId: string;
          readonly capital: string;
          readonly portions?:
            | readonly { readonly holderId: string; readonly subscribed: string }[]
            | undefined;
        }
      | undefined;
  };

type Financing = Described &
  Sized &
  Planned &
  MayHaveOther & {
    readonly matter: 'bond_financing';
    readonly kind: 'annual_plan' | 'single';
    readonly facts: FactsOf<'bond_financing'>;
  };

type Guarantee = Described &
  Amount &
  Planned &
  WithOther & {
    readonly matter: 'external_guarantee';
    /** Who guarantees and what the group is worth stands in the register and is not asked. */
    readonly facts: Omit<FactsOf<'external_guarantee'>, 'guarantor' | 'groupNetAssets'>;
  };

type Distribution = Described &
  Sized & { readonly matter: 'profit_distribution'; readonly facts: FactsOf<'profit_distribution'> };

type Budget = Described & {
  readonly matter: 'budget_accounts';
  readonly kind: 'budget' | 'accounts' | 'board_report' | 'adjustment' | 'monthly_report';
  readonly facts: FactsOf<'change'>;
};

type Remuneration = Described &
  Sized & { readonly matter: 'remuneration'; readonly facts: FactsOf<'remuneration'> };

type Donation = Described &
  Amount &
  WithOther & { readonly matter: 'donation'; readonly facts: FactsOf<'donation'> };

/**
 * What is to be decided, in the terms of its matter. Amounts in yuan with two places, shares and ratios as fractions or
 * decimals, days as YYYY-MM-DD. What the zone knows itself (net assets, state share, tier, balances) is not in it.
 */
export type Proposal =
  | PartyBuilding
  | Policy
  | Investment
  | Transfer
  | Articles
  | CapitalChange
  | Reorganization
  | Financing
  | Guarantee
  | Disposal
  | Distribution
  | Budget
  | Remuneration
  | Donation;

export type ProposalOf<S extends Proposal['matter']> = Extract<Proposal, { readonly matter: S }>;

export type PriorStep = {
  readonly code: string;
  readonly heldOn: string;
  readonly outcome?: 'approved' | 'heard' | 'rejected' | undefined;
  readonly baseDate?: string | undefined;
  readonly document?: string | undefined;
};
export type Material = { readonly code: string; readonly name: string; readonly digest: string };

/** Another company in a joint case 联合申报: its own resolutions and its share of the amount. The lead is the proposer. */
export type Participant = {
  readonly companyId: string;
  /** Yuan; null where the matter has no amount. */
  readonly amount: string | null;
  readonly records: readonly PriorStep[];
};

/** All that the committee decides on. Its digest is what is signed, voted on, warranted and spent. */
export type MatterContent = {
  readonly title: string;
  readonly proposal: Proposal;
  readonly records: readonly PriorStep[];
  readonly materials: readonly Material[];
  readonly participants?: readonly Participant[] | undefined;
  /** The earlier case that this one takes up again, and what is new since it was refused. */
  readonly predecessorId?: string | undefined;
  readonly newFacts?: string | undefined;
  /** The main case 主报事项 that this one follows, such as a change of capital before its articles. */
  readonly mainId?: string | undefined;
  /** 容缺: minor materials that are still lacking, and the promise to bring them. */
  readonly lacking?: { readonly codes: readonly string[]; readonly promise: string } | undefined;
};
