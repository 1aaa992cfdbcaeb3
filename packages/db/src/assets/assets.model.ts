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
  area: string | null;
  publicBenefit: boolean;
  formedOn: string;
  contractId: string | null;
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
export type OrderRow = {
  id: string;
  number: string;
  warrantId: string;
  fromId: string;
  toId: string;
  clusterId: string;
  basisDate: string;
  openedOn: string;
  deliveredOn: string | null;
  approved: string;
  state: 'counting' | 'signed' | 'booked';
};
export type OrderLineRow = { orderId: string; assetId: string; net: string; open: boolean };
export type CountRow = {
  orderId: string;
  assetId: string;
  side: 'from' | 'to';
  counted: number;
  note: string;
  personId: string;
};
export type OrderSignatureRow = {
  orderId: string;
  side: 'from' | 'to';
  personId: string;
  onBehalfPersonId: string | null;
  digest: string;
  signedAt: Date;
};

export const assets = table<AssetRow>('assets', {
  id: 'uuid',
  code: 'text',
  name: 'text',
  class: 'text',
  clusterId: 'uuid',
  cost: 'money',
  depreciation: 'money',
  impairment: 'money',
  monthlyDepreciation: 'money',
  area: 'money',
  publicBenefit: 'boolean',
  formedOn: 'date',
  contractId: 'uuid',
});
export const assetFacts = table<AssetFactRow>('asset_facts', {
  assetId: 'uuid',
  kind: 'text',
  organizationId: 'uuid',
  validFrom: 'date',
  validTo: 'date',
  document: 'text',
});
export const orders = table<OrderRow>('transfer_orders', {
  id: 'uuid',
  number: 'text',
  warrantId: 'uuid',
  fromId: 'uuid',
  toId: 'uuid',
  clusterId: 'uuid',
  basisDate: 'date',
  openedOn: 'date',
  deliveredOn: 'date',
  approved: 'money',
  state: 'text',
});
export const orderLines = table<OrderLineRow>('transfer_lines', {
  orderId: 'uuid',
  assetId: 'uuid',
  net: 'money',
  open: 'boolean',
});
export const counts = table<CountRow>('transfer_counts', {
  orderId: 'uuid',
  assetId: 'uuid',
  side: 'text',
  counted: 'integer',
  note: 'text',
  personId: 'uuid',
});
export const orderSignatures = table<OrderSignatureRow>('transfer_signatures', {
  orderId: 'uuid',
  side: 'text',
  personId: 'uuid',
  onBehalfPersonId: 'uuid',
  digest: 'text',
  signedAt: 'time',
});
