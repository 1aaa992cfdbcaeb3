import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { addDays, localDate } from '../kernel/local-date.ts';
import { fen } from '../kernel/money.ts';
import { compare, multiply, ONE, ratio } from '../kernel/ratio.ts';
import { decideLandFact } from './decide-land.ts';
import { idleLand, wholeMonths } from './idle-land.ts';
import { area } from './land-area.ts';
import { landTotals, releasesOf } from './land-ledger.ts';
import { type LandFact, type LandParcel, landFactFields, landFactKinds, standingLine } from './land-line.ts';
import { judgeLand, landStates, performance } from './land-state.ts';
import { landOutlook } from './land-steps.ts';

const first = localDate('2020-01-01');
const today = localDate('2030-01-01');
const days = (most: number) => fc.integer({ min: 0, max: most });
const parcels: fc.Arbitrary<LandParcel> = fc
  .record({
    area: fc.bigInt({ min: 1n, max: 10_000_000n }),
    price: fc.bigInt({ min: 1n, max: 10_000_000_000n }),
    start: days(800),
    build: days(1200),
    required: fc.option(fc.bigInt({ min: 1n, max: 10_000_000_000n })),
    perMu: fc.option(fc.bigInt({ min: 1n, max: 1_000_000_000n })),
  })
  .map(({ area: size, price, start, build, required, perMu }) => {
    const startBy = addDays(first, start);
    return {
      ...{
        area: area(size),
        price: fen(price),
        grantedOn: first,
        startBy,
        completeBy: addDays(startBy, build),
      },
      requiredInvestment: required === null ? null : fen(required),
      ...{
        investmentPerMu: perMu === null ? null : fen(perMu),
        taxPerMu: perMu === null ? null : fen(perMu),
      },
    };
  });

const attempts = fc.array(
  fc.record({
    kind: fc.constantFrom(...landFactKinds),
    day: days(3000),
    share: fc.bigInt({ min: 1n, max: 120n }),
    to: days(900),
    corrects: fc.option(fc.nat({ max: 12 })),
  }),
  { maxLength: 14 },
);

/** The line that comes of trying one thing after another: what is refused leaves no trace. */
function lived(
  parcel: LandParcel,
  tries: typeof attempts extends fc.Arbitrary<infer T> ? T : never,
): LandFact[] {
  const facts: LandFact[] = [];
  for (const { kind, day, share, to, corrects } of tries) {
    const [fields, on] = [landFactFields[kind], addDays(first, day)];
    const fact: LandFact = {
      ...{ id: String(facts.length), index: facts.length + 1, kind, day: on },
      area: fields.area === undefined ? null : area((parcel.area * share) / 100n + 1n),
      amount: fields.amount === undefined ? null : fen((parcel.price * share) / 500n + 1n),
      startBy: fields.startBy === undefined ? null : addDays(on, to),
      completeBy: fields.completeBy === undefined ? null : addDays(on, to + 100),
      way: fields.way === undefined ? null : 'transfer',
      corrects: kind === 'withdrawn' || (corrects ?? 0) > 9 ? String(corrects ?? 0) : null,
    };
    if (decideLandFact(parcel, facts, fact, today).outcome === 'accepted') facts.push(fact);
  }
  return facts;
}
const cases = fc.record({ parcel: parcels, tries: attempts, on: days(3500).map((n) => addDays(first, n)) });

test.prop([cases], { numRuns: 2000 })(
  'every parcel is in one state on a day, and the state agrees with the rule',
  ({ parcel, tries, on }) => {
    const judged = judgeLand(parcel, lived(parcel, tries), on);
    const { state, rule, at } = judged;
    expect(landStates.filter((one) => one === state)).toHaveLength(1);
    expect(judged.reasons.length).toBeGreaterThan(0);
    for (const { basis } of judged.reasons) expect(basis.length).toBeGreaterThan(0);
    expect(judged.idle).toBe(rule?.idle === true);
    expect(judged.idle).toBe(judged.idleArea > 0n);
    expect(state === 'unclear').toBe(rule !== null && rule.idle === null);
    const outlook = landOutlook(parcel, judged, on);
    expect(outlook.reclaim).toBe(rule?.reclaim === true);
    expect(outlook.fee + at.termFees <= (rule?.fee ?? 0n) || outlook.fee === 0n).toBe(true);
    if (state === 'default') expect(on > at.startBy || on > at.completeBy).toBe(true);
    if (state === 'due_soon') expect(on <= at.startBy && at.startBy <= addDays(on, 90)).toBe(true);
  },
);

