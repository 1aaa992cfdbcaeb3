import { bodsHistoryOf, bodsOf } from '@guanyun/domain/equity/bods-export.ts';
import { lifecycleProblems } from '@guanyun/domain/equity/bods-lifecycle.ts';
import { statedHoldings } from '@guanyun/domain/equity/bods-openings.ts';
import { readBods } from '@guanyun/domain/equity/bods-read.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../evidence/digest.ts';
import { filesIn, missing, official } from './testing/official-bods.ts';
import { LAST, randomRegister } from './testing/random-register.ts';

const today = localDate('2026-11-22');
/** What comes of a file: taken in, or the first codes of what is wrong with it. */
function verdict(value: unknown): string {
  const file = readBods(value);
  if (!file.ok) return 'SCHEMA';
  const lifecycle = lifecycleProblems(file.statements);
  const problems = [...lifecycle, ...statedHoldings(file.statements, today).problems];
  return [...new Set(problems.map((problem) => problem.code))].join(' ') || 'taken in';
}

describe.skipIf(missing)('the official cases of BODS 0.4 (skipped without shared/schemas/bods)', () => {
  test('every invalid statement is refused, in Chinese and with its place', () => {
    const files = filesIn('tests', 'invalid-statements');
    expect(files.length).toBeGreaterThan(190);
    for (const { name, value } of files) {
      const file = readBods(value);
      expect(file.ok, name).toBe(false);
      if (file.ok) continue;
      for (const problem of file.problems) expect(problem.message, name).toMatch(/\p{Script=Han}/u);
      if (name !== 'statements_not_array.json')
        expect(
          file.problems.every((one) => one.statement !== null && one.path !== ''),
          name,
        ).toBe(true);
    }
  });

  test('every valid statement is read', () => {
    const files = [...filesIn('tests', 'valid-statements'), ...filesIn('examples')];
    expect(files.length).toBeGreaterThan(125);
    expect(files.filter(({ value }) => !readBods(value).ok).map(({ name }) => name)).toEqual([]);
  });

  test('every example is taken in or refused as out of scope', () => {
    const refused = filesIn('examples').map(({ name, value }) => [name.replace('.json', ''), verdict(value)]);
    expect(Object.fromEntries(refused)).toMatchInlineSnapshot(`
      {
        "bods-package": "PERSONAL_DATA",
        "bods-package-annotations": "NO_HOLDINGS",
        "bods-package-entity-owning-entity": "NO_EXACT_SHARE",
        "bods-package-fi-soe": "taken in",
        "bods-package-linking-annotations": "PERSONAL_DATA INDIRECT",
        "fermcat": "PERSONAL_DATA",
        "full-pep-declaration": "PERSONAL_DATA NO_EXACT_SHARE",
        "indirect-ownership": "PERSONAL_DATA INTEREST_TYPE",
        "joint-ownership": "PERSONAL_DATA",
        "levent": "PERSONAL_DATA",
        "listed-company-exempt-from-disclosure": "NO_HOLDINGS",
        "mixed-direct-and-indirect-ownership": "PERSONAL_DATA INTEREST_TYPE",
        "multiple-indirect-ownership": "PERSONAL_DATA INTEREST_TYPE",
        "multiple-tax-residencies": "PERSONAL_DATA",
        "mutilple-indirect-ownership-2": "PERSONAL_DATA INTEREST_TYPE",
        "nomination": "PERSONAL_DATA",
        "plc-entity-statement": "NO_HOLDINGS",
        "simple-pep-declaration": "PERSONAL_DATA NO_EXACT_SHARE",
        "tecido": "PERSONAL_DATA",
      }
    `);
  });

  test('statements that stand alone are refused as parts of a file, or as out of scope', () => {
    const verdicts = filesIn('tests', 'valid-statements').map(({ name, value }) => [verdict(value), name]);
    const counted = [...Map.groupBy(verdicts, ([why]) => why)].map(([why, of]) => [why, of.length]);
    expect(Object.fromEntries(counted)).toMatchInlineSnapshot(`
      {
        "NOT_NEW_FIRST NO_HOLDINGS": 1,
        "NOT_NEW_FIRST PARTY_NOT_STATED SUBJECT_NOT_STATED": 1,
        "NO_HOLDINGS": 1,
        "PARTY_NOT_STATED SUBJECT_NOT_STATED": 1,
        "STATUS_MISSING NO_HOLDINGS": 46,
        "STATUS_MISSING PARTY_NOT_STATED COMPONENT_NOT_STATED SUBJECT_NOT_STATED NO_HOLDINGS": 1,
        "STATUS_MISSING PARTY_NOT_STATED SUBJECT_NOT_STATED COMPONENT_NOT_LISTED NO_HOLDINGS": 2,
        "STATUS_MISSING PARTY_NOT_STATED SUBJECT_NOT_STATED INDIRECT": 1,
        "STATUS_MISSING PARTY_NOT_STATED SUBJECT_NOT_STATED INTEREST_TYPE": 7,
        "STATUS_MISSING PARTY_NOT_STATED SUBJECT_NOT_STATED NO_HOLDINGS": 4,
        "STATUS_MISSING SUBJECT_NOT_STATED NO_HOLDINGS": 16,
        "STATUS_MISSING SUBJECT_NOT_STATED PERSONAL_DATA": 27,
        "SUBJECT_NOT_STATED PERSONAL_DATA": 3,
      }
    `);
  });

  test('what the reader takes, the official schema takes: valid files changed in one place', () => {
    const validate = official();
    const files = [...filesIn('tests', 'valid-statements'), ...filesIn('examples')].map(({ value }) => value);
    const pointers = (value: unknown, path: string[] = []): string[][] => [
      path,
      ...(typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => pointers(inner, [...path, key]))
        : []),
    ];
    const odd = fc.oneof(
      fc.constantFrom(undefined, null, true, 0, -1, 100.5, '', 'x', '2025-02-30', 'a:b c', [], {}, ['x']),
      fc.json().map((text): unknown => JSON.parse(text)),
    );
    const changed = fc.constantFrom(...files).chain((file) =>
      fc.tuple(fc.constantFrom(...pointers(file).slice(1)), odd).map(([path, put]) => {
        const copy = structuredClone(file);
        const last = path.at(-1) ?? '';
        const parent = path.slice(0, -1).reduce((at, key) => (at as Record<string, unknown>)[key], copy);
        (parent as Record<string, unknown>)[last] = put;
        return JSON.parse(JSON.stringify(copy)) as unknown;
      }),
    );
    fc.assert(
      fc.property(changed, (value) => {
        if (readBods(value).ok) expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

const name = 'exports of 300 random groups keep the official schema';
test.skipIf(missing)(`${name} (skipped without shared/schemas/bods)`, () => {
  const validate = official();
  fc.assert(
    fc.property(randomRegister, fc.integer({ min: 1, max: 12 }), (register, days) => {
      const asOf = localDate(`2025-01-${String(days).padStart(2, '0')}`);
      const files = [
        bodsOf(register, { asOf, knownOn: LAST }, digestOf),
        bodsHistoryOf(register, LAST, digestOf),
      ];
      for (const file of files) {
        const value: unknown = JSON.parse(JSON.stringify(file));
        expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});
