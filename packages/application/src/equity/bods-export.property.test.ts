import { fc, test } from '@fast-check/vitest';
import { bodsHistoryOf, bodsOf } from '@guanyun/domain/equity/bods-export.ts';
import { lifecycleProblems } from '@guanyun/domain/equity/bods-lifecycle.ts';
import { type CompanyOpening, openingsIn } from '@guanyun/domain/equity/bods-match.ts';
import { statedHoldings } from '@guanyun/domain/equity/bods-openings.ts';
import { readBods, type Statement } from '@guanyun/domain/equity/bods-read.ts';
import { type EquityRegister, nameOn } from '@guanyun/domain/equity/bods-register.ts';
import { capTable } from '@guanyun/domain/equity/cap-table.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan } from '@guanyun/domain/kernel/money.ts';
import { expect } from 'vitest';
import { digestOf } from '../evidence/digest.ts';
import { LAST, randomRegister } from './testing/random-register.ts';

const day = fc.integer({ min: 1, max: 12 }).map((n) => localDate(`2025-01-${String(n).padStart(2, '0')}`));
const runs = { numRuns: 300 };

/** As it comes out of a file. */
function reread(statements: readonly Statement[]): readonly Statement[] {
  const file = readBods(JSON.parse(JSON.stringify(statements)));
  if (!file.ok) throw new Error(JSON.stringify(file.problems[0]));
  return file.statements;
}

test.prop([randomRegister, day], runs)(
  'every export is read, and keeps the rules in prose',
  (register, asOf) => {
    const history = bodsHistoryOf(register, LAST, digestOf);
    for (const statements of [bodsOf(register, { asOf, knownOn: LAST }, digestOf), history])
      expect(lifecycleProblems(reread(statements))).toEqual([]);
  },
);

test.prop([randomRegister, day], runs)('the same register gives the same statements', (register, asOf) => {
  const again = { ...register, duties: [...register.duties], books: new Map([...register.books].reverse()) };
  expect(bodsOf(again, { asOf, knownOn: LAST }, digestOf)).toEqual(
    bodsOf(register, { asOf, knownOn: LAST }, digestOf),
  );
  const history = bodsHistoryOf(register, LAST, digestOf);
  expect(bodsHistoryOf(again, LAST, digestOf)).toEqual(history);
  // What was published once is published again, word for word, when more has happened since.
  const earlier = bodsHistoryOf(register, asOf, digestOf).map((one) => one.statementId);
  expect(earlier.filter((id) => !history.some((one) => one.statementId === id))).toEqual([]);
});

test.prop([randomRegister, day], runs)(
  'a duty is never a shareholding, and nobody owns beneficially',
  (register, asOf) => {
    for (const one of bodsOf(register, { asOf, knownOn: LAST }, digestOf)) {
      if (one.recordType !== 'relationship') continue;
      const interests = one.recordDetails.interests ?? [];
      expect(interests.every((interest) => interest.beneficialOwnershipOrControl === false)).toBe(true);
      if (String(one.recordDetails.interestedParty).endsWith('.id-2'))
        expect(interests.map((interest) => interest.type)).toEqual(
          interests.map(() => 'otherInfluenceOrControl'),
        );
    }
  },
);

/** Who holds what on a day, as text. */
const held = (register: EquityRegister, asOf: LocalDate): string[] =>
  [...register.books].flatMap(([company, book]) => {
    const body = register.bodies.find((one) => one.id === company);
    if (body === undefined || nameOn(body, asOf) === null) return [];
    const { holders } = capTable(book.knownOn(LAST), asOf, register.basis);
    return holders.map((one) => `${company} ${one.id} ${formatYuan(one.subscribed)} ${formatYuan(one.paid)}`);
  });
const opened = (openings: readonly CompanyOpening[]): string[] =>
  openings.flatMap(({ company, opening, holders }) =>
    (opening?.shares ?? []).map((share) => {
      const amounts = `${formatYuan(share.subscribed)} ${formatYuan(share.paid)}`;
      return `${company.id} ${holders.get(share.holder)?.id} ${amounts}`;
    }),
  );

const enterable = (register: EquityRegister, asOf: LocalDate): boolean =>
  [...register.books.values()].every((book) =>
    capTable(book.knownOn(LAST), asOf, register.basis).holders.every(
      (one) => one.subscribed > 0n && one.paid <= one.subscribed,
    ),
  );

test.prop([randomRegister, day], runs)(
  'what was exported comes back as the same holdings',
  (register, asOf) => {
    fc.pre(enterable(register, asOf));
    const bodies = register.bodies.map((body) => {
      const named = nameOn(body, '9999-12-31');
      return {
        ...body,
        form: null,
        name: named?.name ?? null,
        nameStatus: named?.status ?? ('unknown' as const),
      };
    });
    const zone = { name: register.publisher, bodies, founded: new Set<string>() };
    const expected = held(register, asOf).sort();
    const snapshot = bodsOf(register, { asOf, knownOn: LAST }, digestOf);
    const files = asOf === LAST ? [snapshot, bodsHistoryOf(register, LAST, digestOf)] : [snapshot];
    for (const file of files) {
      const statements = reread(file);
      const stated = statedHoldings(statements, LAST);
      expect(stated.problems.map((one) => one.code)).toEqual(expected.length === 0 ? ['NO_HOLDINGS'] : []);
      const { openings, problems } = openingsIn(zone, statements, stated.holdings, new Map());
      expect(problems).toEqual([]);
      expect(opened(openings).sort()).toEqual(expected);
    }
  },
);
