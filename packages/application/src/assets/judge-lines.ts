import type { AssetView } from '@guanyun/db/assets/asset.store.ts';
import type { OrderRow } from '@guanyun/db/assets/orders.model.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { assetTransferableRule } from '@guanyun/domain/assets/asset-transferable.rule.ts';
import { accountsOf } from '@guanyun/domain/assets/transfer-accounts.ts';
import type { Finding, Reason } from '@guanyun/domain/kernel/basis.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { ask } from '../kernel/ask.ts';
import { idleParcels } from './idle-parcels.ts';
import { netOf } from './read-assets.ts';

/** May, may not or warn of one line; with `custodyOnly` it goes, and only its upkeep. */
export type LineVerdict = {
  readonly blocks: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly custodyOnly: boolean;
  /** What was found, with the law it rests on. */
  readonly reasons: readonly Reason[];
};

/** Classes that have no account and no amount either move with their list alone. */
function withoutAccount(asset: AssetView): Finding[] {
  if (asset.publicBenefit || netOf(asset) === '0.00') return [];
  if (accountsOf('company', asset) !== null) return [];
  return [{ code: 'NO_ACCOUNT', because: '该类别没有划转科目，须另行处理' }];
}

/** What the law says of each line on its path: public-benefit assets are handed over for upkeep and nothing more. */
function judgeLine(asset: AssetView, idle: boolean, path: OrderRow['path'], on: LocalDate): LineVerdict {
  const answer = ask(assetTransferableRule, {
    asset: { class: asset.class, publicBenefit: asset.publicBenefit, idle },
    path: path === 'P4' ? 'P4' : path,
    on,
  });
  const custodyOnly = answer.custodyOnly || path === 'P4';
  const blocks = custodyOnly
    ? answer.blocks.filter(({ code }) => code !== 'PUBLIC_BENEFIT' && code !== 'CUSTODY_ONLY')
    : answer.blocks;
  const found = [...blocks, ...(custodyOnly ? [] : withoutAccount(asset))];
  const named = new Set([...found, ...answer.warnings].map(({ code }) => code));
  const reasons = answer.reasons.filter(
    ({ rule, outcome }) => named.has(rule) || outcome === 'data_insufficient',
  );
  return { custodyOnly, warnings: answer.warnings, blocks: found, reasons };
}

/** Each line judged by its card as it stands on a day. */
export async function judgeLines(
  tx: Tx,
  assets: readonly AssetView[],
  { path, on }: { readonly path: OrderRow['path']; readonly on: LocalDate },
): Promise<ReadonlyMap<string, LineVerdict>> {
  const idle = await idleParcels(
    tx,
    on,
    assets.map(({ id }) => id),
  );
  return new Map(assets.map((asset) => [asset.id, judgeLine(asset, idle.has(asset.id), path, on)]));
}
