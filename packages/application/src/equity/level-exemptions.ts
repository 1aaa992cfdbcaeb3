import { allLevelExemptions, type LevelExemptionRow } from '@guanyun/db/equity/level-exemption.store.ts';
import { findDocument } from '@guanyun/db/evidence/request.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  exemptionState,
  exemptOn,
  type LevelCheck,
  type LevelExemption,
} from '@guanyun/domain/equity/level-check.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { levelRuleOf } from '@guanyun/domain/matters/parameter-lookup.ts';
import { parameterOf } from '@guanyun/domain/matters/parameters-v1.ts';
import { businessDay } from '../kernel/deps.ts';
import { readParameters } from '../matters/catalogue-versions.ts';
import { personNames } from '../organizations/names.ts';

/** An exemption as the rules take it, with its row. */
export type KnownExemption = LevelExemption & { readonly row: LevelExemptionRow };

/** An exemption as far as it was known by the end of a day: before its ending was recorded it was not ended. */
export const exemptionOf = (row: LevelExemptionRow, knownOn: LocalDate | null = null): KnownExemption => {
  const { companyId, endedOn, endedAt } = row;
  const known = endedAt !== null && (knownOn === null || businessDay(endedAt) <= knownOn);
  return {
    ...{ companyId, validFrom: localDate(row.validFrom), validTo: localDate(row.validTo) },
    ...{ endedOn: endedOn !== null && known ? localDate(endedOn) : null, row },
  };
};

/** What levels are judged by on a day, with every exemption known by the end of another, and the figures' version. */
export type LevelsOn = LevelCheck & {
  readonly exempt: ReadonlyMap<string, KnownExemption>;
  readonly exemptions: readonly KnownExemption[];
  readonly version: string;
};

export async function levelsOn(tx: Tx, on: LocalDate, knownOn: LocalDate | null = null): Promise<LevelsOn> {
  const parameters = await readParameters(tx, on);
  const exemptions = (await allLevelExemptions(tx))
    .filter((row) => knownOn === null || businessDay(row.recordedAt) <= knownOn)
    .map((row) => exemptionOf(row, knownOn));
  const exempt = exemptOn(exemptions, on);
  return { ...levelRuleOf(parameters), version: parameters.version, exemptions, exempt };
}

/** Who reads a paper gets its link; everybody else its name. */
const paperOf = async (tx: Tx, digest: string, name: string) => ({
  name,
  digest: (await findDocument(tx, digest)) === null ? null : digest,
});

async function shownExemption(tx: Tx, on: LocalDate, one: KnownExemption, nameOf: (id: string) => string) {
  const { row, companyId, validFrom, validTo, endedOn } = one;
  return {
    ...{ id: row.id, companyId, validFrom, validTo, endedOn, because: row.because },
    state: exemptionState(one, on),
    paper: await paperOf(tx, row.document, row.documentName),
    recorded: { by: nameOf(row.recordedBy), at: row.recordedAt.toISOString() },
    ending:
      endedOn === null || row.endDocument === null
        ? null
        : {
            because: row.endBecause ?? '',
            paper: await paperOf(tx, row.endDocument, row.endDocumentName ?? ''),
            by: nameOf(row.endedBy ?? ''),
          },
  };
}

/** The level check as the structure shows it: the figures with their sources, and every exemption with its papers. */
export async function shownLevels(tx: Tx, on: LocalDate, levels: LevelsOn) {
  const { limit, basis, version, exemptions } = levels;
  const names = await personNames(
    tx,
    exemptions.flatMap(({ row }) => [row.recordedBy, ...(row.endedBy === null ? [] : [row.endedBy])]),
  );
  const shown: Awaited<ReturnType<typeof shownExemption>>[] = [];
  for (const one of exemptions) shown.push(await shownExemption(tx, on, one, (id) => names(id).name));
  return {
    ...{ limit, basis, version },
    sources: ['procedure.group_levels', 'procedure.level_reading'].flatMap((key) => {
      const figure = parameterOf(key);
      return figure === null
        ? []
        : [{ title: figure.title, from: figure.effectiveFrom, basis: figure.basis }];
    }),
    exemptions: shown,
  };
}
