import { saveVoucher, type VoucherLineRow, type VoucherRow } from '../accounting/voucher.store.ts';
import { saveAssets } from '../assets/asset.store.ts';
import type { AssetRow } from '../assets/assets.model.ts';
import { saveDifferences, saveResolution } from '../assets/handover.store.ts';
import type { OrderLineRow, OrderRow, SheetRow } from '../assets/orders.model.ts';
import {
  saveDuties,
  saveOrder,
  savePaper,
  saveSuccession,
  saveTaxes,
} from '../assets/transfer-order.store.ts';
import type { Tx } from '../kernel/transaction.ts';
import type { WarrantRow } from '../matters/matters.model.ts';
import { digestLike, newId, unique } from './builders.ts';

export const assetRow = (clusterId: string, over: Partial<AssetRow> = {}): AssetRow => ({
  id: newId(),
  code: unique('ZC'),
  name: '标准厂房',
  class: 'plant',
  clusterId,
  cost: '1000.00',
  depreciation: '0.00',
  impairment: '0.00',
  monthlyDepreciation: null,
  residual: '0.00',
  chargedThrough: null,
  area: null,
  quantity: '1.0000',
  unit: '项',
  publicBenefit: false,
  classCode: null,
  particulars: {},
  formedOn: '2026-01-01',
  contractId: null,
  retiredOn: null,
  ...over,
});

/** An asset with title, book and custody at one owner since 2026-01-01. */
export async function someAsset(
  tx: Tx,
  clusterId: string,
  ownerId: string,
  over: Partial<AssetRow> = {},
): Promise<string> {
  const row = assetRow(clusterId, over);
  const kinds = ['title', 'book', 'custody'] as const;
  const facts = kinds.map((kind) => ({
    assetId: row.id,
    kind,
    organizationId: ownerId,
    validFrom: row.formedOn,
    validTo: null,
    document: null,
  }));
  await saveAssets(tx, [row], facts);
  return row.id;
}

export const orderRow = (warrant: WarrantRow, toId: string, over: Partial<OrderRow> = {}): OrderRow => ({
  id: newId(),
  number: unique('划'),
  warrantId: warrant.id,
  path: 'P2',
  fromId: warrant.companyId,
  receivers: [toId],
  basisDate: '2026-03-31',
  openedOn: '2026-05-10',
  approved: '1000.00',
  state: 'counting',
  reversesId: null,
  ...over,
});

export const sheetRow = (orderId: string, toId: string, over: Partial<SheetRow> = {}): SheetRow => ({
  id: newId(),
  orderId,
  toId,
  round: 1,
  state: 'counting',
  openedOn: '2026-05-10',
  deliveredOn: null,
  net: null,
  lockedUntil: null,
  ...over,
});

export const lineRow = (
  sheet: SheetRow,
  clusterId: string,
  assetId: string,
  over: Partial<OrderLineRow> = {},
): OrderLineRow => ({
  orderId: sheet.orderId,
  assetId,
  toId: sheet.toId,
  clusterId,
  sheetId: sheet.id,
  custodyOnly: false,
  state: 'counting',
  net: '1000.00',
  open: true,
  blocks: [],
  warnings: [],
  ...over,
});

/** An order of one sheet, opened on 2026-05-10, all its lines to be counted. */
export async function someOrder(
  tx: Tx,
  warrant: WarrantRow,
  on: { toId: string; clusterId: string; assetIds: readonly string[] },
): Promise<OrderRow & { sheetId: string }> {
  const row = orderRow(warrant, on.toId);
  const sheet = sheetRow(row.id, on.toId);
  const lines = on.assetIds.map((assetId) => lineRow(sheet, on.clusterId, assetId));
  await saveOrder(tx, row, [sheet], lines);
  return { ...row, sheetId: sheet.id };
}

/** A row of everything that an order gathers on its way. */
export async function someHandover(
  tx: Tx,
  order: OrderRow & { sheetId: string },
  assetId: string,
  personId: string,
): Promise<void> {
  const of = { orderId: order.id, sheetId: order.sheetId };
  const document = digestLike('8');
  const difference = newId();
  const found = {
    ...of,
    id: difference,
    assetId,
    side: 'to',
    kind: 'damaged',
    name: '',
    note: '破损',
    personId,
  } as const;
  await saveDifferences(tx, [found]);
  const answer = {
    orderId: order.id,
    side: 'from',
    outcome: 'proceed',
    note: '已修',
    document: null,
  } as const;
  await saveResolution(tx, { ...answer, differenceId: difference, personId });
  const paper = { orderId: order.id, kind: 'agreement', toId: null, paperOn: '2026-05-10' } as const;
  await savePaper(tx, { ...paper, id: newId(), document, personId });
  const lease = {
    orderId: order.id,
    assetId,
    kind: 'lease',
    counterparty: '承租人（示例）',
    amount: null,
  } as const;
  await saveSuccession(tx, { ...lease, id: newId(), document, personId });
  const tax = {
    ...of,
    tax: 'deed',
    class: 'plant',
    treatment: 'exempt',
    lines: 1,
    value: '1000.00',
    because: '示例',
  };
  await saveTaxes(tx, [{ ...tax, amount: '0.00', taxBasis: null }]);
  const duty = { ...of, id: newId(), kind: 'tax', dueOn: '2026-07-01' } as const;
  await saveDuties(tx, [{ ...duty, doneOn: null, document: null, personId: null }]);
}

type Line = Omit<VoucherLineRow, 'voucherId'>;
export const debitLine = (line: number, amount: string): Line => ({
  line,
  account: '1601 固定资产',
  memo: '划入',
  debit: amount,
  credit: '0.00',
});
export const creditLine = (line: number, amount: string): Line => ({
  line,
  account: '4002 资本公积',
  memo: '划入',
  debit: '0.00',
  credit: amount,
});

/** A voucher; of 1000.00 on both sides unless lines are given. */
export async function someVoucher(
  tx: Tx,
  organizationId: string,
  over: Partial<VoucherRow> = {},
  lines: readonly Line[] = [debitLine(1, '1000.00'), creditLine(2, '1000.00')],
): Promise<string> {
  const row: VoucherRow = {
    id: newId(),
    number: unique('2026-转'),
    organizationId,
    book: 'financial',
    voucherOn: '2026-06-01',
    summary: '资产划转',
    orderId: null,
    ...over,
  };
  await saveVoucher(tx, row, lines);
  return row.id;
}
