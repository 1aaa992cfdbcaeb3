import { expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { paymentLimitsRule } from './payment-limits.rule.ts';

type Json = Record<string, unknown>;

function ask(input: Json) {
  const answer = askRule(paymentLimitsRule, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(paymentLimitsRule.output.safeParse(answer.output).error).toBeUndefined();
  const { reasons: _r, rulebook: _b, blocks, warnings, ...rest } = answer.output;
  return { ...rest, codes: [...blocks, ...warnings].map((finding) => finding.code) };
}
const progress = { kind: 'progress', payer: 'state_enterprise', signedOn: '2022-08-01', certified: '100.00' };
const retention = { kind: 'retention', stage: 'after_completion', settlement: '1000.00' };
const bid = { kind: 'bond', bond: 'bid', subject: 'works', estimate: '40000000.00' };
const none = { limit: null, bound: 'none' };

test.each<[Json, Json]>([
  [progress, { limit: '80.00', bound: 'min', allowed: null, codes: [] }],
  [
    { ...progress, proposed: '80.00' },
    { allowed: true, codes: [] },
  ],
  [
    { ...progress, proposed: '79.99' },
    { allowed: false, codes: ['BELOW_MINIMUM'] },
  ],
  [
    { ...progress, proposed: '1.00', signedOn: '2022-07-31' },
    { ...none, allowed: null, codes: [] },
  ],
  [
    { ...progress, proposed: '1.00', payer: 'private' },
    { ...none, allowed: null, codes: [] },
  ],
  [retention, { limit: '30.00', bound: 'max', allowed: null }],
  [
    { ...retention, proposed: '30.01' },
    { allowed: false, codes: ['OVER_LIMIT'] },
  ],
  [
    { ...retention, guaranteeOrInsurance: true },
    { limit: '0.00', bound: 'max' },
  ],
  [{ ...retention, performanceBond: { amount: '1.00' } }, { limit: '30.00' }],
  [{ ...retention, stage: 'before_completion', performanceBond: { amount: '1.00' } }, { limit: '0.00' }],
  [
    { kind: 'retention', stage: 'after_completion', contractPrice: '1000.00' },
    { limit: null, allowed: null, codes: ['DATA_INSUFFICIENT'] },
  ],
  [bid, { limit: '800000.00', bound: 'max' }],
  [
    { ...bid, estimate: '50000000.00', proposed: '800000.01' },
    { limit: '800000.00', codes: ['OVER_LIMIT'] },
  ],
  [{ ...bid, estimate: '50000000.00', subject: 'services' }, { limit: '1000000.00' }],
  [{ ...bid, bond: 'performance', contractPrice: '100.00' }, { limit: '10.00' }],
  [{ ...bid, bond: 'performance' }, { codes: ['DATA_INSUFFICIENT'] }],
  [
    { kind: 'addendum', original: '1000.00', earlier: '60.00' },
    { limit: '100.00', remaining: '40.00', allowed: null },
  ],
  [{ kind: 'addendum', original: '1000.00', earlier: '60.00', proposed: '40.00' }, { allowed: true }],
  [
    { kind: 'addendum', original: '1000.00', proposed: '100.01' },
    { allowed: false, codes: ['OVER_LIMIT'] },
  ],
  [
    { kind: 'late_interest', due: '10000.00', days: 10 },
    { ...none, interest: '50.00', allowed: null },
  ],
  [
    { kind: 'late_interest', due: '10000.00', days: 365, agreedAnnualRate: '0.05', lprAtSigning: '0.031' },
    { interest: '500.00', allowed: true, codes: [] },
  ],
  [
    { kind: 'late_interest', due: '10000.00', days: 73, agreedAnnualRate: '0.03', lprAtSigning: '0.031' },
    { interest: '60.00', allowed: false, codes: ['INTEREST_BELOW_LPR'] },
  ],
  [
    { kind: 'estimate', feasibilityEstimate: '1000.00', designEstimate: '1100.00' },
    { limit: '1100.00', allowed: true, excess: { fraction: '1/10', percent: '10.000000' }, codes: [] },
  ],
  [
    { kind: 'estimate', feasibilityEstimate: '1000.00', designEstimate: '1100.01' },
    { allowed: false, codes: ['REPORT_FEASIBILITY'] },
  ],
  [
    { kind: 'estimate', feasibilityEstimate: '1000.00', designEstimate: '900.00' },
    { excess: { fraction: '0/1', percent: '0.000000' } },
  ],
  [
    { kind: 'wage_cycle', cycle: { amount: 31, unit: 'day' } },
    { ...none, allowed: true },
  ],
  [
    { kind: 'wage_cycle', cycle: { amount: 32, unit: 'day' } },
    { allowed: false, codes: ['WAGE_CYCLE'] },
  ],
  [
    { kind: 'wage_cycle', cycle: { amount: 2, unit: 'month' } },
    { allowed: false, codes: ['WAGE_CYCLE'] },
  ],
])('%j', (input, expected) => {
  expect(ask(input)).toMatchObject(expected);
});

const term = { kind: 'payment_term', payer: 'government', deliveredOn: '2026-03-02' };

test.each<[Json, Json]>([
  [term, { dueBy: '2026-04-01', latest: '2026-05-06', allowed: null, provisional: false, codes: [] }],
  [
    { ...term, agreedDays: 60 },
    { dueBy: '2026-05-06', allowed: true },
  ],
  [
    { ...term, agreedDays: 61 },
    { dueBy: '2026-05-06', allowed: false, codes: ['TERM_TOO_LONG'] },
  ],
  [
    { ...term, payer: 'large_enterprise' },
    { dueBy: '2026-05-06', latest: null },
  ],
  [
    { ...term, payer: 'large_enterprise', agreedDays: 90 },
    { dueBy: '2026-06-01', latest: null, allowed: true, codes: ['TERM_LONG'] },
  ],
  [
    { ...term, clauses: ['back_to_back', 'audit_as_condition'] },
    { allowed: false, codes: ['N16'] },
  ],
  [{ ...term, deliveredOn: '2026-12-15' }, { provisional: true }],
])('%j', (input, expected) => {
  expect(ask(input)).toMatchObject(expected);
});

test('a key of another kind is refused', () => {
  expect(askRule(paymentLimitsRule, { ...term, certified: '1.00' }).ok).toBe(false);
});
