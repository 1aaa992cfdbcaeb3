import type { AssetView } from '@guanyun/db/assets/asset.store.ts';
import { encumbrancesOn, type StandingEncumbrance } from '@guanyun/db/assets/encumbrance.store.ts';
import type { OrderRow } from '@guanyun/db/assets/orders.model.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { assetTransferable } from '@guanyun/domain/assets/asset-transferable.ts';
import { conditionOf } from '@guanyun/domain/assets/condition-of.ts';
import { accountsOf } from '@guanyun/domain/assets/transfer-accounts.ts';
import type { Finding, Reason } from '@guanyun/domain/kernel/basis.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
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

/** What lies in several clusters goes to none of their companies before it is split by agreement. */
function acrossClusters({ particulars }: AssetView): Finding[] {
  if ((particulars.spans ?? '') === '') return [];
  return [{ code: 'CROSS_CLUSTER', because: `跨组团（${particulars.spans}），须先按分割协议拆分` }];
}

type Known = { readonly encumbrances: readonly StandingEncumbrance[]; readonly idle: boolean };

/** What the law says of a line on its path: public-benefit assets are handed over for upkeep and nothing more. */
function judgeLine(asset: AssetView, known: Known, path: OrderRow['path'], on: LocalDate): LineVerdict {
  const standing = known.encumbrances.map(
    ({ kind, barsTransfer, barRegistered, consentedOn, notifiedOn }) => ({
      ...{
        kind,
        barsTransfer,
        barRegistered,
        consentedOn: dayOf(consentedOn),
        notifiedOn: dayOf(notifiedOn),
      },
    }),
  );
  const condition = conditionOf(asset, standing, on);
  const answer = assetTransferable({ asset: { ...condition, idle: condition.idle || known.idle }, path, on });
  const { custodyOnly } = answer;
  const spared = new Set(custodyOnly ? ['PUBLIC_BENEFIT', 'CUSTODY_ONLY'] : []);
  const blocks = [
    ...answer.blocks.filter(({ code }) => !spared.has(code)),
    ...acrossClusters(asset),
    ...(custodyOnly ? [] : withoutAccount(asset)),
  ];
  const named = new Set([...blocks, ...answer.warnings].map(({ code }) => code));
  const lacking = named.has('DATA_INSUFFICIENT');
  const reasons = answer.reasons.filter(
    ({ rule, outcome }) => named.has(rule) || (lacking && outcome === 'data_insufficient'),
  );
  return { custodyOnly, warnings: answer.warnings, blocks, reasons };
}

const dayOf = (day: string | null): LocalDate | null => (day === null ? null : localDate(day));

/** Each line judged by its card, what stands on it and the land it is, on a day. */
export async function judgeLines(
  tx: Tx,
  assets: readonly AssetView[],
  { path, on }: { readonly path: OrderRow['path']; readonly on: LocalDate },
): Promise<ReadonlyMap<string, LineVerdict>> {
  const ids = assets.map(({ id }) => id);
  const idle = await idleParcels(tx, on, ids);
  const burdens = Map.groupBy(await encumbrancesOn(tx, on, ids), ({ assetId }) => assetId);
  return new Map(
    assets.map((asset) => {
      const known = { encumbrances: burdens.get(asset.id) ?? [], idle: idle.has(asset.id) };
      return [asset.id, judgeLine(asset, known, path, on)];
    }),
  );
}
