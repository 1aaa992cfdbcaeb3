import { insert, select, selectOne, table, update } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';

/** A version of the catalogue, laid over the built-in one; `content` is what it sets, by key. */
export type CatalogueVersionRow = {
  id: string;
  version: string;
  state: 'draft' | 'released' | 'withdrawn';
  /** Goes up with every change of the draft: who releases says which one was seen. */
  revision: number;
  effectiveFrom: string;
  retroactive: boolean;
  legalText: string | null;
  content: { values: Readonly<Record<string, string>> };
  draftedBy: string;
  draftedAt: Date;
  releasedBy: string | null;
  releasedOn: string | null;
  releasedAt: Date | null;
  withdrawnBy: string | null;
  withdrawnAt: Date | null;
};

const versions = table<CatalogueVersionRow>('catalogue_versions', {
  id: 'uuid',
  version: 'text',
  state: 'text',
  revision: 'integer',
  effectiveFrom: 'date',
  retroactive: 'boolean',
  legalText: 'text',
  content: 'json',
  draftedBy: 'uuid',
  draftedAt: 'time',
  releasedBy: 'uuid',
  releasedOn: 'date',
  releasedAt: 'time',
  withdrawnBy: 'uuid',
  withdrawnAt: 'time',
});

/** The catalogue changes by one act at a time: names and days are looked at before they are taken. */
export async function lockCatalogue(tx: Tx): Promise<void> {
  await query(tx, `SELECT pg_advisory_xact_lock(hashtextextended('catalogue', 4))`);
}

export const findCatalogueVersion = (tx: Tx, id: string): Promise<CatalogueVersionRow | null> =>
  selectOne(tx, versions, { id });
export const allCatalogueVersions = (tx: Tx): Promise<CatalogueVersionRow[]> =>
  select(tx, versions, {}, { order: [['effectiveFrom', 'DESC']] });
/** The released ones, the earliest first. */
export const releasedCatalogueVersions = (tx: Tx): Promise<CatalogueVersionRow[]> =>
  select(tx, versions, { state: 'released' }, { order: [['effectiveFrom', 'ASC']] });

type Draft = Omit<
  CatalogueVersionRow,
  'releasedBy' | 'releasedOn' | 'releasedAt' | 'withdrawnBy' | 'withdrawnAt'
>;
export const saveCatalogueDraft = (tx: Tx, row: Draft): Promise<void> => insert(tx, versions, row);
export const changeCatalogueVersion = (
  tx: Tx,
  id: string,
  set: Partial<CatalogueVersionRow>,
): Promise<number> => update(tx, versions, set, { id });
