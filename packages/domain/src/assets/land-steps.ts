import { lawOn } from '../kernel/dated.ts';
import { addDays, addMonths, type LocalDate } from '../kernel/local-date.ts';
import { displayYuan, type Fen, fen } from '../kernel/money.ts';
import { formatPercent } from '../kernel/ratio.ts';
import { idleFees, idleTests, noticePeriods, reclaims } from './idle-land-law.ts';
import type { LandAt, LandParcel } from './land-line.ts';
import type { LandJudgement, LandStateName } from './land-state.ts';

/** What is lawfully done next. */
export const landSteps = [
  'await_start',
  'await_completion',
  'urge_start',
  'claim_breach',
  'investigate',
  'determine',
  'decide_fee',
  'collect_fee',
  'dispose',
  'reclaim',
  'negotiate',
  'complete_data',
  'improve',
  'none',
] as const;
export type LandStep = (typeof landSteps)[number];

/** What may be imposed on the day, how the fee comes about, what is next and by when. */
export type LandOutlook = {
  readonly fee: Fen;
  /** "120,000,000.00 × 20% = 24,000,000.00"; null when no fee may be imposed. */
  readonly arithmetic: string | null;
  readonly reclaim: boolean;
  readonly next: LandStep;
  readonly deadline: LocalDate | null;
};

type Next = readonly [LandStep, LocalDate | null];

const unstarted = (at: LandAt): boolean => at.startedOn === null;
const reclaimFrom = (at: LandAt, on: LocalDate): LocalDate =>
  addMonths(at.startBy, lawOn(reclaims, on).months);

/** The notices before a decision: investigate, let the holder answer, determine. */
function notices(at: LandAt, on: LocalDate, then: () => Next): Next {
  if (at.determinedOn !== null) return then();
  if (at.investigatedOn === null) return ['investigate', null];
  return ['determine', addDays(at.investigatedOn, lawOn(noticePeriods, on).replyDays)];
}

function feeStep(at: LandAt, on: LocalDate): Next {
  if (at.termFees === 0n) return ['decide_fee', reclaimFrom(at, on)];
  if (at.paid < at.fees && at.feeOn !== null)
    return ['collect_fee', addDays(at.feeOn, lawOn(noticePeriods, on).payDays)];
  return ['dispose', reclaimFrom(at, on)];
}

const nextSteps: Record<LandStateName, (at: LandAt, on: LocalDate) => Next> = {
  not_due: (at) =>
    at.governmentCauseOn !== null
      ? ['negotiate', null]
      : unstarted(at)
        ? ['await_start', at.startBy]
        : ['await_completion', at.completeBy],
  due_soon: (at) => ['await_start', at.startBy],
  default: (at, on) =>
    unstarted(at)
      ? ['urge_start', addMonths(at.startBy, lawOn(idleTests, on).months)]
      : ['claim_breach', null],
  idle_fee: (at, on) => notices(at, on, () => feeStep(at, on)),
  reclaimable: (at, on) => notices(at, on, () => ['reclaim', null]),
  idle_government: (at, on) => notices(at, on, () => ['negotiate', null]),
  idle_stopped: (at, on) => notices(at, on, () => ['dispose', null]),
  unclear: () => ['complete_data', null],
  inefficient: () => ['improve', null],
  completed: () => ['none', null],
  revived: () => ['none', null],
  reclaimed: () => ['none', null],
};

/** What the law lets be done about a parcel on a day. A fee that is owed is collected whatever becomes of the land. */
export function landOutlook(parcel: LandParcel, judged: LandJudgement, on: LocalDate): LandOutlook {
  const { at, rule, state } = judged;
  const most = state === 'idle_fee' && rule !== null ? rule.fee : fen(0n);
  const fee = fen(most > at.termFees ? most - at.termFees : 0n);
  const share = formatPercent(lawOn(idleFees, on).share, 2).replace(/\.?0+$/, '');
  const decided = at.termFees === 0n ? '' : ` − ${displayYuan(at.termFees, 'yuan')}`;
  const yuan = (amount: Fen): string => displayYuan(amount, 'yuan');
  const product = `${yuan(parcel.price)} × ${share}%${decided} = ${yuan(fee)}`;
  const [step, deadline] = nextSteps[state](at, on);
  const owed = at.paid < at.fees && at.feeOn !== null && step === 'none';
  return {
    ...{ fee, arithmetic: most === 0n ? null : product, reclaim: state === 'reclaimable' },
    ...(owed ? { next: 'collect_fee' as const, deadline: null } : { next: step, deadline }),
  };
}
