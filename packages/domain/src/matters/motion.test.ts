import { expect, test } from 'vitest';
import { deferralBy, type Motion, stepOfResult } from './motion.ts';

const defer: Motion = { kind: 'defer', until: '2026-07-20', reason: '再议' };
const approve: Motion = { kind: 'approve' };

test('only a deferral that was resolved is one: a motion that failed, or no quorum, merely waits', () => {
  expect(deferralBy(defer, 'approved')).toBe(defer);
  for (const result of ['not_approved', 'no_quorum', 'cannot_decide'] as const)
    expect(deferralBy(defer, result)).toBeNull();
  expect(deferralBy(approve, 'approved')).toBeNull();
  expect(stepOfResult(defer, 'not_approved')).toBe('defer');
  expect(stepOfResult(approve, 'not_approved')).toBe('reject');
  expect(stepOfResult(approve, 'no_quorum')).toBe('defer');
});
