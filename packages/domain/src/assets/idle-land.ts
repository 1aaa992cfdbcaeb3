import type { Basis, Finding, Reason } from '../kernel/basis.ts';
import { addMonths, type LocalDate, yearOf } from '../kernel/local-date.ts';
import { type Fen, fen, multiplyRatio } from '../kernel/money.ts';
import { compare, type Ratio, ratio, ZERO } from '../kernel/ratio.ts';

/** Land that was granted or allocated. Months are whole; shares are of the area and of the investment required. */
export type LandState = {
  /** What was paid for it, in 分. */
  readonly price: Fen;
  readonly grantedOn: LocalDate;
  readonly startBy?: LocalDate | undefined;
  readonly on?: LocalDate | undefined;
  readonly startedShare?: Ratio | undefined;
  readonly investedShare?: Ratio | undefined;
  readonly stoppedMonths?: number | undefined;
  /** Months since work was due to start. */
  readonly idleMonths?: number | undefined;
  readonly governmentCause?: boolean | undefined;
};

/** Whether land is idle, and what may be imposed for it. */
export type IdleLand = {
  /** Null: cannot be told. */
  readonly idle: boolean | null;
  readonly started: boolean;
  readonly fee: Fen;
  readonly reclaim: boolean;
  readonly blocks: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly reasons: readonly Reason[];
};

const basis: Basis = { title: '闲置土地处置办法（国土资源部令第53号）', grade: 'memory' };
const feeShare = ratio(1n, 5n);
const smallArea = ratio(1n, 3n);
const smallInvestment = ratio(1n, 4n);
const idleAfter = 12;
const reclaimAfter = 24;

/** Whole months from one day to another; none when the second is earlier. */
export function wholeMonths(from: LocalDate, to: LocalDate): number {
  if (to < from) return 0;
  const months = (yearOf(to) - yearOf(from)) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return addMonths(from, months) > to ? months - 1 : months;
}

function monthsIdle(land: LandState): number | null {
  if (land.idleMonths !== undefined) return land.idleMonths;
  if (land.startBy === undefined || land.on === undefined) return null;
  return wholeMonths(land.startBy, land.on);
}

function verdict(
  started: boolean,
  idle: boolean | null,
  because: string,
  imposed: { fee: Fen; reclaim: boolean } = { fee: fen(0n), reclaim: false },
): IdleLand {
  const outcome = idle === null ? 'data_insufficient' : idle ? 'fail' : 'pass';
  const blocks = idle === null ? [{ code: 'DATA_INSUFFICIENT', because }] : [];
  return {
    idle,
    started,
    ...imposed,
    blocks,
    warnings: [],
    reasons: [{ rule: 'IDLE_LAND', outcome, because, basis: [basis] }],
  };
}

function notStarted(land: LandState): IdleLand {
  const months = monthsIdle(land);
  if (months === null)
    return verdict(false, null, '须填写闲置月数（idleMonths），或约定动工日（startBy）与判定日（on）');
  if (months < idleAfter) return verdict(false, false, `超过约定动工日 ${months} 个月，未满一年`);
  if (land.governmentCause === true)
    return verdict(false, true, '因政府原因闲置，不征收、不收回，另行协商处置');
  if (months >= reclaimAfter) {
    return verdict(false, true, '未动工满两年，可无偿收回', { fee: fen(0n), reclaim: true });
  }
  const fee = multiplyRatio(land.price, feeShare);
  return verdict(false, true, '未动工满一年，按价款的 20% 征缴土地闲置费', { fee, reclaim: false });
}

function stopped(land: LandState, area: Ratio): IdleLand {
  const { investedShare, stoppedMonths } = land;
  const smallByArea = compare(area, smallArea) < 0;
  const smallByMoney = investedShare === undefined ? null : compare(investedShare, smallInvestment) < 0;
  if (!smallByArea && smallByMoney === false) return verdict(true, false, '动工面积和投资均已达到要求');
  if (stoppedMonths === undefined)
    return verdict(true, null, '已动工的土地须填写中止开发月数（stoppedMonths）');
  if (stoppedMonths < idleAfter) return verdict(true, false, `中止开发 ${stoppedMonths} 个月，未满一年`);
  if (!smallByArea && smallByMoney === null) {
    return verdict(true, null, '动工面积已达三分之一，须填写已投资占比（investedShare）');
  }
  return verdict(true, true, '动工面积不足三分之一或投资不足 25%，且中止满一年；不征收、不收回');
}

/** Whether granted land lies idle. The fee and the taking back are only for land on which nothing was started. */
export function idleLand(land: LandState): IdleLand {
  const area = land.startedShare ?? ZERO;
  return compare(area, ZERO) === 0 ? notStarted(land) : stopped(land, area);
}
