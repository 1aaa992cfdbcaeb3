import type { LocalDate } from '../kernel/local-date.ts';
import { type Fen, fen } from '../kernel/money.ts';
import { type Area, area } from './land-area.ts';

/** How the land was acquired: granted 出让, allocated 划拨, contributed 作价出资, leased 租赁. */
export const landAcquisitions = ['granted', 'allocated', 'contributed', 'leased'] as const;
export type LandAcquisition = (typeof landAcquisitions)[number];

/** What can be recorded of a parcel, each on a day and with its paper. */
export const landFactKinds = [
  'started',
  'progress',
  'stopped',
  'resumed',
  'completed',
  'output_review',
  'government_cause',
  'rescheduled',
  'investigated',
  'determined',
  'fee',
  'fee_paid',
  'reclaimed',
  'released',
  'struck',
  'withdrawn',
] as const;
export type LandFactKind = (typeof landFactKinds)[number];

/** How land came to use again; what is taken back follows from the decision to reclaim. */
export const releaseWays = [
  'transfer',
  'added_investment',
  'replacement',
  'agreed_return',
  'judicial',
] as const;
export type ReleaseWay = (typeof releaseWays)[number];

type Need = 'required' | 'optional';
/** What an entry of each kind says besides its day and paper; a field not named is not given. */
export const landFactFields: Readonly<
  Record<
    LandFactKind,
    { readonly [F in 'area' | 'amount' | 'startBy' | 'completeBy' | 'way' | 'corrects']?: Need } & {
      readonly note: Need;
    }
  >
> = {
  started: { area: 'required', amount: 'optional', note: 'optional' },
  progress: { area: 'optional', amount: 'optional', note: 'optional' },
  stopped: { note: 'optional' },
  resumed: { note: 'optional' },
  completed: { note: 'optional' },
  output_review: { amount: 'required', note: 'optional' },
  government_cause: { note: 'required' },
  rescheduled: { startBy: 'required', completeBy: 'required', note: 'optional' },
  investigated: { note: 'optional' },
  determined: { note: 'optional' },
  fee: { amount: 'required', note: 'optional' },
  fee_paid: { amount: 'required', note: 'optional' },
  reclaimed: { note: 'optional' },
  released: { area: 'required', way: 'required', note: 'optional' },
  struck: { note: 'required' },
  withdrawn: { corrects: 'required', note: 'required' },
};

/** A parcel with what its performance agreement 履约监管协议 says of it. */
export type LandParcel = {
  readonly area: Area;
  readonly price: Fen;
  readonly grantedOn: LocalDate;
  readonly startBy: LocalDate;
  readonly completeBy: LocalDate;
  readonly requiredInvestment: Fen | null;
  /** Agreed for each 亩: investment, and tax in a year. */
  readonly investmentPerMu: Fen | null;
  readonly taxPerMu: Fen | null;
};

/**
 * An entry of a parcel's line. `area` is what was started so far, or was released; `amount` what was invested so far, the tax of
 * a year, a fee or a payment. An entry that corrects another stands in its place; `withdrawn` takes it away.
 */
export type LandFact = {
  readonly id: string;
  readonly index: number;
  readonly kind: LandFactKind;
  readonly day: LocalDate;
  readonly area: Area | null;
  readonly amount: Fen | null;
  readonly startBy: LocalDate | null;
  readonly completeBy: LocalDate | null;
  readonly way: ReleaseWay | null;
  readonly corrects: string | null;
};

/** The entries that stand, by day and, within a day, as they were recorded. */
export function standingLine<F extends LandFact>(facts: readonly F[]): F[] {
  const corrected = new Set(facts.map(({ corrects }) => corrects));
  return facts
    .filter(({ id, kind }) => kind !== 'withdrawn' && !corrected.has(id))
    .sort((a, b) => (a.day === b.day ? a.index - b.index : a.day < b.day ? -1 : 1));
}

/** How a parcel stands after the entries of a line. Notices and fees of the term are those since work or the agreed start moved. */
export type LandAt = {
  readonly startBy: LocalDate;
  readonly completeBy: LocalDate;
  readonly startedOn: LocalDate | null;
  readonly startedArea: Area;
  readonly invested: Fen | null;
  readonly stoppedOn: LocalDate | null;
  readonly completedOn: LocalDate | null;
  readonly tax: Fen | null;
  readonly governmentCauseOn: LocalDate | null;
  readonly investigatedOn: LocalDate | null;
  readonly determinedOn: LocalDate | null;
  readonly feeOn: LocalDate | null;
  readonly termFees: Fen;
  readonly fees: Fen;
  readonly paid: Fen;
  readonly released: Area;
  readonly reclaimedOn: LocalDate | null;
  readonly struckOn: LocalDate | null;
};

export const atGrant = ({ startBy, completeBy }: LandParcel): LandAt => ({
  ...{ startBy, completeBy, startedOn: null, startedArea: area(0n), invested: null, stoppedOn: null },
  ...{ completedOn: null, tax: null, governmentCauseOn: null, investigatedOn: null, determinedOn: null },
  ...{ feeOn: null, termFees: fen(0n), fees: fen(0n), paid: fen(0n), released: area(0n) },
  ...{ reclaimedOn: null, struckOn: null },
});

const none = { investigatedOn: null, determinedOn: null } as const;

const steps: Record<LandFactKind, (at: LandAt, fact: LandFact) => Partial<LandAt>> = {
  started: (at, { day, ...fact }) => ({ ...none, startedOn: day, ...worked(at, fact) }),
  progress: worked,
  stopped: (_, { day }) => ({ stoppedOn: day }),
  resumed: () => ({ ...none, stoppedOn: null }),
  completed: (_, { day }) => ({ completedOn: day, stoppedOn: null }),
  output_review: (_, { amount }) => ({ tax: amount }),
  government_cause: (_, { day }) => ({ governmentCauseOn: day }),
  rescheduled: (at, { startBy, completeBy }) => ({
    ...{ ...none, governmentCauseOn: null, feeOn: null, termFees: fen(0n) },
    ...{ startBy: startBy ?? at.startBy, completeBy: completeBy ?? at.completeBy },
  }),
  investigated: (_, { day }) => ({ investigatedOn: day }),
  determined: (_, { day }) => ({ determinedOn: day }),
  fee: (at, { day, amount }) => {
    const more = amount ?? 0n;
    return { feeOn: day, termFees: fen(at.termFees + more), fees: fen(at.fees + more) };
  },
  fee_paid: (at, { amount }) => ({ paid: fen(at.paid + (amount ?? 0n)) }),
  released: (at, fact) => ({ released: area(at.released + (fact.area ?? 0n)) }),
  reclaimed: (_, { day }) => ({ reclaimedOn: day }),
  struck: (_, { day }) => ({ struckOn: day }),
  withdrawn: () => ({}),
};

function worked(at: LandAt, fact: Pick<LandFact, 'area' | 'amount'>): Partial<LandAt> {
  return { startedArea: fact.area ?? at.startedArea, invested: fact.amount ?? at.invested };
}

/** The parcel after one more entry. */
export const after = (at: LandAt, fact: LandFact): LandAt => ({ ...at, ...steps[fact.kind](at, fact) });

/** The parcel at the end of a day. */
export const landOn = (parcel: LandParcel, facts: readonly LandFact[], on: LocalDate): LandAt =>
  standingLine(facts)
    .filter(({ day }) => day <= on)
    .reduce(after, atGrant(parcel));

/** Was the parcel registered in error? Then it is on no day's ledger. */
export const isStruck = (facts: readonly LandFact[]): boolean =>
  standingLine(facts).some(({ kind }) => kind === 'struck');
