import { expect, test } from 'vitest';
import { decideSplitRemark, type SplitRemarkKind, splitFlagState } from './decide-split-remark.ts';

const say = (remarks: SplitRemarkKind[], kind: SplitRemarkKind, continued = false): string => {
  const decision = decideSplitRemark({ continued, remarks }, kind);
  return decision.outcome === 'accepted' ? 'accepted' : decision.refusals[0].code;
};

test.each<[SplitRemarkKind[], SplitRemarkKind, string]>([
  [[], 'acknowledged', 'accepted'],
  [[], 'explained', 'accepted'],
  [[], 'referred', 'accepted'],
  [['acknowledged'], 'explained', 'accepted'],
  [['acknowledged'], 'acknowledged', 'SPLIT_FLAG_ACKNOWLEDGED'],
  [['explained'], 'referred', 'SPLIT_FLAG_CLOSED'],
  [['acknowledged', 'referred'], 'acknowledged', 'SPLIT_FLAG_CLOSED'],
])('after %j, %s: %s', (remarks, kind, expected) => {
  expect(say(remarks, kind)).toBe(expected);
  expect(say(remarks, kind, true)).toBe('SPLIT_FLAG_CONTINUED');
});

test('a flag stands by what closed it, else by what was said first', () => {
  expect(splitFlagState([])).toBe('open');
  expect(splitFlagState(['acknowledged'])).toBe('acknowledged');
  expect(splitFlagState(['acknowledged', 'explained'])).toBe('explained');
  expect(splitFlagState(['referred'])).toBe('referred');
});
