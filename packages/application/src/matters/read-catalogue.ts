import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  allCatalogueVersions,
  type CatalogueVersionRow,
  findCatalogueVersion,
} from '@guanyun/db/matters/catalogue.store.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { catalogueV1 } from '@guanyun/domain/matters/catalogue-v1.ts';
import { type CatalogueStanding, differenceOf } from '@guanyun/domain/matters/decide-catalogue.ts';
import { matterSlugs } from '@guanyun/domain/matters/matter-slug.ts';
import { isChangeable, type Parameter } from '@guanyun/domain/matters/parameter.ts';
import {
  lookup,
  ownMaterials,
  type Parameters,
  prerequisitesOf,
  timeLimitOf,
  validityOf,
} from '@guanyun/domain/matters/parameter-lookup.ts';
import { parametersV1 } from '@guanyun/domain/matters/parameters-v1.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { personNames } from '../organizations/names.ts';
import { readParameters, replacedBy } from './catalogue-versions.ts';

/** What the next version will say of a figure, and from when. */
type Coming = { readonly value: string; readonly from: string; readonly version: string };
/** A figure with its value in force, its source, and what is announced for it. */
export type Figure = Omit<Parameter, 'effectiveFrom'> & {
  readonly builtIn: string;
  readonly changeable: boolean;
  readonly coming: Coming | null;
};

const mayDraft = (actor: Actor): boolean => actor.post.kind === 'catalogue_admin';

function figuresOf(parameters: Parameters, announced: readonly CatalogueVersionRow[]): Figure[] {
  return parametersV1.map(({ effectiveFrom: _start, ...parameter }) => {
    const value = parameters.text(parameter.key) ?? parameter.value;
    const coming = announced.flatMap((row): Coming[] => {
      const next = lookup(row.content.values).text(parameter.key) ?? parameter.value;
      return next === value ? [] : [{ value: next, from: row.effectiveFrom, version: row.version }];
    });
    return {
      ...parameter,
      value,
      builtIn: parameter.value,
      changeable: isChangeable(parameter),
      coming: coming[0] ?? null,
    };
  });
}

async function figuresOn(tx: Tx, on: LocalDate) {
  const parameters = await readParameters(tx, on);
  const announced = (await allCatalogueVersions(tx))
    .filter((row) => row.state === 'released' && row.effectiveFrom > on)
    .toReversed();
  return { parameters, figures: figuresOf(parameters, announced) };
}

/** The fourteen as they are in force today, each with its sources and every figure. */
export function readCatalogue(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const { parameters, figures } = await figuresOn(tx, today(deps));
    return matterSlugs.map((slug) => {
      const line = catalogueV1.lines[slug];
      return {
        slug,
        title: line.title,
        proposer: line.proposer,
        timeLimitDays: timeLimitOf(parameters, slug, null, false),
        validity: validityOf(parameters, slug, null),
        prerequisites: prerequisitesOf(parameters, slug, null),
        materials: ownMaterials(parameters, slug),
        basis: line.basis,
        figures: figures.filter((figure) => figure.matter === slug),
        version: parameters.version,
      };
    });
  });
}

/** Every figure of the fourteen and of the procedure, in force today, and the names of the lines. */
export function readFigures(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    const { parameters, figures } = await figuresOn(tx, on);
    return {
      on,
      version: parameters.version,
      lines: matterSlugs.map((slug) => {
        const { title, proposer, basis } = catalogueV1.lines[slug];
        return { slug, title, proposer, basis };
      }),
      figures,
    };
  });
}

type Names = (id: string) => { name: string };

const lineOf = (row: CatalogueVersionRow, names: Names) => ({
  id: row.id,
  version: row.version,
  state: row.state,
  revision: row.revision,
  effectiveFrom: row.effectiveFrom,
  retroactive: row.retroactive,
  legalText: row.legalText,
  changes: Object.keys(row.content.values).length,
  drafted: { by: names(row.draftedBy).name, at: row.draftedAt.toISOString() },
  released:
    row.releasedBy === null || row.releasedAt === null
      ? null
      : { by: names(row.releasedBy).name, at: row.releasedAt.toISOString() },
});

const namesIn = (tx: Tx, rows: readonly CatalogueVersionRow[]): Promise<Names> =>
  personNames(
    tx,
    rows.flatMap((row) => [row.draftedBy, ...(row.releasedBy === null ? [] : [row.releasedBy])]),
  );

/** The versions, the latest first; drafts only for who keeps the catalogue. */
export function listCatalogueVersions(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const seen: readonly CatalogueStanding['state'][] = mayDraft(actor)
      ? ['draft', 'released']
      : ['released'];
    const rows = (await allCatalogueVersions(tx)).filter((row) => seen.includes(row.state));
    const names = await namesIn(tx, rows);
    return rows.map((row) => lineOf(row, names));
  });
}

/** One version with all that it sets, and how it differs from the one in force on the day on which it begins. */
export function readCatalogueVersion(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const row = found(await findCatalogueVersion(tx, id), 'catalogue version');
    if (row.state !== 'released') found(mayDraft(actor) ? row : null, 'catalogue version');
    const before = await replacedBy(tx, row);
    const own = row.draftedBy === actor.person.id;
    return {
      ...lineOf(row, await namesIn(tx, [row])),
      values: row.content.values,
      replaces: before?.version ?? catalogueV1.version,
      difference: differenceOf(before?.content.values ?? {}, row.content.values),
      may: row.state === 'draft' && mayDraft(actor) ? { revise: own, discard: true, release: !own } : null,
    };
  });
}
