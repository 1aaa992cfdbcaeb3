import { localDate } from '../kernel/local-date.ts';
import type { Band } from './catalogue-shape.ts';
import { catalogueV1 } from './catalogue-v1.ts';
import type { CatalogueVersion } from './catalogue-wire.ts';
import { canonicalValue } from './parameter.ts';
import { lookup, type Parameters } from './parameter-lookup.ts';
import { parameterOf } from './parameters-v1.ts';
import type { RouteInput } from './route-input.ts';

/** What a version is chosen by: the acceptance of the case, or a name. */
type Asked = { readonly acceptedOn?: string | undefined; readonly catalogue?: string | undefined };

/** The version of the catalogue that decides, and its figures. */
export type ParametersInForce = Parameters & {
  readonly version: string;
  /** Accepted before any version was in force: nothing in it may be used to decide. */
  readonly tooEarly: boolean;
  readonly because: string;
};

/** The version that decides a case, with the amount table of its matter. */
export type ChosenCatalogue = {
  readonly version: string;
  readonly bands: readonly Band[];
  readonly tooEarly: boolean;
  readonly because: string;
  readonly parameters: Parameters;
};

type Choice = { readonly version: CatalogueVersion; readonly tooEarly: boolean; readonly because: string };

const builtInVersion: CatalogueVersion = {
  version: catalogueV1.version,
  effectiveFrom: catalogueV1.effectiveFrom,
  bands: [],
};

function lastOf(versions: readonly CatalogueVersion[]): CatalogueVersion | null {
  let last: CatalogueVersion | null = null;
  for (const version of versions) {
    if (last === null || version.effectiveFrom >= last.effectiveFrom) last = version;
  }
  return last;
}

function choose(versions: readonly CatalogueVersion[], asked: Asked): Choice {
  const all = [builtInVersion, ...versions];
  const named = all.find((version) => version.version === asked.catalogue);
  if (named !== undefined) return { version: named, tooEarly: false, because: '按指定的目录版本' };
  const { acceptedOn } = asked;
  if (acceptedOn === undefined) {
    return { version: lastOf(all) ?? builtInVersion, tooEarly: false, because: '尚未受理，按最新目录版本' };
  }
  const current = lastOf(all.filter((version) => version.effectiveFrom <= acceptedOn));
  // A retroactive version that came after the one in force on acceptance reaches back to this case.
  const reachingBack = lastOf(
    all.filter(
      (version) =>
        version.retroactive === true && (current === null || version.effectiveFrom > current.effectiveFrom),
    ),
  );
  if (reachingBack !== null) return { version: reachingBack, tooEarly: false, because: '目录版本具有溯及力' };
  if (current === null) return { version: builtInVersion, tooEarly: true, because: '受理时尚无目录版本生效' };
  return { version: current, tooEarly: false, because: `按受理日 ${acceptedOn} 有效的目录版本` };
}

/** What a version sets, bands among it, each in its one form. */
export function valuesOf(version: Pick<CatalogueVersion, 'bands' | 'values'>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { matter, level, from } of version.bands) values[`${matter}.band.${level}`] = from;
  for (const [key, text] of Object.entries(version.values ?? {})) {
    const parameter = parameterOf(key);
    values[key] = (parameter === null ? null : canonicalValue(parameter, text)) ?? text;
  }
  return values;
}

/**
 * The figures that hold for a case: those of the version in force on its acceptance, before it those of the last, a
 * retroactive one's always; by name if one is asked for. Each version is laid over the built-in v1 alone, so its name
 * says it all.
 */
export function parametersOn(versions: readonly CatalogueVersion[], asked: Asked): ParametersInForce {
  const { version, tooEarly, because } = choose(versions, asked);
  return { ...lookup(valuesOf(version)), version: version.version, tooEarly, because };
}

/** Chooses the version for a case. */
export function chooseCatalogue(input: RouteInput): ChosenCatalogue {
  const parameters = parametersOn(input.catalogueVersions ?? [], input);
  const { version, tooEarly, because } = parameters;
  return { version, bands: parameters.bands(input.matter), tooEarly, because, parameters };
}

/** The day for which the rules are chosen: acceptance, else the company's decision. */
export function asOfDay(input: RouteInput): ReturnType<typeof localDate> {
  return localDate(input.acceptedOn ?? input.decidedOn);
}
