import { localDate } from '../kernel/local-date.ts';
import { type Fen, parseYuan } from '../kernel/money.ts';
import type { Band } from './catalogue-shape.ts';
import { catalogueV1 } from './catalogue-v1.ts';
import { type LadderLevel, ladder } from './matter-slug.ts';
import type { RouteInput } from './route-input.ts';

type Version = NonNullable<RouteInput['catalogueVersions']>[number];

/** The version of the catalogue that decides: its name and the amount table of the matter in it. */
export type ChosenCatalogue = {
  readonly version: string;
  readonly bands: readonly Band[];
  /** Accepted before any version was in force: nothing in the table may be used to decide. */
  readonly tooEarly: boolean;
  readonly because: string;
};

type Choice = { readonly version: Version; readonly tooEarly: boolean; readonly because: string };

const builtIn: Version = {
  version: catalogueV1.version,
  effectiveFrom: catalogueV1.effectiveFrom,
  bands: [],
};

function lastOf(versions: readonly Version[]): Version | null {
  let last: Version | null = null;
  for (const version of versions) {
    if (last === null || version.effectiveFrom >= last.effectiveFrom) last = version;
  }
  return last;
}

function choose(input: RouteInput): Choice {
  const all = [builtIn, ...(input.catalogueVersions ?? [])];
  const named = all.find((version) => version.version === input.catalogue);
  if (named !== undefined) return { version: named, tooEarly: false, because: '按指定的目录版本' };
  const { acceptedOn } = input;
  if (acceptedOn === undefined) {
    return { version: lastOf(all) ?? builtIn, tooEarly: false, because: '尚未受理，按最新目录版本' };
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
  if (current === null) return { version: builtIn, tooEarly: true, because: '受理时尚无目录版本生效' };
  return { version: current, tooEarly: false, because: `按受理日 ${acceptedOn} 有效的目录版本` };
}

/** Chooses the version for a case. Each version is laid over the built-in v1 alone, so its name says it all. */
export function chooseCatalogue(input: RouteInput): ChosenCatalogue {
  const { version, tooEarly, because } = choose(input);
  const from = new Map<LadderLevel, Fen>();
  for (const band of catalogueV1.lines[input.matter].bands) from.set(band.level, band.from);
  for (const band of version.bands) {
    if (band.matter === input.matter) from.set(band.level, parseYuan(band.from));
  }
  const bands = ladder.flatMap((level) => {
    const start = from.get(level);
    return start === undefined ? [] : [{ level, from: start }];
  });
  return { version: version.version, bands, tooEarly, because };
}

/** The day for which the rules are chosen: acceptance, else the company's decision. */
export function asOfDay(input: RouteInput): ReturnType<typeof localDate> {
  return localDate(input.acceptedOn ?? input.decidedOn);
}
