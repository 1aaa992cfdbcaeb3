import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import type { LocalDate } from '../kernel/local-date.ts';

/** What limits the right in an asset 权利限制. */
export const encumbranceKinds = [
  'mortgage',
  'pledge',
  'seizure',
  'lease',
  'priority_claim',
  'settlement',
  'dispute',
] as const;
export type EncumbranceKind = (typeof encumbranceKinds)[number];

/** What happens to it afterwards: its holder is told, consents, lets go. */
export const encumbranceSteps = ['notified', 'consented', 'released'] as const;
export type EncumbranceStep = (typeof encumbranceSteps)[number];

/** Whose holder is told of a transfer, and whose consent counts. */
const told: ReadonlySet<EncumbranceKind> = new Set(['mortgage', 'pledge', 'lease', 'priority_claim']);
const consenting: ReadonlySet<EncumbranceKind> = new Set(['mortgage', 'pledge']);
/** What a court or another authority puts on an asset; its notice may reach the committee first. */
const ofAuthorities: ReadonlySet<EncumbranceKind> = new Set(['seizure', 'dispute']);
/** While one of these stands, an asset is not sold. */
export const barsDisposal = (kind: EncumbranceKind): boolean => ofAuthorities.has(kind);
/** Which steps an encumbrance can have. */
export const stepsFor = (kind: EncumbranceKind): readonly EncumbranceStep[] =>
  encumbranceSteps.filter(
    (step) => step === 'released' || (step === 'notified' ? told : consenting).has(kind),
  );

/** Who records: the company that has the asset on its book, or the committee. */
export type Recorder = {
  readonly side: 'company' | 'committee';
  readonly organizationId: string;
  readonly today: LocalDate;
};
export type EncumberedAsset = {
  readonly code: string;
  readonly name: string;
  readonly bookId: string;
  readonly formedOn: LocalDate;
  readonly retiredOn: LocalDate | null;
};

type NotYours = Refusal<'ASSET_NOT_OWNED' | 'ENCUMBRANCE_NOT_YOURS'>;
function refuseRecorder(
  asset: EncumberedAsset,
  kind: EncumbranceKind,
  by: Recorder,
): Decision<null, NotYours> {
  const { code, name, bookId } = asset;
  if (bookId === by.organizationId) return accept(null);
  if (by.side === 'company') return refuse('ASSET_NOT_OWNED', { code, name });
  return ofAuthorities.has(kind) ? accept(null) : refuse('ENCUMBRANCE_NOT_YOURS', { code, name });
}

/**
 * May an encumbrance be recorded? By the holder of the book; seizures and disputes by the committee too. Refused beside:
 * ENCUMBRANCE_BAR_IMPOSSIBLE (a bar of transfer is agreed in a mortgage or pledge only, and registered only if agreed),
 * DAY_NOT_COME, ENCUMBRANCE_BEFORE_ASSET, ASSET_RETIRED.
 */
export function decideEncumbrance(
  asset: EncumberedAsset,
  asked: {
    readonly kind: EncumbranceKind;
    readonly barsTransfer: boolean;
    readonly barRegistered: boolean;
    readonly validFrom: LocalDate;
  },
  by: Recorder,
): Decision<
  null,
  | NotYours
  | Refusal<'ENCUMBRANCE_BAR_IMPOSSIBLE' | 'DAY_NOT_COME' | 'ENCUMBRANCE_BEFORE_ASSET' | 'ASSET_RETIRED'>
> {
  const { code, name, formedOn, retiredOn } = asset;
  const recorder = refuseRecorder(asset, asked.kind, by);
  if (recorder.outcome === 'refused') return recorder;
  if ((asked.barsTransfer && !consenting.has(asked.kind)) || (asked.barRegistered && !asked.barsTransfer))
    return refuse('ENCUMBRANCE_BAR_IMPOSSIBLE');
  if (asked.validFrom > by.today) return refuse('DAY_NOT_COME', { day: asked.validFrom });
  if (asked.validFrom < formedOn) return refuse('ENCUMBRANCE_BEFORE_ASSET', { code, name, day: formedOn });
  if (retiredOn !== null) return refuse('ASSET_RETIRED', { code, name, day: retiredOn });
  return accept(null);
}

/**
 * May a step of an encumbrance be recorded? Refused: as for the encumbrance itself, and ENCUMBRANCE_STEP_NOT_NEEDED,
 * ENCUMBRANCE_STEP_TWICE, ENCUMBRANCE_ENDED once it is released, ENCUMBRANCE_STEP_BEFORE it began.
 */
export function decideEncumbranceStep(
  asset: EncumberedAsset,
  encumbrance: {
    readonly kind: EncumbranceKind;
    readonly validFrom: LocalDate;
    readonly steps: readonly { readonly kind: EncumbranceStep; readonly on: LocalDate }[];
  },
  asked: { readonly kind: EncumbranceStep; readonly on: LocalDate },
  by: Recorder,
): Decision<
  null,
  | NotYours
  | Refusal<
      | 'DAY_NOT_COME'
      | 'ENCUMBRANCE_STEP_NOT_NEEDED'
      | 'ENCUMBRANCE_STEP_TWICE'
      | 'ENCUMBRANCE_STEP_BEFORE'
      | 'ENCUMBRANCE_ENDED'
    >
> {
  const recorder = refuseRecorder(asset, encumbrance.kind, by);
  if (recorder.outcome === 'refused') return recorder;
  if (!stepsFor(encumbrance.kind).includes(asked.kind)) return refuse('ENCUMBRANCE_STEP_NOT_NEEDED');
  const before = encumbrance.steps.find(({ kind }) => kind === asked.kind);
  if (before !== undefined) return refuse('ENCUMBRANCE_STEP_TWICE', { day: before.on });
  const released = encumbrance.steps.find(({ kind }) => kind === 'released');
  if (released !== undefined) return refuse('ENCUMBRANCE_ENDED', { day: released.on });
  if (asked.on > by.today) return refuse('DAY_NOT_COME', { day: asked.on });
  if (asked.on < encumbrance.validFrom)
    return refuse('ENCUMBRANCE_STEP_BEFORE', { day: encumbrance.validFrom });
  return accept(null);
}
