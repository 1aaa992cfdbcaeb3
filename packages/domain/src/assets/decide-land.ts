import { accept, type Decision, type Refusal, type Refused, refuse } from '../kernel/decision.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { formatYuan } from '../kernel/money.ts';
import { area, formatArea } from './land-area.ts';
import { after, atGrant, type LandAt, type LandFact, type LandParcel, standingLine } from './land-line.ts';
import { ruleOn } from './land-state.ts';

type Refusals = Refusal<
  | 'DAY_NOT_COME'
  | 'LAND_ASSET_WRONG'
  | 'LAND_DATES_WRONG'
  | 'LAND_PARCEL_TAKEN'
  | 'LAND_SETTLED'
  | 'LAND_CORRECTION_WRONG'
  | 'LAND_BEFORE_GRANT'
  | 'LAND_NOT_STARTED'
  | 'LAND_NOT_STOPPED'
  | 'LAND_NOT_COMPLETED'
  | 'LAND_RECORDED_ALREADY'
  | 'LAND_AREA_EXCEEDED'
  | 'LAND_NOT_IDLE'
  | 'LAND_FEE_NOT_DUE'
  | 'LAND_FEE_TOO_HIGH'
  | 'LAND_FEE_NOT_OWED'
  | 'LAND_NOT_RECLAIMABLE'
>;

/**
 * May the parcel go on the ledger? Refused: DAY_NOT_COME; LAND_DATES_WRONG unless granted, started and completed in this order;
 * LAND_ASSET_WRONG when the asset it names is none of class land; LAND_PARCEL_TAKEN while another parcel of this number is live.
 */
export function decideLandParcel(
  parcel: Pick<LandParcel, 'grantedOn' | 'startBy' | 'completeBy'>,
  found: { readonly number: string; readonly taken: boolean; readonly assetClass: string | null | undefined },
  today: LocalDate,
): Decision<null, Refusals> {
  if (parcel.grantedOn > today) return refuse('DAY_NOT_COME', { day: parcel.grantedOn });
  if (parcel.grantedOn > parcel.startBy || parcel.startBy > parcel.completeBy)
    return refuse('LAND_DATES_WRONG');
  if (found.assetClass !== undefined && found.assetClass !== 'land') return refuse('LAND_ASSET_WRONG');
  if (found.taken) return refuse('LAND_PARCEL_TAKEN', { number: found.number });
  return accept(null);
}

type Check = (parcel: LandParcel, at: LandAt, fact: LandFact) => Refused<Refusals> | null;
const day = ({ day: on, kind }: LandFact) => ({ day: on, kind });

const once =
  (held: (at: LandAt) => unknown): Check =>
  (_, at, fact) =>
    held(at) === null ? null : refuse('LAND_RECORDED_ALREADY', day(fact));
const onceStarted: Check = (_, at, fact) =>
  at.startedOn === null ? refuse('LAND_NOT_STARTED', day(fact)) : null;
const withinArea: Check = (parcel, _, fact) =>
  fact.area !== null && fact.area > parcel.area
    ? refuse('LAND_AREA_EXCEEDED', { left: formatArea(parcel.area) })
    : null;
const all =
  (...checks: readonly Check[]): Check =>
  (parcel, at, fact) => {
    for (const check of checks) {
      const refused = check(parcel, at, fact);
      if (refused !== null) return refused;
    }
    return null;
  };

const feeLawful: Check = (parcel, at, fact) => {
  const whole = at.released >= parcel.area || at.completedOn !== null;
  const { fee } = ruleOn(parcel, at, fact.day);
  if (whole || fee === 0n) return refuse('LAND_FEE_NOT_DUE', day(fact));
  if ((fact.amount ?? 0n) + at.termFees > fee) return refuse('LAND_FEE_TOO_HIGH', { fee: formatYuan(fee) });
  return null;
};
const feeOwed: Check = (_, at, fact) =>
  at.paid + (fact.amount ?? 0n) > at.fees ? refuse('LAND_FEE_NOT_OWED', day(fact)) : null;
