/** Kinds of asset in the register and in transfers. */
export const assetClasses = [
  'land',
  'plant',
  'road',
  'pipe',
  'cip',
  'equipment',
  'intangible',
  'receivable',
  'payable',
  'contract',
  'equity',
  'archive',
] as const;
export type AssetClass = (typeof assetClasses)[number];

/**
 * The legal way of a transfer: `P1` public body to company, `P2` company to company, free of charge, `P3` for value,
 * `P4` custody only (title and book stay where they are).
 */
export const transferPaths = ['P1', 'P2', 'P3', 'P4'] as const;
export type TransferPath = (typeof transferPaths)[number];
