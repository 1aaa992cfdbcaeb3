import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  allCatalogueVersions,
  type CatalogueVersionRow,
  releasedCatalogueVersions,
} from '@guanyun/db/matters/catalogue.store.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { type ParametersInForce, parametersOn } from '@guanyun/domain/matters/catalogue-versions.ts';
import type { CatalogueVersion } from '@guanyun/domain/matters/catalogue-wire.ts';
import type { CatalogueStanding } from '@guanyun/domain/matters/decide-catalogue.ts';

/** A version as the rules take it: its bands are values like the others. */
const wireOf = (row: CatalogueVersionRow): CatalogueVersion => ({
  version: row.version,
  effectiveFrom: row.effectiveFrom,
  ...(row.retroactive ? { retroactive: true } : {}),
  bands: [],
  values: { ...row.content.values },
});

/** A version as the decisions take it. */
export const standingOf = (row: CatalogueVersionRow): CatalogueStanding => ({
  id: row.id,
  version: row.version,
  state: row.state,
  revision: row.revision,
  effectiveFrom: localDate(row.effectiveFrom),
  retroactive: row.retroactive,
  legalText: row.legalText,
  values: row.content.values,
  draftedBy: row.draftedBy,
});

/**
 * The released versions as the rules take them, as far as they have begun by that day: a case that is not accepted yet
 * is judged by what is in force now, and not by what has only been announced.
 */
export async function readCatalogueVersions(tx: Tx, on: LocalDate): Promise<CatalogueVersion[]> {
  const released = await releasedCatalogueVersions(tx);
  return released.filter((row) => row.effectiveFrom <= on).map(wireOf);
}

/** The catalogue as a rule is asked under it: what has begun by that day, and the acceptance that chooses among it. */
export type CatalogueAt = { readonly catalogueVersions: CatalogueVersion[]; readonly acceptedOn?: string };
export const catalogueAt = async (
  tx: Tx,
  on: LocalDate,
  acceptedOn: string | null,
): Promise<CatalogueAt> => ({
  catalogueVersions: await readCatalogueVersions(tx, on),
  ...(acceptedOn === null ? {} : { acceptedOn }),
});

/** The figures in force: those of a case by its acceptance, without one those of the day. */
export async function readParameters(
  tx: Tx,
  on: LocalDate,
  acceptedOn: LocalDate | null = null,
): Promise<ParametersInForce> {
  return parametersOn(await readCatalogueVersions(tx, on), acceptedOn === null ? {} : { acceptedOn });
}

/** What a version replaces: the released one in force on the day on which it begins; nothing for the built-in one. */
export async function replacedBy(tx: Tx, row: CatalogueVersionRow): Promise<CatalogueVersionRow | null> {
  const earlier = (await allCatalogueVersions(tx)).filter(
    (one) => one.state === 'released' && one.id !== row.id && one.effectiveFrom <= row.effectiveFrom,
  );
  return earlier[0] ?? null;
}
