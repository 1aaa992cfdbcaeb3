import { table } from '../kernel/table.ts';

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
export type AssetRow = {
  id: string;
  code: string;
  name: string;
  class: AssetClass;
  clusterId: string;
  cost: string;
  depreciation: string;
  impairment: string;
  monthlyDepreciation: string | null;
  /** What depreciation never takes, yuan. */
  residual: string;
  /** The first day of the last month that is charged. */
  chargedThrough: string | null;
  area: string | null;
  quantity: string;
  unit: string;
  publicBenefit: boolean;
  /** Of the national classification, where one is given. */
  classCode: string | null;
  /** What its class asks for beside, by field. */
  particulars: AssetParticulars;
  formedOn: string;
  contractId: string | null;
  /** The day it left the register: disposed of, split up, merged into another. */
  retiredOn: string | null;
};
export type AssetParticulars = Readonly<Record<string, string>>;
/** One entry in the ledger of the register. Amounts and `items` are changes. */
export type AssetEntryRow = {
  id: string;
  assetId: string;
  organizationId: string;
  kind:
    | 'acquire'
    | 'depreciate'
    | 'improve'
    | 'impair'
    | 'correct'
    | 'transfer'
    | 'split'
    | 'merge'
    | 'dispose';
  entryOn: string;
  items: number;
  cost: string;
  depreciation: string;
  impairment: string;
  /** The act that brought it: an order's part, a run, a split. */
  causeId: string;
  /** Of a charge: the first day of the last month it charges; the card follows. */
  through: string | null;
  recordedAt: Date;
};
export type AssetFactRow = {
  assetId: string;
  kind: 'title' | 'book' | 'custody';
  organizationId: string;
  validFrom: string;
  validTo: string | null;
  /** Of a title that passed: the certificate or receipt that shows it. */
  document: string | null;
};
const described = {
  id: 'uuid',
  code: 'text',
  name: 'text',
  class: 'text',
  clusterId: 'uuid',
  monthlyDepreciation: 'money',
  residual: 'money',
  chargedThrough: 'date',
  area: 'money',
  quantity: 'quantity',
  unit: 'text',
  publicBenefit: 'boolean',
  classCode: 'text',
  particulars: 'json',
  formedOn: 'date',
  contractId: 'uuid',
} as const;
export const assets = table<AssetRow>('assets', {
  ...described,
  cost: 'money',
  depreciation: 'money',
  impairment: 'money',
  retiredOn: 'date',
});
/** What of an asset is written; its amounts follow from its entries. */
export type DescribedAsset = Omit<AssetRow, 'cost' | 'depreciation' | 'impairment' | 'retiredOn'>;
export const describedAssets = table<DescribedAsset>('assets', described);
export const assetEntries = table<AssetEntryRow>('asset_entries', {
  id: 'bigint',
  assetId: 'uuid',
  organizationId: 'uuid',
  kind: 'text',
  entryOn: 'date',
  items: 'integer',
  cost: 'money',
  depreciation: 'money',
  impairment: 'money',
  causeId: 'uuid',
  through: 'date',
  recordedAt: 'time',
});
export const assetFacts = table<AssetFactRow>('asset_facts', {
  assetId: 'uuid',
  kind: 'text',
  organizationId: 'uuid',
  validFrom: 'date',
  validTo: 'date',
  document: 'text',
});
