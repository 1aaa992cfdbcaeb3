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

/** Under which name a workbook has them. */
export const assetClassNames = {
  土地: 'land',
  厂房: 'plant',
  道路: 'road',
  管网: 'pipe',
  在建工程: 'cip',
  设备: 'equipment',
  无形资产: 'intangible',
  债权: 'receivable',
  债务: 'payable',
  在执行合同: 'contract',
  股权: 'equity',
  档案: 'archive',
} as const satisfies Record<string, AssetClass>;

/**
 * The legal way of a transfer: `P1` public body to company, `P2` company to company, free of charge, `P3` for value,
 * `P4` custody only (title and book stay where they are).
 */
export const transferPaths = ['P1', 'P2', 'P3', 'P4'] as const;
export type TransferPath = (typeof transferPaths)[number];
