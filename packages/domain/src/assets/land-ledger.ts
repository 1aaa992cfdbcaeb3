import type { LocalDate } from '../kernel/local-date.ts';
import { type Ratio, ratio } from '../kernel/ratio.ts';
import { type Area, area, sumArea } from './land-area.ts';
import { type LandFact, type LandParcel, type ReleaseWay, standingLine } from './land-line.ts';
import { type LandJudgement, type LandStateName, landStates, performance } from './land-state.ts';

/** Agreements that were due, and those kept; null rate: none was due. */
export type Kept = { readonly due: number; readonly kept: number; readonly rate: Ratio | null };

export type LandTotals = {
  readonly parcels: number;
  readonly area: Area;
  readonly idleArea: Area;
  /** Idle area over granted area 闲置率; null without parcels. */
  readonly idleRate: Ratio | null;
  /** 履约率, and start and completion by themselves. */
  readonly agreements: Kept;
  readonly starts: Kept;
  readonly completions: Kept;
  readonly states: Readonly<Record<LandStateName, { readonly parcels: number; readonly area: Area }>>;
};

function kept(answers: readonly (boolean | null)[]): Kept {
  const due = answers.filter((one) => one !== null);
  const met = due.filter(Boolean).length;
  return {
    due: due.length,
    kept: met,
    rate: due.length === 0 ? null : ratio(BigInt(met), BigInt(due.length)),
  };
}

/** The foot of the ledger on a day, over parcels judged on it. */
export function landTotals(
  rows: readonly { readonly parcel: LandParcel; readonly judged: LandJudgement }[],
  on: LocalDate,
): LandTotals {
  const whole = sumArea(rows.map(({ parcel }) => parcel.area));
  const idleArea = sumArea(rows.map(({ judged }) => judged.idleArea));
  const answers = rows.map(({ judged }) => performance(judged.at, on));
  const states = Object.fromEntries(
    landStates.map((state) => {
      const those = rows.filter(({ judged }) => judged.state === state);
      return [state, { parcels: those.length, area: sumArea(those.map(({ parcel }) => parcel.area)) }];
    }),
  ) as LandTotals['states'];
  return {
    ...{ parcels: rows.length, area: whole, idleArea, states },
    idleRate: whole === 0n ? null : ratio(idleArea, whole),
    agreements: kept(answers.map(({ agreement }) => agreement)),
    starts: kept(answers.map(({ start }) => start)),
    completions: kept(answers.map(({ completion }) => completion)),
  };
}

/** Area that came to use again: on a day, in a way. */
export type Release = {
  readonly day: LocalDate;
  readonly way: ReleaseWay | 'reclaim';
  readonly area: Area;
};

/** What was released of a parcel from one day to another, both included; what is taken back is all that was left. */
export function releasesOf(
  parcel: LandParcel,
  facts: readonly LandFact[],
  from: LocalDate,
  to: LocalDate,
): Release[] {
  let left: bigint = parcel.area;
  const all: Release[] = [];
  for (const { kind, day, way, area: part } of standingLine(facts)) {
    if (kind !== 'released' && kind !== 'reclaimed') continue;
    const freed = kind === 'reclaimed' ? left : (part ?? 0n);
    left -= freed;
    all.push({ day, way: kind === 'reclaimed' ? 'reclaim' : (way ?? 'transfer'), area: area(freed) });
  }
  return all.filter(({ day, area: freed }) => from <= day && day <= to && freed > 0n);
}
