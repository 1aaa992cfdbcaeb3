import { expect, test } from 'vitest';
import { draftOfMotion, emptyCondition, motionOf } from './motion-draft.ts';

const draft = draftOfMotion({ kind: 'approve' }, 'company');

test('a motion is there only once its fields are', () => {
  expect(motionOf(draft)).toEqual({ kind: 'approve' });
  expect(motionOf({ ...draft, kind: 'defer', until: '2026-12-01' })).toBeNull();
  expect(motionOf({ ...draft, kind: 'defer', until: '2026-12-01', reason: ' 待补充测算 ' })).toEqual({
    kind: 'defer',
    until: '2026-12-01',
    reason: '待补充测算',
  });
  expect(motionOf({ ...draft, kind: 'return', reason: ' ' })).toBeNull();
});

test('conditions are taken all or none', () => {
  const whole = { phase: 'during', text: '按季报告', ownerId: 'company', dueOn: '2027-03-31' } as const;
  expect(motionOf({ ...draft, kind: 'conditional', conditions: [whole] })).toEqual({
    kind: 'conditional',
    conditions: [whole],
  });
  const half = [whole, emptyCondition('company')];
  expect(motionOf({ ...draft, kind: 'conditional', conditions: half })).toBeNull();
  expect(motionOf({ ...draft, kind: 'conditional', conditions: [] })).toBeNull();
});

test('changing the kind keeps what was typed', () => {
  const typed = { ...draft, kind: 'return' as const, reason: '材料矛盾' };
  expect(motionOf({ ...typed, kind: 'approve' })).toEqual({ kind: 'approve' });
  expect(motionOf({ ...typed, kind: 'return' })).toEqual({ kind: 'return', reason: '材料矛盾' });
});
