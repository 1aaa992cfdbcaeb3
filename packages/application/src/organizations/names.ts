import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { clustersOn, organizationsOn } from '@guanyun/db/organizations/organization.store.ts';
import { personsById } from '@guanyun/db/organizations/person.store.ts';

export type Ref = { id: string; name: string };
/** An organisation whose name the sources do not give stays without one; the page says so. */
export type OrganizationRef = Ref & { nameStatus: 'known' | 'tentative' | 'unknown' };

/** Names of organisations as they were on a day. */
export async function organizationNames(tx: Tx, on: string): Promise<(id: string) => OrganizationRef> {
  const rows = new Map(
    (await organizationsOn(tx, on)).map((o) => [
      o.id,
      { id: o.id, name: o.name ?? '', nameStatus: o.nameStatus },
    ]),
  );
  return (id) => rows.get(id) ?? { id, name: '', nameStatus: 'unknown' };
}

export async function personNames(tx: Tx, ids: readonly string[]): Promise<(id: string) => Ref> {
  const rows = new Map((await personsById(tx, [...new Set(ids)])).map((p) => [p.id, p.name]));
  return (id) => ({ id, name: rows.get(id) ?? '' });
}

/** Whose names stand under these signatures. */
export const signers = (rows: readonly { personId: string; onBehalfPersonId: string | null }[]): string[] =>
  rows.flatMap((row) =>
    row.onBehalfPersonId === null ? [row.personId] : [row.personId, row.onBehalfPersonId],
  );

export async function clusterNames(tx: Tx, on: string): Promise<(id: string) => Ref> {
  const rows = new Map((await clustersOn(tx, on)).map((c) => [c.id, c.name]));
  return (id) => ({ id, name: rows.get(id) ?? '' });
}
