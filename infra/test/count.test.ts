import { expect, test } from 'vitest';
import { countLine, countTests, isGood } from './count.ts';

const file = (status: string, tests: number) => ({
  status,
  assertionResults: Array.from({ length: tests }, () => ({})),
});

test('counts what passed and failed', () => {
  const count = countTests({ numPassedTests: 5, numFailedTests: 2, testResults: [file('failed', 7)] }, 1);
  expect(countLine(count)).toBe('5 passed, 2 failed');
  expect(isGood(count)).toBe(false);
});

test('a file that does not load counts as failed', () => {
  const results = [file('passed', 5), file('failed', 0)];
  expect(countTests({ numPassedTests: 5, numFailedTests: 0, testResults: results }, 1)).toEqual({
    passed: 5,
    failed: 1,
  });
});

test('an error outside every test, and a missing report, count as failed', () => {
  const report = { numPassedTests: 5, numFailedTests: 0, testResults: [file('passed', 5)] };
  expect(countTests(report, 1)).toEqual({ passed: 5, failed: 1 });
  expect(countTests(undefined, 0)).toEqual({ passed: 0, failed: 1 });
});

test('a run without a test is not good', () => {
  expect(isGood(countTests({ numPassedTests: 0, numFailedTests: 0, testResults: [] }, 0))).toBe(false);
});
