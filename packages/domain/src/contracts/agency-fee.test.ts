import { describe, expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { agencyFeeRule } from './agency-fee.rule.ts';

function ask(input: Record<string, unknown>) {
  const answer = askRule(agencyFeeRule, { on: '2026-06-01', ...input });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(agencyFeeRule.output.safeParse(answer.output).error).toBeUndefined();
  return answer.output;
}
const wan = (amount: number): string => `${amount}0000.00`;

describe('the printed examples', () => {
  test.each([
    [1_000, 20],
    [5_000, 80],
    [10_000, 140],
    [50_000, 540],
    [100_000, 940],
    [200_000, 1_340],
  ])('504: %i 万元 gives %i 万元', (base, fee) => {
    expect(ask({ totalInvestment: wan(base) })).toMatchObject({ table: 'caijian-2016-504', cap: wan(fee) });
  });
  test.each([
    [1_000, 15],
    [5_000, 63],
    [10_000, 113],
    [50_000, 433],
    [100_000, 683],
    [200_000, 883],
  ])('394: %i 万元 gives %i 万元', (base, fee) => {
    const out = ask({ on: '2016-08-31', totalInvestment: wan(base) });
    expect(out).toMatchObject({ table: 'caijian-2002-394', cap: wan(fee), warnings: [] });
  });
  test('the fee itself and land are not in the base', () => {
    const out = ask({ totalInvestment: wan(18_640), includedManagementFee: wan(190), landCost: wan(2_450) });
    expect(out).toMatchObject({ base: wan(16_000), cap: wan(200) });
  });
  test('bands are continuous, and only those reached', () => {
    expect(ask({ totalInvestment: '30000000.00' }).bands).toEqual([
      { from: '0.00', to: '10000000.00', rate: '0.02', part: '200000.00' },
      { from: '10000000.00', to: '50000000.00', rate: '0.015', part: '300000.00' },
    ]);
    expect(ask({ totalInvestment: '10000000.00' }).bands).toHaveLength(1);
    expect(ask({ totalInvestment: '10005000.00' }).bands[1]?.part).toBe('75.00');
    expect(ask({ totalInvestment: '0.00' })).toMatchObject({ cap: '0.00', bands: [] });
    expect(ask({ totalInvestment: wan(300_000) }).bands.at(-1)).toMatchObject({ to: null, rate: '0.004' });
  });
});

describe('which table', () => {
  test('504 from its first day', () => {
    expect(ask({ on: '2016-09-01', totalInvestment: wan(1_000) }).table).toBe('caijian-2016-504');
  });
  test('a table asked for outside its time answers with a warning', () => {
    const old = ask({ totalInvestment: wan(1_000), table: 'caijian-2002-394' });
    expect(old).toMatchObject({ cap: wan(15), warnings: [{ code: 'TABLE_NOT_IN_FORCE' }] });
    const early = ask({ on: '2010-01-01', totalInvestment: wan(1_000), table: 'caijian-2016-504' });
    expect(early.warnings).toMatchObject([{ code: 'TABLE_NOT_IN_FORCE' }]);
    expect(ask({ totalInvestment: wan(1_000), table: 'caijian-2016-504' }).warnings).toEqual([]);
  });
});

describe('what is left, and what it binds', () => {
  const base = { totalInvestment: wan(1_000) };
  test('the cap itself may be paid', () => {
    expect(ask({ ...base, proposedFee: '200000.00' }).blocks).toEqual([]);
    expect(ask({ ...base, proposedFee: '200000.01' }).blocks).toMatchObject([{ code: 'N13' }]);
  });
  test('what was spent on management counts against the fee', () => {
    const spent = { ...base, managementFeeSpent: '50000.00' };
    expect(ask({ ...spent, proposedFee: '150000.00' })).toMatchObject({ remaining: '150000.00', blocks: [] });
    expect(ask({ ...spent, proposedFee: '150000.01' }).blocks).toMatchObject([{ code: 'N13' }]);
    expect(ask({ ...base, managementFeeSpent: '200000.01' }).remaining).toBe('-0.01');
    expect('remaining' in ask(base)).toBe(false);
  });
  test('a bonus needs all three', () => {
    const all = { onTime: true, quality: true, withinEstimate: true };
    const paid = { ...base, proposedFee: '100000.00' };
    expect(ask({ ...paid, performance: all }).bonusCap).toBe('10000.00');
    expect(ask({ ...paid, performance: { ...all, quality: false } }).bonusCap).toBe('0.00');
    expect('bonusCap' in ask(paid)).toBe(false);
  });
  test('an operating project of a state enterprise is bound over half fiscal money', () => {
    const over = (applies: Record<string, unknown>) => ask({ ...base, proposedFee: '200000.01', applies });
    const free = over({ to: 'state_enterprise', operating: true, fiscalShareOfCapital: '0.5' });
    expect(free).toMatchObject({ binding: false, blocks: [], warnings: [{ code: 'N13' }] });
    const bound = over({ to: 'state_enterprise', operating: true, fiscalShareOfCapital: '0.51' });
    expect(bound).toMatchObject({ binding: true, blocks: [{ code: 'N13' }] });
    expect(over({ to: 'state_enterprise', operating: false }).binding).toBe(true);
    expect(over({ to: 'public_body', operating: true }).blocks).toMatchObject([{ code: 'N13' }]);
    const unknown = over({ to: 'state_enterprise', operating: true });
    expect(unknown.binding).toBe(true);
    expect(unknown.blocks.map((block) => block.code)).toEqual(['DATA_INSUFFICIENT', 'N13']);
  });
  test('more taken out than the total is refused', () => {
    const answer = askRule(agencyFeeRule, { on: '2026-06-01', ...base, landCost: wan(1_001) });
    expect(answer.ok).toBe(false);
  });
});