const reclaimLawful: Check = (parcel, at, fact) => {
  const whole = at.released >= parcel.area || at.completedOn !== null;
  return whole || !ruleOn(parcel, at, fact.day).reclaim ? refuse('LAND_NOT_RECLAIMABLE', day(fact)) : null;
};
const idleThen: Check = (parcel, at, fact) =>
  at.completedOn !== null || ruleOn(parcel, at, fact.day).idle === false
    ? refuse('LAND_NOT_IDLE', day(fact))
    : null;
const releaseLeft: Check = (parcel, at, fact) =>
  at.released + (fact.area ?? 0n) > parcel.area
    ? refuse('LAND_AREA_EXCEEDED', { left: formatArea(area(parcel.area - at.released)) })
    : null;
const rescheduled: Check = (_, __, fact) =>
  fact.startBy !== null &&
  fact.completeBy !== null &&
  fact.startBy <= fact.completeBy &&
  fact.day <= fact.completeBy
    ? null
    : refuse('LAND_DATES_WRONG');
const free: Check = () => null;

const checks: Record<LandFact['kind'], Check> = {
  started: all(
    once((at) => at.startedOn),
    withinArea,
  ),
  progress: all(onceStarted, withinArea),
  stopped: all(
    onceStarted,
    once((at) => at.stoppedOn ?? at.completedOn),
  ),
  resumed: (_, at, fact) => (at.stoppedOn === null ? refuse('LAND_NOT_STOPPED', day(fact)) : null),
  completed: all(
    onceStarted,
    once((at) => at.completedOn),
  ),
  output_review: (_, at, fact) => (at.completedOn === null ? refuse('LAND_NOT_COMPLETED', day(fact)) : null),
  government_cause: once((at) => at.governmentCauseOn),
  rescheduled,
  investigated: free,
  determined: idleThen,
  fee: feeLawful,
  fee_paid: feeOwed,
  reclaimed: reclaimLawful,
  released: releaseLeft,
  struck: free,
  withdrawn: free,
};

/** Goes through the line as it would stand, entry by entry: each must have been lawful on its day. */
function refusedIn(parcel: LandParcel, line: readonly LandFact[]): Refused<Refusals> | null {
  let at = atGrant(parcel);
  for (const fact of line) {
    if (fact.day < parcel.grantedOn) return refuse('LAND_BEFORE_GRANT', { day: parcel.grantedOn });
    if (at.reclaimedOn !== null || at.struckOn !== null) return refuse('LAND_SETTLED', day(fact));
    const refused = checks[fact.kind](parcel, at, fact);
    if (refused !== null) return refused;
    at = after(at, fact);
  }
  return null;
}

/**
 * May this be recorded of the parcel? Refused: DAY_NOT_COME; LAND_CORRECTION_WRONG for a correction of nothing that stands, or
 * of another kind; LAND_SETTLED once the land is taken back or the registration struck, until that is itself corrected; and
 * whatever would make an entry of the line unlawful on its day: before the grant, a fee the rule does not impose or above it, a
 * reclaim too early, an area beyond the parcel, work that goes on without having begun.
 */
export function decideLandFact(
  parcel: LandParcel,
  facts: readonly LandFact[],
  fact: LandFact,
  today: LocalDate,
): Decision<null, Refusals> {
  if (fact.day > today) return refuse('DAY_NOT_COME', { day: fact.day });
  const before = standingLine(facts);
  if (fact.corrects !== null || fact.kind === 'withdrawn') {
    const corrected = before.find(({ id }) => id === fact.corrects);
    if (corrected === undefined || (fact.kind !== 'withdrawn' && fact.kind !== corrected.kind))
      return refuse('LAND_CORRECTION_WRONG');
  }
  const end = before.find(({ kind }) => kind === 'reclaimed' || kind === 'struck');
  if (end !== undefined && end.id !== fact.corrects) return refuse('LAND_SETTLED', day(end));
  return refusedIn(parcel, standingLine([...facts, fact])) ?? accept(null);
}
