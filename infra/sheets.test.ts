import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './paths.ts';
import { ASVS, ASVS_PAGE, answers, asvsPage, readSheet } from './sheets/asvs-page.ts';

const rows = readSheet(readFileSync(ASVS, 'utf8'));
/** Number and level of every requirement in scope. */
const asked = readFileSync(join(ROOT, 'infra/sheets/asvs-ids.tsv'), 'utf8').trimEnd().split('\n');
const count = (of: readonly { answer: string }[], answer: string): number =>
  of.filter((row) => row.answer === answer).length;
/** A word that puts off what is not there. */
const LATER = /\b(later|soon|planned|roadmap|future|to be done|TBD)\b/i;

describe('the sheet of ASVS 5.0', () => {
  test('answers every requirement in scope once, in order, at its level', () => {
    expect(asked.filter((line) => !line.endsWith('\t3'))).toHaveLength(220);
    expect(asked.filter((line) => line.endsWith('\t3'))).toHaveLength(10);
    expect(rows.map((row) => `${row.id}\t${row.level}`)).toEqual(asked);
    expect(rows.filter((row) => !answers.some((word) => word === row.answer))).toEqual([]);
    const answered = rows.length - rows.filter((row) => LATER.test(row.how)).length;
    const shown = rows.filter((row) => row.tests.length > 0).length;
    console.log(
      `G32: ${answered} answered of ${asked.length}, ${shown} shown by a test, ${count(rows, 'missing')} missing, ${count(rows, 'partly')} partly`,
    );
    expect(answered).toBe(asked.length);
  });

  test('says of itself what each is about in a few words', () => {
    for (const { id, paraphrase } of rows)
      expect([id, paraphrase.split(/\s+/).length <= 8]).toEqual([id, true]);
  });

  test('names only files that are there, and tests that are tests', () => {
    for (const { id, how, tests } of rows) {
      for (const file of tests)
        expect([id, file, /\.(test|e2e)\.ts$/.test(file), existsSync(join(ROOT, file))]).toEqual([
          id,
          file,
          true,
          true,
        ]);
      for (const [path] of how.matchAll(/\b(?:apps|packages|infra|docs)\/[\w./-]*\w/g))
        expect([id, path, existsSync(join(ROOT, path))]).toEqual([id, path, true]);
    }
  });

  test('shows nothing that is missing or another’s by a test', () => {
    for (const { id, answer, tests } of rows)
      if (['missing', 'customer', 'not applicable'].includes(answer)) expect([id, tests]).toEqual([id, []]);
  });

  test('is the page that people read', () => {
    expect(readFileSync(ASVS_PAGE, 'utf8')).toBe(asvsPage(rows));
  });
});

describe('the sheet of MLPS 2.0', () => {
  const page = readFileSync(join(ROOT, 'docs/mlps-2.0.md'), 'utf8');
  const clauses = [...page.matchAll(/^\| (8\.1\.[\d.–a-z 8]+?) \|(.+)\|$/gm)].map(
    ([, clause = '', rest = '']) => {
      const [grade = '', duty = '', answer = '', how = '', test = ''] = rest
        .split('|')
        .map((cell) => cell.trim());
      return { clause, grade, duty, answer, how, test };
    },
  );
  const expected = [
    ...['a', 'b', 'c', 'd'].map((letter) => `8.1.4.1 ${letter}`),
    ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((letter) => `8.1.4.2 ${letter}`),
    ...['a', 'b', 'c', 'd'].map((letter) => `8.1.4.3 ${letter}`),
    '8.1.4.7–8.1.4.11',
    '8.1.5.1–8.1.5.4',
  ];

  test('answers every clause with a feature, a test or the customer’s duty', () => {
    expect([...new Set(clauses.map((row) => row.clause))]).toEqual(expected);
    for (const row of clauses) {
      expect([row.duty, answers.some((word) => word === row.answer)]).toEqual([row.duty, true]);
      expect([row.duty, ['lookup', 'memory'].includes(row.grade), row.how !== '']).toEqual([
        row.duty,
        true,
        true,
      ]);
      expect(row.how).not.toMatch(LATER);
    }
    const shown = clauses.filter((row) => row.test !== '—').length;
    console.log(
      `G33: ${clauses.length} duties of ${expected.length} clauses answered, ${shown} shown by a test, ${count(clauses, 'customer')} the customer’s, ${count(clauses, 'missing')} missing, ${count(clauses, 'partly')} partly`,
    );
  });

  test('names only files that are there', () => {
    const links = [...page.matchAll(/\]\((\.\.\/)?([^)#]+)\)/g)];
    expect(links.length).toBeGreaterThan(20);
    for (const [, up, path = ''] of links)
      expect([path, existsSync(join(ROOT, up === undefined ? 'docs' : '', path))]).toEqual([path, true]);
  });
});
