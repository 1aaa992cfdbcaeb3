import { matterSlugs } from '@guanyun/domain/matters/matter-slug.ts';
import { newEvent, saveEquityEvent } from '../equity/equity.store.ts';
import { saveDocument } from '../evidence/request.store.ts';
import type { Tx } from '../kernel/transaction.ts';
import { saveMandate } from '../organizations/organization.store.ts';
import { digestLike, newId, someCompany, somePerson, unique } from './builders.ts';

/** Enters what a holder put into a company when it was founded. */
export const someHolding = (
  tx: Tx,
  holding: { targetId: string; toId: string; subscribed?: string },
): Promise<void> =>
  saveEquityEvent(
    tx,
    newEvent({
      ...{ id: newId(), kind: 'establish', targetId: holding.targetId, toId: holding.toId },
      ...{ subscribed: holding.subscribed ?? '1000.00', decidedOn: '2020-01-01', registerOn: '2020-01-01' },
      ...{ exemption: 'opening', source: 'illustrative', recordedAt: new Date('2026-01-01T00:00:00Z') },
    }),
  );

export type SmallZone = {
  readonly sasac: string;
  /** First tier, the state's alone, a thousand million yuan of net assets. */
  readonly group: string;
  /** Wholly the group's, as its sister. */
  readonly sub: string;
  readonly sister: string;
  /** Three fifths the group's. */
  readonly mixed: string;
  /** A document that every company has handed in. */
  readonly digest: string;
};

/** A zone with one group of the state, under a mandate for all fourteen matters in 2026. */
export async function smallZone(tx: Tx, digest = digestLike('d')): Promise<SmallZone> {
  const netAssets = { netAssets: '1000000000.00', netAssetsOn: '2025-12-31' };
  const body = { form: null, tier: null } as const;
  const sasac = await someCompany(tx, { ...body, kind: 'sasac' });
  const committee = await someCompany(tx, { ...body, kind: 'committee' });
  const group = await someCompany(tx, netAssets);
  const below = { ...netAssets, tier: 2, form: 'limited' } as const;
  const sub = await someCompany(tx, below);
  const sister = await someCompany(tx, below);
  const mixed = await someCompany(tx, below);
  await someHolding(tx, { targetId: group, toId: sasac });
  for (const targetId of [sub, sister]) await someHolding(tx, { targetId, toId: group });
  await someHolding(tx, { targetId: mixed, toId: group, subscribed: '600.00' });
  await someHolding(tx, { targetId: mixed, toId: await someCompany(tx, { tier: 3 }), subscribed: '400.00' });
  await saveMandate(tx, {
    id: newId(),
    number: unique('委'),
    fromId: sasac,
    toId: committee,
    matters: [...matterSlugs],
    deliberateOnly: [],
    companies: null,
    limitAmount: null,
    validFrom: '2026-01-01',
    validTo: '2026-12-31',
    source: 'illustrative',
  });
  const uploadedBy = await somePerson(tx);
  for (const organizationId of [group, sub, sister])
    await saveDocument(tx, {
      digest,
      name: '示例.pdf',
      size: '1',
      mediaType: 'application/pdf',
      organizationId,
      uploadedBy,
    });
  return { sasac, group, sub, sister, mixed, digest };
}