test.prop([cases], { numRuns: 2000 })(
  'whatever is tried, a line that stands is within the law and the parcel',
  ({ parcel, tries }) => {
    const facts = lived(parcel, tries);
    const line = standingLine(facts);
    const sum = (kind: string) =>
      line
        .filter((fact) => fact.kind === kind)
        .reduce((all, fact) => all + (fact.area ?? fact.amount ?? 0n), 0n);
    expect(sum('released') <= parcel.area).toBe(true);
    expect(sum('fee_paid') <= sum('fee')).toBe(true);
    for (const [place, fact] of line.entries()) {
      expect(fact.day >= parcel.grantedOn && fact.day <= today).toBe(true);
      if (fact.kind === 'reclaimed' || fact.kind === 'struck') expect(place).toBe(line.length - 1);
      if (fact.kind !== 'fee' && fact.kind !== 'reclaimed') continue;
      const before = line.slice(0, place);
      const moved = before.findLast(({ kind }) => kind === 'rescheduled');
      const months = wholeMonths(moved?.startBy ?? parcel.startBy, fact.day);
      expect(months >= (fact.kind === 'fee' ? 12 : 24)).toBe(true);
      expect(before.some(({ kind }) => kind === 'started')).toBe(false);
      if (fact.kind === 'fee') expect((fact.amount ?? 0n) <= (parcel.price + 4n) / 5n).toBe(true);
    }
  },
);

test.prop([fc.array(cases, { maxLength: 8 }), days(3500)])(
  'totals are those of the rows, and each row is in one of them',
  (many, n) => {
    const on = addDays(first, n);
    const rows = many.map(({ parcel, tries }) => {
      const facts = lived(parcel, tries);
      return { parcel, facts, judged: judgeLand(parcel, facts, on) };
    });
    const totals = landTotals(rows, on);
    const byState = Object.values(totals.states);
    expect(byState.reduce((all, one) => all + one.parcels, 0)).toBe(rows.length);
    expect(byState.reduce((all, one) => all + one.area, 0n)).toBe(totals.area);
    expect(totals.idleArea <= totals.area).toBe(true);
    if (totals.idleRate !== null)
      expect(multiply(totals.idleRate, ratio(totals.area))).toEqual(ratio(totals.idleArea));
    for (const { due, kept, rate } of [totals.agreements, totals.starts, totals.completions]) {
      expect(kept <= due && due <= rows.length).toBe(true);
      if (rate !== null) expect(compare(rate, ONE) <= 0).toBe(true);
    }
    // An agreement kept has every part of it that is due kept.
    for (const { judged } of rows) {
      const { start, completion, agreement } = performance(judged.at, on);
      if (agreement === true) expect([start, completion]).not.toContain(false);
      if (agreement === false) expect([start, completion]).toContain(false);
    }
  },
);

test.prop([cases, days(3500)])(
  'what was revived in two periods side by side is what was revived in both, never beyond the parcel',
  ({ parcel, tries }, n) => {
    const facts = lived(parcel, tries);
    const [middle, end] = [addDays(first, n), addDays(first, 4000)];
    const sum = (from: typeof first, to: typeof first) =>
      releasesOf(parcel, facts, from, to).reduce((all, one) => all + one.area, 0n);
    expect(sum(first, middle) + sum(addDays(middle, 1), end)).toBe(sum(first, end));
    expect(sum(first, end) <= parcel.area).toBe(true);
    if (standingLine(facts).some(({ kind }) => kind === 'reclaimed'))
      expect(sum(first, end)).toBe(parcel.area);
  },
);

test.prop([days(6000), fc.bigInt({ min: 0n, max: 10n ** 14n })])(
  'the dated figures answer as the fixed ones did',
  (n, price) => {
    const [startBy, on] = [localDate('2005-01-31'), addDays(localDate('2005-01-31'), n)];
    const months = wholeMonths(startBy, on);
    const { idle, fee, reclaim } = idleLand({ price: fen(price), grantedOn: startBy, startBy, on });
    expect(idle).toBe(months >= 12);
    expect(reclaim).toBe(months >= 24);
    expect(fee).toBe(months >= 12 && months < 24 ? (2n * price + 5n) / 10n : 0n);
  },
);
