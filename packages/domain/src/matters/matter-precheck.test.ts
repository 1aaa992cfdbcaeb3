import { expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { matterPrecheckRule } from './matter-precheck.rule.ts';

type Step = { code: string; heldOn: string; outcome?: string; baseDate?: string };

const reorganization: Step[] = [
  { code: 'PARTY', heldOn: '2026-03-01', outcome: 'approved' },
  { code: 'SWC', heldOn: '2026-03-02', outcome: 'approved' },
  { code: 'BOARD', heldOn: '2026-03-03', outcome: 'approved' },
  { code: 'APPR', heldOn: '2026-02-01', baseDate: '2025-12-31' },
  ...['LEGAL', 'COMPL', 'EXPERT', 'RISK', 'AUDIT', 'CRED', 'PUB'].map((code) => ({
    code,
    heldOn: '2026-02-01',
  })),
];

function check(input: Record<string, unknown>) {
  const answer = askRule(matterPrecheckRule, { matter: 'reorganization', type: 'merger', ...input });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(matterPrecheckRule.output.safeParse(answer.output).error).toBeUndefined();
  const codes = answer.output.findings.map((finding) => finding.code);
  return { codes, passed: answer.output.passed, wrong: codes.filter((code) => !code.endsWith('_OK')) };
}
const replaced = (code: string, change: Partial<Step>): Step[] =>
  reorganization.map((step) => (step.code === code ? { ...step, ...change } : step));
const without = (code: string): Step[] => reorganization.filter((step) => step.code !== code);
const bare = (code: string): Step[] => [...without(code), { code, heldOn: '2026-03-02' }];

test('complete, in order and valid: every required step has its finding', () => {
  const { codes, passed } = check({ records: reorganization, on: '2026-12-31' });
  expect(passed).toBe(true);
  expect(codes).toEqual(
    ['PARTY', 'BOARD', 'LEGAL', 'COMPL', 'EXPERT', 'RISK', 'AUDIT', 'APPR', 'SWC', 'CRED', 'PUB'].map(
      (code) => `${code}_OK`,
    ),
  );
});

test('what is missing, rejected or without an outcome', () => {
  expect(check({ records: without('AUDIT') }).wrong).toEqual(['AUDIT_MISSING']);
  expect(check({ records: replaced('BOARD', { outcome: 'rejected' }) }).wrong).toEqual(['BOARD_REJECTED']);
  for (const code of ['PARTY', 'SWC', 'BOARD', 'SH']) {
    expect(check({ records: bare(code) }).codes).toContain(`${code}_INSUFFICIENT`);
  }
  expect(
    check({ records: [...reorganization, { code: 'SH', heldOn: '2026-03-04', outcome: 'rejected' }] }).wrong,
  ).toEqual(['SH_REJECTED']);
});

test('a later record of a step takes the place of an earlier one', () => {
  const earlier = { code: 'BOARD', heldOn: '2026-02-20', outcome: 'rejected' };
  expect(check({ records: [...reorganization, earlier] }).passed).toBe(true);
});

test('order: the same day is in order, an inversion is one finding', () => {
  expect(check({ records: replaced('BOARD', { heldOn: '2026-03-02' }) }).passed).toBe(true);
  expect(check({ records: replaced('BOARD', { heldOn: '2026-02-28' }) }).wrong).toEqual([
    'SEQUENCE_VIOLATION',
  ]);
  expect(check({ records: replaced('PARTY', { heldOn: '2026-03-04' }) }).passed).toBe(false);
});

test('workers: heard is enough unless people are resettled', () => {
  const records = replaced('SWC', { outcome: 'heard' });
  expect(check({ records }).wrong).toEqual(['SWC_INSUFFICIENT']);
  expect(check({ records, employees: { resettled: true } }).wrong).toEqual(['SWC_HEARD_ONLY']);
  expect(check({ records, employees: { resettled: false } }).passed).toBe(true);
  const equity = { matter: 'equity_transfer', type: 'public', records: without('SWC') };
  expect(check(equity).passed).toBe(true);
  expect(check({ ...equity, employees: { resettled: true } }).wrong).toEqual(['SWC_MISSING']);
});

test('appraisal: a year from the base date and nine months for filing, both included', () => {
  expect(check({ records: reorganization, on: '2027-01-01' }).wrong).toEqual(['APPR_EXPIRED']);
  expect(check({ records: replaced('APPR', { heldOn: '2026-09-30' }), on: '2026-10-01' }).passed).toBe(true);
  expect(check({ records: replaced('APPR', { heldOn: '2026-10-01' }), on: '2026-10-01' }).wrong).toEqual([
    'APPR_LATE',
  ]);
  const noBase = [...without('APPR'), { code: 'APPR', heldOn: '2026-02-01' }];
  expect(check({ records: noBase }).wrong).toEqual(['APPR_INSUFFICIENT']);
});

test('an exemption is not a pass, it says that the step does not apply', () => {
  const records = without('APPR');
  expect(check({ records, withinGroupWholly: true })).toMatchObject({
    wrong: ['APPR_NOT_APPLICABLE'],
    passed: true,
  });
  expect(check({ records, type: 'conversion', withinGroupWholly: true }).wrong).toEqual(['APPR_MISSING']);
  expect(check({ matter: 'equity_transfer', type: 'free_transfer', records }).wrong).toEqual([
    'APPR_NOT_APPLICABLE',
  ]);
});

test('assets handed over free are not sold; their appraisal falls away only within one group', () => {
  const assets = {
    matter: 'asset_disposal',
    records: reorganization.filter((r) => !['APPR', 'PUB'].includes(r.code)),
  };
  expect(check({ ...assets, type: 'public' }).wrong).toEqual(['APPR_MISSING', 'PUB_MISSING']);
  expect(check({ ...assets, type: 'free_transfer' }).wrong).toEqual(['APPR_MISSING']);
  expect(check({ ...assets, type: 'free_transfer', withinGroupWholly: true })).toMatchObject({
    wrong: ['APPR_NOT_APPLICABLE'],
    passed: true,
  });
});

test('what the route of the case calls for must be there', () => {
  const plan = { matter: 'investment_plan', type: 'project', records: without('EXPERT') };
  expect(check(plan).passed).toBe(true);
  expect(check({ ...plan, calledFor: ['EXPERT'] }).wrong).toEqual(['EXPERT_MISSING']);
});

test('what the type calls for', () => {
  const capital = (type: string) => check({ matter: 'capital_change', type, records: without('CRED') }).wrong;
  expect(capital('decrease')).toEqual(['CRED_MISSING']);
  expect(capital('increase')).toEqual([]);
  const policy = (type: string) =>
    check({ matter: 'business_policy', type, records: without('EXPERT') }).wrong;
  expect(policy('five_year_plan')).toEqual(['EXPERT_MISSING']);
  expect(policy('annual_policy')).toEqual([]);
});

test('in Party building the Party’s discussion is the matter, not a step', () => {
  const party = { matter: 'party_building', type: 'preresearch_list' };
  expect(check({ ...party, records: [] })).toMatchObject({ codes: [], passed: true });
  const records = [
    { code: 'PARTY', heldOn: '2026-03-05', outcome: 'approved' },
    { code: 'BOARD', heldOn: '2026-03-01', outcome: 'approved' },
  ];
  expect(check({ ...party, records }).passed).toBe(true);
});

test('a type that the matter does not know is bad input', () => {
  expect(askRule(matterPrecheckRule, { matter: 'donation', type: 'x', records: [] })).toMatchObject({
    ok: false,
    problems: [{ path: 'type' }],
  });
  expect(askRule(matterPrecheckRule, matterPrecheckRule.example)).toMatchObject({
    ok: true,
    output: { passed: true },
  });
});
