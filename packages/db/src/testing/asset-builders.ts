import { saveVoucher, type VoucherLineRow, type VoucherRow } from '../accounting/voucher.store.ts';
import { saveAssets } from '../assets/asset.store.ts';
import type { AssetRow, OrderRow } from '../assets/assets.model.ts';
import { saveOrder } from '../assets/transfer-order.store.ts';
import type { Tx } from '../kernel/transaction.ts';
import type { WarrantRow } from '../matters/matters.model.ts';
import { newId, unique } from './builders.ts';

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

export const orderRow = (
  warrant: WarrantRow,
  over: Pick<OrderRow, 'toId' | 'clusterId'> & Partial<OrderRow>,
): OrderRow => ({
  id: newId(),
  number: unique('划'),
  warrantId: warrant.id,
  fromId: warrant.companyId,
  basisDate: '2026-03-31',
  openedOn: '2026-05-10',
  deliveredOn: null,
  approved: '1000.00',
  state: 'counting',
  ...over,
});

export async function someOrder(
  tx: Tx,
  warrant: WarrantRow,
  on: { toId: string; clusterId: string; assetIds: readonly string[] },
): Promise<OrderRow> {
  const row = orderRow(warrant, { toId: on.toId, clusterId: on.clusterId });
  await saveOrder(
    tx,
    row,
    on.assetIds.map((assetId) => ({ orderId: row.id, assetId, net: '1000.00', open: true })),
  );
  return row;
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
