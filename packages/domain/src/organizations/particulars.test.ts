import { expect, test } from 'vitest';
import { type LocalDate, localDate } from '../kernel/local-date.ts';
import { decideParticular, type Particular, particularOn } from './particulars.ts';

const today = localDate('2026-11-22');
const office = (value: string, validFrom: string): Particular => ({ kind: 'office', value, validFrom });

test('of what was recorded the last to begin stands, and of one day the last recorded, in any order of days', () => {
  const rows = [
    office('乙路2号', '2026-03-01'),
    office('甲路1号', '2025-01-01'),
    office('乙路3号', '2026-03-01'),
  ];
  const on = (day: string) => particularOn(rows, 'office', day)?.value ?? null;
  expect(['2024-12-31', '2025-01-01', '2026-02-28', '2026-03-01', '2026-11-22'].map(on)).toEqual([
    null,
    '甲路1号',
    '甲路1号',
    '乙路3号',
    '乙路3号',
  ]);
  expect(particularOn(rows, 'scope', '2026-11-22')).toBeNull();
});

test('what has not happened, changes nothing, is no form, or names before the present name is refused', () => {
  const codes = (asked: { kind: Particular['kind']; value: string; validFrom: LocalDate }) => {
    const decision = decideParticular(asked, '甲', '2026-01-01', today);
    return decision.outcome === 'accepted' ? [] : decision.refusals.map(({ code }) => code);
  };
  const name = (value: string, day: string) => ({ kind: 'name' as const, value, validFrom: localDate(day) });
  expect(codes(name('乙', '2026-11-23'))).toEqual(['DAY_NOT_COME']);
  expect(codes(name('甲', '2026-05-01'))).toEqual(['PARTICULAR_SAME']);
  expect(codes(name('乙', '2026-01-01'))).toEqual(['PARTICULAR_NAME_EARLIER']);
  expect(codes(name('乙', '2026-01-02'))).toEqual([]);
  expect(codes({ kind: 'form', value: '有限', validFrom: today })).toEqual(['PARTICULAR_UNKNOWN_FORM']);
  expect(codes({ kind: 'form', value: 'joint_stock', validFrom: today })).toEqual([]);
  expect(codes({ kind: 'office', value: '乙', validFrom: localDate('2020-01-01') })).toEqual([]);
});
