import { table } from '../kernel/table.ts';

export type TransferSide = 'from' | 'to';
export type OrderRow = {
  id: string;
  number: string;
  warrantId: string;
  path: 'P1' | 'P2';
  fromId: string;
  receivers: readonly string[];
  basisDate: string;
  openedOn: string;
  approved: string;
  state: 'counting' | 'signed' | 'booked' | 'closed';
  /** The order whose assets go back. */
  reversesId: string | null;
};
/** One round of the handover with one receiver: counted, signed and booked whole. */
export type SheetRow = {
  id: string;
  orderId: string;
  toId: string;
  round: number;
  state: 'counting' | 'signed' | 'booked' | 'empty';
  openedOn: string;
  deliveredOn: string | null;
  net: string | null;
  lockedUntil: string | null;
};
export type LineState = 'parked' | 'counting' | 'held' | 'booked' | 'withdrawn';
export type OrderLineRow = {
  orderId: string;
  assetId: string;
  toId: string;
  clusterId: string;
  sheetId: string | null;
  custodyOnly: boolean;
  state: LineState;
  net: string;
  open: boolean;
  blocks: readonly string[];
  warnings: readonly string[];
};
export type DifferenceKind = 'missing' | 'surplus' | 'damaged' | 'encumbered' | 'title_pending';
export type CountRow = {
  orderId: string;
  sheetId: string;
  assetId: string;
  side: TransferSide;
  counted: number;
  difference: Exclude<DifferenceKind, 'surplus'> | null;
  note: string;
  personId: string;
};
export type OrderSignatureRow = {
  orderId: string;
  sheetId: string;
  side: TransferSide;
  personId: string;
  onBehalfPersonId: string | null;
  digest: string;
  signedAt: Date;
};
export type DifferenceRow = {
  id: string;
  orderId: string;
  sheetId: string;
  /** Null for what was found and is on no list. */
  assetId: string | null;
  side: TransferSide;
  kind: DifferenceKind;
  name: string;
  note: string;
  personId: string;
};
export type ResolutionRow = {
  differenceId: string;
  orderId: string;
  side: TransferSide;
  outcome: 'proceed' | 'withdraw' | 'register';
  note: string;
  document: string | null;
  personId: string;
};
export type OrderPaperRow = {
  id: string;
  orderId: string;
  kind: 'transferee_decision' | 'creditors_notice' | 'agreement' | 'staff_congress' | 'verification';
  toId: string | null;
  paperOn: string;
  document: string;
  personId: string;
};
export type SuccessionRow = {
  id: string;
  orderId: string;
  assetId: string;
  kind: 'mortgage' | 'lease' | 'works' | 'retention' | 'guarantee';
  counterparty: string;
  amount: string | null;
  document: string;
  personId: string;
};
export type SheetTaxRow = {
  sheetId: string;
  orderId: string;
  tax: string;
  class: string;
  treatment: string;
  lines: number;
  value: string;
  amount: string | null;
  taxBasis: string | null;
  because: string;
};
export type DutyRow = {
  id: string;
  sheetId: string;
  orderId: string;
  kind: 'title' | 'tax' | 'rights';
  dueOn: string;
  doneOn: string | null;
  document: string | null;
  personId: string | null;
};

export const orders = table<OrderRow>('transfer_orders', {
  id: 'uuid',
  number: 'text',
  warrantId: 'uuid',
  path: 'text',
  fromId: 'uuid',
  receivers: 'uuids',
  basisDate: 'date',
  openedOn: 'date',
  approved: 'money',
  state: 'text',
  reversesId: 'uuid',
});
export const sheets = table<SheetRow>('transfer_sheets', {
  id: 'uuid',
  orderId: 'uuid',
  toId: 'uuid',
  round: 'integer',
  state: 'text',
  openedOn: 'date',
  deliveredOn: 'date',
  net: 'money',
  lockedUntil: 'date',
});
export const orderLines = table<OrderLineRow>('transfer_lines', {
  orderId: 'uuid',
  assetId: 'uuid',
  toId: 'uuid',
  clusterId: 'uuid',
  sheetId: 'uuid',
  custodyOnly: 'boolean',
  state: 'text',
  net: 'money',
  open: 'boolean',
  blocks: 'texts',
  warnings: 'texts',
});
export const counts = table<CountRow>('transfer_counts', {
  orderId: 'uuid',
  sheetId: 'uuid',
  assetId: 'uuid',
  side: 'text',
  counted: 'integer',
  difference: 'text',
  note: 'text',
  personId: 'uuid',
});
export const orderSignatures = table<OrderSignatureRow>('transfer_signatures', {
  orderId: 'uuid',
  sheetId: 'uuid',
  side: 'text',
  personId: 'uuid',
  onBehalfPersonId: 'uuid',
  digest: 'text',
  signedAt: 'time',
});
export const differences = table<DifferenceRow>('transfer_differences', {
  id: 'uuid',
  orderId: 'uuid',
  sheetId: 'uuid',
  assetId: 'uuid',
  side: 'text',
  kind: 'text',
  name: 'text',
  note: 'text',
  personId: 'uuid',
});
export const resolutions = table<ResolutionRow>('transfer_resolutions', {
  differenceId: 'uuid',
  orderId: 'uuid',
  side: 'text',
  outcome: 'text',
  note: 'text',
  document: 'text',
  personId: 'uuid',
});
export const orderPapers = table<OrderPaperRow>('transfer_papers', {
  id: 'uuid',
  orderId: 'uuid',
  kind: 'text',
  toId: 'uuid',
  paperOn: 'date',
  document: 'text',
  personId: 'uuid',
});
export const successions = table<SuccessionRow>('transfer_successions', {
  id: 'uuid',
  orderId: 'uuid',
  assetId: 'uuid',
  kind: 'text',
  counterparty: 'text',
  amount: 'money',
  document: 'text',
  personId: 'uuid',
});
export const sheetTaxes = table<SheetTaxRow>('transfer_taxes', {
  sheetId: 'uuid',
  orderId: 'uuid',
  tax: 'text',
  class: 'text',
  treatment: 'text',
  lines: 'integer',
  value: 'money',
  amount: 'money',
  taxBasis: 'money',
  because: 'text',
});
export const duties = table<DutyRow>('transfer_duties', {
  id: 'uuid',
  sheetId: 'uuid',
  orderId: 'uuid',
  kind: 'text',
  dueOn: 'date',
  doneOn: 'date',
  document: 'text',
  personId: 'uuid',
});
