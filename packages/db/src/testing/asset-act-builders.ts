import { saveAdjustment, saveAssetDocument, saveDisposal } from '../assets/asset-acts.store.ts';
import { saveRun } from '../assets/depreciation.store.ts';
import { type EncumbranceRow, saveEncumbranceSteps, saveEncumbrances } from '../assets/encumbrance.store.ts';
import type { Tx } from '../kernel/transaction.ts';
import type { WarrantRow } from '../matters/matters.model.ts';
import { saveSpending } from '../matters/warrant.store.ts';
import { digestLike, newId } from './builders.ts';
import { contentFor, someWarrant, spendingRow } from './matter-builders.ts';

/** A warrant that lets these assets go by public bidding, over an amount. */
export const someSale = (
  tx: Tx,
  companyId: string,
  personId: string,
  assetIds: readonly string[],
  over: Partial<WarrantRow> & { mode?: 'public' | 'non_public' | 'free_transfer' } = {},
): Promise<WarrantRow> => {
  const { mode = 'public', ...row } = over;
  const content = contentFor(companyId);
  const proposal = { ...content.proposal, assetIds: [...assetIds], mode } as typeof content.proposal;
  return someWarrant(tx, companyId, personId, {
    ...{ content: { ...content, proposal }, usesMax: null, amount: '100000.00', ...row },
  });
};

/** What goes with the entry that takes an asset off the register: its warrant, the spending, the disposal of that day. */
export async function someDisposal(
  tx: Tx,
  of: { assetId: string; companyId: string; personId: string; on: string },
): Promise<string> {
  const warrant = await someSale(tx, of.companyId, of.personId, [of.assetId], { issuedOn: '2026-01-01' });
  const id = newId();
  const spending = { subjectId: id, subjectKind: 'asset_disposal', spentOn: of.on, amount: '10.00' };
  await saveSpending(tx, spendingRow(warrant, { act: 'assets.dispose', ...spending }));
  await saveDisposal(tx, {
    ...{ id, assetId: of.assetId, warrantId: warrant.id, manner: 'scrap', price: '10.00' },
    ...{ counterparty: '示例回收站', disposedOn: of.on, document: digestLike('d') },
    ...{ voucherId: null, personId: of.personId },
  });
  return id;
}

/** One of everything that happens to an asset: encumbered and let go of, corrected, disposed of, a paper, its book run. */
export async function someAssetHistory(
  tx: Tx,
  of: { assetId: string; companyId: string; personId: string; warrantId: string },
): Promise<void> {
  const { assetId, companyId, personId, warrantId } = of;
  const document = digestLike('f');
  const encumbranceId = newId();
  await saveEncumbrances(tx, [encumbranceRow(assetId, personId, { id: encumbranceId })]);
  await saveEncumbranceSteps(tx, [
    { encumbranceId, kind: 'released', stepOn: '2026-03-01', document, personId },
  ]);
  await saveAdjustment(tx, {
    ...{ id: newId(), assetId, kind: 'correct', adjustedOn: '2026-03-01', document, reason: '示例' },
    ...{ voucherId: null, personId },
  });
  await saveDisposal(tx, {
    ...{ id: newId(), assetId, warrantId, manner: 'scrap', price: '0.00', counterparty: '示例回收站' },
    ...{ disposedOn: '2026-06-01', document, voucherId: null, personId },
  });
  await saveAssetDocument(tx, {
    ...{
      id: newId(),
      assetId,
      digest: document,
      title: '示例',
      kind: 'paper',
      takenOn: '2026-03-01',
      personId,
    },
  });
  await saveRun(tx, {
    ...{ id: newId(), organizationId: companyId, month: '2026-01-01', number: 1, assets: 0 },
    ...{ amount: '0.00', voucherId: null, personId },
  });
}

export const encumbranceRow = (
  assetId: string,
  personId: string,
  over: Partial<EncumbranceRow> = {},
): EncumbranceRow => ({
  id: newId(),
  assetId,
  kind: 'mortgage',
  holder: '示例银行',
  amount: '500.00',
  barsTransfer: true,
  barRegistered: false,
  registered: true,
  validFrom: '2026-02-01',
  document: digestLike('d'),
  originId: null,
  personId,
  ...over,
});
