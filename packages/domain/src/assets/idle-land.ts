import type { Basis, Finding, Reason } from '../kernel/basis.ts';
import { lawOn } from '../kernel/dated.ts';
import { addMonths, type LocalDate, yearOf } from '../kernel/local-date.ts';
import { type Fen, fen, multiplyRatio } from '../kernel/money.ts';
import { compare, formatFraction, formatPercent, type Ratio, ratio, ZERO } from '../kernel/ratio.ts';
import { idleFees, idleTests, reclaims } from './idle-land-law.ts';

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

/** A span of months as the law words it. */
function spanOf(months: number): string {
  if (months === 12) return '一年';
  return months === 24 ? '两年' : `${months} 个月`;
}
const third = ratio(1n, 3n);
const shareOf = (share: Ratio): string => (compare(share, third) === 0 ? '三分之一' : formatFraction(share));
const percentOf = (share: Ratio): string => `${formatPercent(share, 2).replace(/\.?0+$/, '')}%`;

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
  basis: Basis,
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
  const [test, fees, taking] = [
    lawOn(idleTests, land.on),
    lawOn(idleFees, land.on),
    lawOn(reclaims, land.on),
  ];
  const months = monthsIdle(land);
  if (months === null) {
    const because = '须填写闲置月数（idleMonths），或约定动工日（startBy）与判定日（on）';
    return verdict(false, null, because, test.basis);
  }
  if (months < test.months)
    return verdict(false, false, `超过约定动工日 ${months} 个月，未满${spanOf(test.months)}`, test.basis);
  if (land.governmentCause === true)
    return verdict(false, true, '因政府原因闲置，不征收、不收回，另行协商处置', test.basis);
  if (months >= taking.months) {
    const because = `未动工满${spanOf(taking.months)}，可无偿收回`;
    return verdict(false, true, because, taking.basis, { fee: fen(0n), reclaim: true });
  }
  const fee = multiplyRatio(land.price, fees.share);
  const because = `未动工满${spanOf(test.months)}，按价款的 ${percentOf(fees.share)} 征缴土地闲置费`;
  return verdict(false, true, because, fees.basis, { fee, reclaim: false });
}

function stopped(land: LandState, area: Ratio): IdleLand {
  const { investedShare, stoppedMonths } = land;
  const { basis, ...test } = lawOn(idleTests, land.on);
  const smallByArea = compare(area, test.area) < 0;
  const smallByMoney = investedShare === undefined ? null : compare(investedShare, test.investment) < 0;
  if (!smallByArea && smallByMoney === false)
    return verdict(true, false, '动工面积和投资均已达到要求', basis);
  if (stoppedMonths === undefined)
    return verdict(true, null, '已动工的土地须填写中止开发月数（stoppedMonths）', basis);
  const span = spanOf(test.months);
  if (stoppedMonths < test.months)
    return verdict(true, false, `中止开发 ${stoppedMonths} 个月，未满${span}`, basis);
  if (!smallByArea && smallByMoney === null) {
    const because = `动工面积已达${shareOf(test.area)}，须填写已投资占比（investedShare）`;
    return verdict(true, null, because, basis);
  }
  const little = `动工面积不足${shareOf(test.area)}或投资不足 ${percentOf(test.investment)}`;
  return verdict(true, true, `${little}，且中止满${span}；不征收、不收回`, basis);
}

/** Whether granted land lies idle. The fee and the taking back are only for land on which nothing was started. */
export function idleLand(land: LandState): IdleLand {
  const area = land.startedShare ?? ZERO;
  return compare(area, ZERO) === 0 ? notStarted(land) : stopped(land, area);
}
