/** The closed list of what blocks a matter, in the order in which blocks are listed. */
export const blockCodes = [
  'DATA_INSUFFICIENT',
  'NOT_IN_MANDATE',
  'MANDATE_LAPSED',
  'PROHIBITED',
  'URGENT_BARRED',
  'GUARANTOR_PUBLIC_BODY',
  'GUARANTEE_OUTSIDE_GROUP',
  'GUARANTEE_OVER_SHARE',
  'GUARANTEE_DISTRESSED',
  'GUARANTEE_CAP_EXCEEDED',
  'LOSS_UNCOVERED',
  'RESERVE_BARRED',
  'ACCOUNTS_NOT_VERIFIED',
  'DONATION_BARRED',
] as const;
export type BlockCode = (typeof blockCodes)[number];

/** The closed list of warnings, in the order in which they are listed. */
export const warningCodes = [
  'EARLIER_CASES_TO_REVIEW',
  'NET_ASSETS_STALE',
  'ARTICLES_SILENT',
  'BOTH_INVESTORS',
] as const;
type WarningCode = (typeof warningCodes)[number];

export type Block = { code: BlockCode; because: string };
export type Warning = { code: WarningCode; because: string };
