/** What is to be decided, in the terms of its matter. Amounts in yuan with two places, shares as fractions, days as YYYY-MM-DD. */
export type Proposal =
  | {
      readonly matter: 'equity_transfer';
      readonly companyId: string;
      readonly targetId: string;
      readonly fromId: string;
      readonly toId: string;
      readonly share: string;
      readonly amount: string;
      readonly basisDate: string;
      readonly decidedOn: string;
    }
  | {
      readonly matter: 'asset_disposal';
      readonly companyId: string;
      readonly assetIds: readonly string[];
      readonly toId: string;
      readonly basisDate: string;
      readonly decidedOn: string;
    };

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
  /** Asked for the emergency procedure, and why. */
  readonly urgent?: string | undefined;
};
