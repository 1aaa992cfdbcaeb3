import { expect, test } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { askRule } from '../kernel/rule.ts';
import { idleLandRule } from './idle-land.rule.ts';
import { wholeMonths } from './idle-land.ts';

function ask(input: Record<string, unknown>) {
  const answer = askRule(idleLandRule, { price: '1000.00', grantedOn: '2023-01-01', ...input });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(idleLandRule.output.safeParse(answer.output).error).toBeUndefined();
  return answer.output;
}

test.each([
  [{ idleMonths: 11 }, false, '0.00', false],
  [{ idleMonths: 12 }, true, '200.00', false],
  [{ idleMonths: 23, startedShare: '0' }, true, '200.00', false],
  [{ idleMonths: 24 }, true, '0.00', true],
  [{ startBy: '2024-03-15', on: '2025-03-14' }, false, '0.00', false],
  [{ startBy: '2024-03-15', on: '2025-03-15' }, true, '200.00', false],
  [{ startBy: '2024-03-15', on: '2026-03-15' }, true, '0.00', true],
  [{ idleMonths: 30, governmentCause: true }, true, '0.00', false],
])('not started: %j', (input, idle, fee, reclaim) => {
  expect(ask(input)).toMatchObject({ started: false, idle, fee, reclaim, blocks: [] });
});

test.each([
  [{ startedShare: '0.3333', investedShare: '0.9', stoppedMonths: 12 }, true],
  [{ startedShare: '1/3', investedShare: '0.25', stoppedMonths: 99 }, false],
  [{ startedShare: '1/3', investedShare: '0.2499', stoppedMonths: 12 }, true],
  [{ startedShare: '0.1', investedShare: '0.1', stoppedMonths: 11 }, false],
])('started: %j', (input, idle) => {
  expect(ask(input)).toMatchObject({ started: true, idle, fee: '0.00', reclaim: false });
});

test.each([
  {},
  { startBy: '2024-01-01' },
  { startedShare: '0.1' },
  { startedShare: '0.5', stoppedMonths: 12 },
])('too little is known: %j', (input) => {
  expect(ask(input)).toMatchObject({ idle: null, blocks: [{ code: 'DATA_INSUFFICIENT' }] });
});

test('whole months', () => {
  const months = (from: string, to: string): number => wholeMonths(localDate(from), localDate(to));
  expect(months('2024-01-31', '2024-02-29')).toBe(1);
  expect(months('2024-01-31', '2024-02-28')).toBe(0);
  expect(months('2024-02-01', '2024-01-01')).toBe(0);
});
