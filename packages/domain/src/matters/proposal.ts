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

/** All that the committee decides on. Its digest is what is signed, voted on, warranted and spent. */
export type MatterContent = {
  readonly title: string;
  readonly proposal: Proposal;
  readonly records: readonly PriorStep[];
  readonly materials: readonly Material[];
};
