import type { Basis, Reason } from '../kernel/basis.ts';
import { lawOn } from '../kernel/dated.ts';
import { addDays, type LocalDate } from '../kernel/local-date.ts';
import { ratio, ZERO } from '../kernel/ratio.ts';
import { type IdleLand, idleLand, wholeMonths } from './idle-land.ts';
import { startWarnings } from './idle-land-law.ts';
import { type Area, area, lessPerMu } from './land-area.ts';
import { type LandAt, type LandFact, type LandParcel, landOn } from './land-line.ts';

/** Every parcel stands in exactly one of these on a day; the order is that of the ledger. */
export const landStates = [
  'reclaimable',
  'idle_fee',
  'idle_government',
  'idle_stopped',
  'unclear',
  'default',
  'due_soon',
  'inefficient',
  'not_due',
  'completed',
  'revived',
  'reclaimed',
] as const;
export type LandStateName = (typeof landStates)[number];

const idleStates: readonly LandStateName[] = ['reclaimable', 'idle_fee', 'idle_government', 'idle_stopped'];

/** A parcel as it is judged on a day. */
export type LandJudgement = {
  readonly state: LandStateName;
  readonly reasons: readonly Reason[];
  readonly at: LandAt;
  /** What the rule says; nothing once the land is completed, revived or taken back. */
  readonly rule: IdleLand | null;
  readonly idle: boolean;
  /** Of idle land, what has not been released. */
  readonly idleArea: Area;
};

const agreement: Basis = { title: '本宗地履约监管协议的约定', grade: 'default' };
const breach: Basis = { title: '中华人民共和国民法典（合同编，违约责任）', grade: 'memory' };
const recorded: Basis = { title: '本宗地事实记录', grade: 'default' };
const reason = (because: string, outcome: Reason['outcome'], basis: readonly Basis[]): Reason => ({
  ...{ rule: 'LAND_AGREEMENT', outcome, because },
  basis: [...basis],
});

/** The rule of idle land, asked with how the parcel stands on a day. */
export function ruleOn(parcel: LandParcel, at: LandAt, on: LocalDate): IdleLand {
  const { requiredInvestment } = parcel;
  const started = at.startedOn !== null;
  return idleLand({
    ...{ price: parcel.price, grantedOn: parcel.grantedOn, startBy: at.startBy, on },
    startedShare: started ? ratio(at.startedArea, parcel.area) : ZERO,
    ...(requiredInvestment === null || at.invested === null
      ? {}
      : { investedShare: ratio(at.invested, requiredInvestment) }),
    // Nobody has recorded that work stopped: it goes on.
    ...(started ? { stoppedMonths: at.stoppedOn === null ? 0 : wholeMonths(at.stoppedOn, on) } : {}),
    governmentCause: at.governmentCauseOn !== null,
  });
}

function closed(parcel: LandParcel, at: LandAt): readonly [LandStateName, Reason] | null {
  const done = (state: LandStateName, because: string) =>
    [state, reason(because, 'not_applicable', [recorded])] as const;
  if (at.reclaimedOn !== null) return done('reclaimed', `${at.reclaimedOn} 已决定收回`);
  if (at.released >= parcel.area) return done('revived', '全部面积已盘活');
  if (at.completedOn === null) return null;
  if (at.tax !== null && parcel.taxPerMu !== null && lessPerMu(at.tax, parcel.area, parcel.taxPerMu))
    return ['inefficient', reason('达产复核：亩均税收低于约定', 'fail', [agreement])];
  const { investmentPerMu } = parcel;
  if (
    at.tax !== null &&
    at.invested !== null &&
    investmentPerMu !== null &&
    lessPerMu(at.invested, parcel.area, investmentPerMu)
  )
    return ['inefficient', reason('达产复核：投资强度低于约定', 'fail', [agreement])];
  const late = at.completedOn > at.completeBy ? `，晚于约定的 ${at.completeBy}` : '';
  return ['completed', reason(`${at.completedOn} 已竣工${late}`, 'pass', [agreement])];
}

function ofIdle(rule: IdleLand, at: LandAt): LandStateName {
  if (at.governmentCauseOn !== null) return 'idle_government';
  if (rule.reclaim) return 'reclaimable';
  return rule.started ? 'idle_stopped' : 'idle_fee';
}

function ofAgreement(at: LandAt, on: LocalDate): readonly [LandStateName, Reason] {
  if (at.governmentCauseOn !== null) {
    const because = `${at.governmentCauseOn} 认定因政府原因不能按期动工，不算违约，另行协商处置`;
    return ['not_due', reason(because, 'not_applicable', [agreement])];
  }
  const unstarted = at.startedOn === null;
  if (unstarted && on > at.startBy)
    return ['default', reason(`已过约定动工日 ${at.startBy}，未动工`, 'fail', [agreement, breach])];
  if (on > at.completeBy)
    return ['default', reason(`已过约定竣工日 ${at.completeBy}，未竣工`, 'fail', [agreement, breach])];
  const warning = lawOn(startWarnings, on);
  if (unstarted && addDays(on, warning.days) >= at.startBy) {
    const because = `距约定动工日 ${at.startBy} 不足或正好 ${warning.days} 日，未动工`;
    return ['due_soon', reason(because, 'pass', [agreement, warning.basis])];
  }
  const next = unstarted ? `约定动工日 ${at.startBy}` : `约定竣工日 ${at.completeBy}`;
  return ['not_due', reason(`未到${next}`, 'pass', [agreement])];
}

/** How a parcel stands on a day: what the rule says of it, else what its agreement does. */
export function judgeLand(parcel: LandParcel, facts: readonly LandFact[], on: LocalDate): LandJudgement {
  const at = landOn(parcel, facts, on);
  const over = closed(parcel, at);
  if (over !== null) {
    const [state, because] = over;
    return { state, reasons: [because], at, rule: null, idle: false, idleArea: area(0n) };
  }
  const rule = ruleOn(parcel, at, on);
  if (rule.idle === false) {
    const [state, because] = ofAgreement(at, on);
    return { state, reasons: [because, ...rule.reasons], at, rule, idle: false, idleArea: area(0n) };
  }
  const state = rule.idle === null ? 'unclear' : ofIdle(rule, at);
  const idle = idleStates.includes(state);
  const idleArea = area(idle ? parcel.area - at.released : 0n);
  return { state, reasons: rule.reasons, at, rule, idle, idleArea };
}

/** An obligation of the agreement once its day has passed: was it met in time? Null: not due, or excused by the government's cause. */
const met = (by: LocalDate, doneOn: LocalDate | null, on: LocalDate, excused: boolean): boolean | null =>
  excused || on <= by ? null : doneOn !== null && doneOn <= by;

/** Whether start and completion, as far as they are due, came in time; the agreement is kept when all that is due did. */
export function performance(
  at: LandAt,
  on: LocalDate,
): { start: boolean | null; completion: boolean | null; agreement: boolean | null } {
  const excused = at.governmentCauseOn !== null;
  const start = met(at.startBy, at.startedOn, on, excused);
  const completion = met(at.completeBy, at.completedOn, on, excused);
  const due = [start, completion].filter((one) => one !== null);
  return { start, completion, agreement: due.length === 0 ? null : due.every(Boolean) };
}
