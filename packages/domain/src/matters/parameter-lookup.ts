import { assert } from '../kernel/assert.ts';
import { type Fen, parseYuan } from '../kernel/money.ts';
import { parseRatio, type Ratio } from '../kernel/ratio.ts';
import type { Band, ShareBand, Validity } from './catalogue-shape.ts';
import type { Prerequisite } from './catalogue-v1.ts';
import { type LadderLevel, ladder, type MatterSlug, type StepCode, stepCodes } from './matter-slug.ts';
import {
  type LevelReading,
  levelReadings,
  NO_TERM,
  namesIn,
  type Retention,
  retentions,
  type WholeKind,
} from './parameter.ts';
import { lineKey, stepKey } from './parameters-lines.ts';
import {
  type KeyOf,
  type LevelKey,
  type PlaceLevel,
  parameterOf,
  type ReportableKey,
} from './parameters-v1.ts';

/** The figures in force for one case, by key: what the version says, else what is built in. */
export type Parameters = {
  readonly amount: (key: KeyOf<'amount'>) => Fen;
  readonly ratio: (key: KeyOf<'share' | 'fraction'>) => Ratio;
  readonly whole: (key: KeyOf<WholeKind>) => number;
  readonly level: (key: LevelKey) => LadderLevel;
  readonly place: (key: ReportableKey) => PlaceLevel;
  readonly isOn: (key: KeyOf<'switch'>) => boolean;
  /** The wire form of any figure; null for a key that there is not. */
  readonly text: (key: string) => string | null;
  readonly bands: (slug: MatterSlug) => readonly Band[];
  readonly shareBands: (slug: MatterSlug) => readonly ShareBand[];
};

/** Looks figures up in values that have been checked. Bands may begin where the built-in table has none. */
export function lookup(values: Readonly<Record<string, string>>): Parameters {
  const text = (key: string): string | null =>
    (Object.hasOwn(values, key) ? values[key] : parameterOf(key)?.value) ?? null;
  const must = (key: string): string => {
    const value = text(key);
    assert(value !== null, `there is no figure ${key}`);
    return value;
  };
  return {
    amount: (key) => parseYuan(must(key)),
    ratio: (key) => parseRatio(must(key)),
    whole: (key) => Number(must(key)),
    level: (key) => must(key) as LadderLevel,
    place: (key) => must(key) as PlaceLevel,
    isOn: (key) => must(key) === 'yes',
    text,
    bands: (slug) =>
      ladder.flatMap((level) => {
        const from = text(`${slug}.band.${level}`);
        return from === null ? [] : [{ level, from: parseYuan(from) }];
      }),
    shareBands: (slug) =>
      ladder.flatMap((level) => {
        const share = text(`${slug}.share_band.${level}`);
        return share === null ? [] : [{ level, share: parseRatio(share) }];
      }),
  };
}

/** The figures as they are built in. */
export const builtIn: Parameters = lookup({});

function needOf(parameters: Parameters, slug: MatterSlug, variant: string | null, code: StepCode): string {
  const own = variant === null ? null : parameters.text(stepKey(slug, variant, code));
  return own ?? parameters.text(stepKey(slug, null, code)) ?? 'none';
}

/** The steps of a matter. `variant` is its type, mode, direction or kind; `calledFor` are required on the facts. */
export function prerequisitesOf(
  parameters: Parameters,
  slug: MatterSlug,
  variant: string | null,
  calledFor: readonly StepCode[] = [],
): Prerequisite[] {
  return stepCodes.flatMap((code): Prerequisite[] => {
    const need = needOf(parameters, slug, variant, code);
    if (need === 'required' || calledFor.includes(code)) return [{ code, need: 'required' }];
    return need === 'none' ? [] : [{ code, need: 'conditional' }];
  });
}

/** A figure of the line, or of its kind or mode where that has its own. */
function figureOf(
  parameters: Parameters,
  slug: MatterSlug,
  variant: string | null,
  figure: 'time_limit' | 'urgent_time_limit' | 'decision' | 'retention',
): string | null {
  const own = variant === null ? null : parameters.text(lineKey(slug, variant, figure));
  return own ?? parameters.text(lineKey(slug, null, figure));
}

/** Working days for the committee. Urgent takes its share of them (a part of a day counts as one), or the line names its own. */
export function timeLimitOf(
  parameters: Parameters,
  slug: MatterSlug,
  variant: string | null,
  urgent: boolean,
): number {
  const days = Number(figureOf(parameters, slug, variant, 'time_limit'));
  if (!urgent) return days;
  const own = figureOf(parameters, slug, variant, 'urgent_time_limit');
  if (own !== null) return Number(own);
  const { numerator, denominator } = parameters.ratio('procedure.urgent_share');
  return Math.max(1, Math.ceil((days * Number(numerator)) / Number(denominator)));
}

/** How long an approval of the matter holds. A kind or mode has its own or that of the line, as a whole. */
export function validityOf(parameters: Parameters, slug: MatterSlug, variant: string | null): Validity {
  const ownTerm = variant === null ? null : parameters.text(lineKey(slug, variant, 'validity_months'));
  const at = ownTerm === null ? null : variant;
  const months = ownTerm ?? parameters.text(lineKey(slug, null, 'validity_months'));
  const endOfYear = parameters.text(lineKey(slug, at, 'validity_end_of_year')) === 'yes';
  return {
    ...(months === NO_TERM ? {} : { months: Number(months) }),
    ...(endOfYear ? { endOfYear } : {}),
  };
}

/** Approved, or verified. `variant` is the kind or mode, or `bond` for the issue of a bond. */
export const decisionIn = (
  parameters: Parameters,
  slug: MatterSlug,
  variant: string | null,
): 'approve' | 'verify' =>
  figureOf(parameters, slug, variant, 'decision') === 'verify' ? 'verify' : 'approve';

/** How long a file of the matter is kept once it was approved. */
export const retentionIn = (parameters: Parameters, slug: MatterSlug, variant: string | null): Retention =>
  retentions.find((one) => one === figureOf(parameters, slug, variant, 'retention')) ?? 'permanent';

/** Whether the meeting that decides the matter needs the large quorum. */
export const needsLargeQuorum = (parameters: Parameters, slug: MatterSlug): boolean =>
  parameters.text(lineKey(slug, null, 'large_quorum')) === 'yes';

/** The papers that the matter asks for beside the general ones. */
export const ownMaterials = (parameters: Parameters, slug: MatterSlug): string[] =>
  namesIn(parameters.text(lineKey(slug, null, 'materials')) ?? '');

/** How deep a group may be, the group itself the first level, and by which holder a level is counted. */
export type LevelRule = { readonly limit: number; readonly basis: LevelReading };

export const levelRuleOf = (parameters: Parameters): LevelRule => ({
  limit: parameters.whole('procedure.group_levels'),
  basis: levelReadings.find((one) => one === parameters.text('procedure.level_reading')) ?? 'nearest',
});
