import type { DisposalManner } from '@guanyun/domain/assets/disposal.ts';
import { insert, insertMany, select, selectOne, table } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';

export type AdjustmentRow = {
  id: string;
  assetId: string;
  kind: 'improve' | 'impair' | 'correct';
  adjustedOn: string;
  document: string;
  reason: string;
  voucherId: string | null;
  personId: string;
};
export type LineageRow = {
  childId: string;
  parentId: string;
  /** The act, which is the cause of its entries. */
  actId: string;
  kind: 'split' | 'merge';
  reshapedOn: string;
  document: string | null;
  personId: string;
};
export type DisposalRow = {
  id: string;
  assetId: string;
  warrantId: string;
  manner: DisposalManner;
  price: string;
  counterparty: string;
  disposedOn: string;
  document: string;
  voucherId: string | null;
  personId: string;
};
export type AssetDocumentRow = {
  id: string;
  assetId: string;
  digest: string;
  title: string;
  kind: 'photo' | 'paper';
  takenOn: string;
  personId: string;
};

const adjustments = table<AdjustmentRow>('asset_adjustments', {
  id: 'uuid',
  assetId: 'uuid',
  kind: 'text',
  adjustedOn: 'date',
  document: 'text',
  reason: 'text',
  voucherId: 'uuid',
  personId: 'uuid',
});
const lineage = table<LineageRow>('asset_lineage', {
  childId: 'uuid',
  parentId: 'uuid',
  actId: 'uuid',
  kind: 'text',
  reshapedOn: 'date',
  document: 'text',
  personId: 'uuid',
});
const disposals = table<DisposalRow>('asset_disposals', {
  id: 'uuid',
  assetId: 'uuid',
  warrantId: 'uuid',
  manner: 'text',
  price: 'money',
  counterparty: 'text',
  disposedOn: 'date',
  document: 'text',
  voucherId: 'uuid',
  personId: 'uuid',
});
const documents = table<AssetDocumentRow>('asset_documents', {
  id: 'uuid',
  assetId: 'uuid',
  digest: 'text',
  title: 'text',
  kind: 'text',
  takenOn: 'date',
  personId: 'uuid',
});

export const saveAdjustment = (tx: Tx, row: AdjustmentRow): Promise<void> => insert(tx, adjustments, row);
export const adjustmentsOf = (tx: Tx, assetId: string): Promise<AdjustmentRow[]> =>
  select(tx, adjustments, { assetId }, { order: [['adjustedOn', 'ASC']] });
export const saveLineage = (tx: Tx, rows: readonly LineageRow[]): Promise<void> =>
  insertMany(tx, lineage, rows);
export const saveDisposal = (tx: Tx, row: DisposalRow): Promise<void> => insert(tx, disposals, row);
export const disposalOf = (tx: Tx, assetId: string): Promise<DisposalRow | null> =>
  selectOne(tx, disposals, { assetId });
export const saveAssetDocument = (tx: Tx, row: AssetDocumentRow): Promise<void> => insert(tx, documents, row);
export const hasAssetDocument = async (tx: Tx, assetId: string, digest: string): Promise<boolean> =>
  (await selectOne(tx, documents, { assetId, digest })) !== null;

/** Photos and papers of an asset with what each is called and of what type it is, newest first. */
export const assetDocumentsOf = (
  tx: Tx,
  assetId: string,
): Promise<(Omit<AssetDocumentRow, 'assetId'> & { mediaType: string; name: string })[]> =>
  query(
    tx,
    `SELECT d.id, d.digest, d.title, d.kind, d.taken_on AS "takenOn", d.person_id AS "personId",
       coalesce(f.media_type, '') AS "mediaType", coalesce(f.name, '') AS name
     FROM asset_documents d
     LEFT JOIN LATERAL (SELECT media_type, name FROM documents f WHERE f.digest = d.digest LIMIT 1) f ON true
     WHERE d.asset_id = $1 ORDER BY d.taken_on DESC, d.recorded_at DESC`,
    [assetId],
  );

export type Relative = { id: string; code: string; name: string; kind: 'split' | 'merge'; on: string };
/** Where an asset came from (`parents`), and what became of it (`children`). */
export const relativesOf = (tx: Tx, assetId: string, which: 'parents' | 'children'): Promise<Relative[]> => {
  const [own, other] = which === 'parents' ? ['child_id', 'parent_id'] : ['parent_id', 'child_id'];
  return query(
    tx,
    `SELECT a.id, a.code, a.name, l.kind, l.reshaped_on AS on FROM asset_lineage l JOIN assets a ON a.id = l.${other}
     WHERE l.${own} = $1 ORDER BY a.code`,
    [assetId],
  );
};

/** Which voucher of which organisation goes with which cause: an act in the register, or the sheet of a transfer order. */
export const vouchersOfCauses = (
  tx: Tx,
  causeIds: readonly string[],
): Promise<{ causeId: string; organizationId: string; id: string; number: string }[]> =>
  query(
    tx,
    `SELECT coalesce(v.cause_id, v.sheet_id, v.order_id) AS "causeId", v.organization_id AS "organizationId", v.id, v.number FROM vouchers v
     WHERE v.book = 'financial' AND coalesce(v.cause_id, v.sheet_id, v.order_id) = ANY ($1::uuid[]) ORDER BY v.number`,
    [causeIds],
  );
