import { table } from '../kernel/table.ts';

export type OpeningKeyRow = {
  tenderId: string;
  publicKey: string;
  needed: number;
  total: number;
  madeAt: Date;
  personId: string;
};
export type KeyHolderRow = {
  tenderId: string;
  place: number;
  role: 'tenderer' | 'supervisor' | 'third';
  personId: string;
  organizationId: string;
  shareDigest: string;
};
export type ShareRow = { tenderId: string; place: number; share: string; givenAt: Date; personId: string };
export type BidRow = {
  id: string;
  tenderId: string;
  supplierId: string;
  envelope: string;
  digest: string;
  receivedAt: Date;
  personId: string;
};
export type OpeningRow = {
  tenderId: string;
  openedAt: Date;
  receipts: number;
  digest: string;
  personId: string;
};
export type OpenedBidRow = {
  bidId: string;
  tenderId: string;
  supplierId: string;
  digest: string;
  outcome: 'opened' | 'withdrawn' | 'altered' | 'unreadable';
  because: string;
  price: string | null;
  content: unknown;
  contentKey: string | null;
};
export type SupplierRow = {
  organizationId: string;
  headName: string;
  headKey: string;
  phone: string;
  registeredAt: Date;
};
export type ExpertRow = {
  id: string;
  code: string;
  name: string;
  employer: string;
  specialty: string;
  addedOn: string;
  leftOn: string | null;
};

export const openingKeys = table<OpeningKeyRow>('tender_keys', {
  tenderId: 'uuid',
  publicKey: 'text',
  needed: 'integer',
  total: 'integer',
  madeAt: 'time',
  personId: 'uuid',
});
export const keyHolders = table<KeyHolderRow>('tender_key_holders', {
  tenderId: 'uuid',
  place: 'integer',
  role: 'text',
  personId: 'uuid',
  organizationId: 'uuid',
  shareDigest: 'text',
});
export const shares = table<ShareRow>('tender_shares', {
  tenderId: 'uuid',
  place: 'integer',
  share: 'text',
  givenAt: 'time',
  personId: 'uuid',
});
export const openings = table<OpeningRow>('tender_openings', {
  tenderId: 'uuid',
  openedAt: 'time',
  receipts: 'integer',
  digest: 'text',
  personId: 'uuid',
});
export const openedBids = table<OpenedBidRow>('tender_opened_bids', {
  bidId: 'uuid',
  tenderId: 'uuid',
  supplierId: 'uuid',
  digest: 'text',
  outcome: 'text',
  because: 'text',
  price: 'money',
  content: 'json',
  contentKey: 'text',
});
export const suppliers = table<SupplierRow>('suppliers', {
  organizationId: 'uuid',
  headName: 'text',
  headKey: 'text',
  phone: 'text',
  registeredAt: 'time',
});
export const experts = table<ExpertRow>('experts', {
  id: 'uuid',
  code: 'text',
  name: 'text',
  employer: 'text',
  specialty: 'text',
  addedOn: 'date',
  leftOn: 'date',
});
