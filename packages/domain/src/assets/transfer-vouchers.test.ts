import { describe, expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { transferVouchersRule } from './transfer-vouchers.rule.ts';

type Json = Record<string, unknown>;

const plant: Json = { id: 'plant', class: 'plant', cost: '2000.00', depreciation: '300.00' };
const land: Json = { id: 'land', class: 'land', cost: '600.00', depreciation: '60.00' };
const cip: Json = { id: 'cip', class: 'cip', cost: '260.00', depreciation: '0.00' };
const toCompany: Json = {
  path: 'P1',
  relation: 'gov_to_company',
  assets: [plant, land, cip],
  transferor: { kind: 'public_body' },
  transferee: { kind: 'company' },
};
const balances = { capitalReserve: '1000.00', surplusReserve: '300.00', retained: '500.00' };
const brothers: Json = {
  ...toCompany,
  path: 'P2',
  relation: 'brothers',
  assets: [{ ...plant, impairment: '100.00' }],
  transferor: { kind: 'company', ...balances },
};

function ask(input: Json) {
  const answer = askRule(transferVouchersRule, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(transferVouchersRule.output.safeParse(answer.output).error).toBeUndefined();
  return answer.output;
}
type Output = ReturnType<typeof ask>;
type Lines = { account: string; amount: string }[];
const print = (lines: Lines): string => lines.map(({ account, amount }) => `${account} ${amount}`).join(', ');
const entry = (out: Output, side: 'transferor' | 'transferee', step: string): string | undefined => {
  const found = out[side].entries.find((each) => each.step === step);
  return found && `${print(found.debit)} / ${print(found.credit)}`;
};
const codes = (findings: { code: string }[]): string[] => findings.map((finding) => finding.code);

test('public body to company: the worked example', () => {
  const out = ask(toCompany);
  expect(entry(out, 'transferor', 'out')).toBe(
    '1602 300.00, 1702 60.00, 3401 2500.00 / 1601 2000.00, 1701 600.00, 1613 260.00',
  );
  expect(entry(out, 'transferee', 'in')).toBe('1601 1700.00, 1701 540.00, 1604 260.00 / 4002 2500.00');
  expect(out).toMatchObject({ netOut: '2500.00', netIn: '2500.00', excluded: [], blocks: [], warnings: [] });
  expect(out.lines).toEqual([
    { id: 'plant', net: '1700.00' },
    { id: 'land', net: '540.00' },
    { id: 'cip', net: '260.00' },
  ]);
  expect('differenceToApproval' in out || 'minorityChange' in out).toBe(false);
});

test('the approval may make it capital', () => {
  const out = ask({ ...toCompany, capitalInjection: 'capital' });
  expect(entry(out, 'transferee', 'in')).toContain('/ 4001 2500.00');
});

describe('between companies', () => {
  test('brothers charge reserve, surplus and retained in turn', () => {
    const out = ask(brothers);
    expect(entry(out, 'transferor', 'out')).toBe(
      '1602 300.00, 1603 100.00, 4002 1000.00, 4101 300.00, 4104 300.00 / 1601 2000.00',
    );
    expect(entry(out, 'transferee', 'in')).toBe('1601 1600.00 / 4002 1600.00');
    expect(out.warnings).toEqual([]);
  });
  test('beyond all balances the rest stays in retained profit, with a warning', () => {
    const out = ask({ ...brothers, transferor: { kind: 'company', ...balances, retained: '299.99' } });
    expect(entry(out, 'transferor', 'out')).toContain('4104 300.00');
    expect(codes(out.warnings)).toEqual(['RETAINED_NEGATIVE']);
  });
  test('balances are needed only as far as the charge goes', () => {
    expect(ask({ ...brothers, transferor: { kind: 'company', capitalReserve: '1600.00' } }).blocks).toEqual(
      [],
    );
    const out = ask({ ...brothers, transferor: { kind: 'company', capitalReserve: '1599.99' } });
    expect(codes(out.blocks)).toEqual(['DATA_INSUFFICIENT']);
    expect(codes(ask({ ...brothers, transferor: { kind: 'company' } }).blocks)).toEqual([
      'DATA_INSUFFICIENT',
    ]);
  });
  test('parent to wholly owned, and back', () => {
    const down = ask({ ...brothers, relation: 'parent_to_wholly', transferor: { kind: 'company' } });
    expect(entry(down, 'transferor', 'out')).toContain('1511 1600.00 / 1601 2000.00');
    expect(entry(down, 'transferee', 'in')).toBe('1601 1600.00 / 4002 1600.00');
    const up = ask({ ...brothers, relation: 'wholly_to_parent' });
    expect(entry(up, 'transferor', 'out')).toContain('4002 1000.00, 4101 300.00, 4104 300.00');
    expect(entry(up, 'transferee', 'in')).toBe('1601 1600.00 / 1511 1600.00');
    const reduction = { ...brothers, relation: 'wholly_to_parent', capitalInjection: 'capital' };
    const less = ask({ ...reduction, transferor: { kind: 'company' } });
    expect(entry(less, 'transferor', 'out')).toContain('4001 1600.00');
    expect(entry(less, 'transferee', 'in')).toContain('/ 1511 1600.00');
  });
});

test.each([
  ['plant', 'own', '1602 1.00, 1603 2.00 | 1601 10.00 | 1601 7.00'],
  ['plant', 'leased', '1522 1.00, 1523 2.00 | 1521 10.00 | 1521 7.00'],
  ['equipment', 'own', '1602 1.00, 1603 2.00 | 1601 10.00 | 1601 7.00'],
  ['pipe', 'own', '1602 1.00, 1603 2.00 | 1601 10.00 | 1601 7.00'],
  ['land', 'own', '1702 1.00, 1703 2.00 | 1701 10.00 | 1701 7.00'],
  ['intangible', 'own', '1702 1.00, 1703 2.00 | 1701 10.00 | 1701 7.00'],
  ['cip', 'own', '1605 2.00 | 1604 9.00 | 1604 7.00'],
  ['equity', 'own', '1512 2.00 | 1511 9.00 | 1511 7.00'],
  ['receivable', 'own', '1231 2.00 | 1221 9.00 | 1221 7.00'],
])('company accounts of %s (%s)', (cls, use, expected) => {
  const assets = [{ id: 'x', class: cls, use, cost: '10.00', depreciation: '1.00', impairment: '2.00' }];
  const out = ask({ ...brothers, assets });
  const [contra, cost, into] = expected.split(' | ');
  expect(entry(out, 'transferor', 'out')).toBe(`${contra}, 4002 7.00 / ${cost}`);
  expect(entry(out, 'transferee', 'in')).toBe(`${into} / 4002 7.00`);
});

test.each([
  ['equity', '1501', '1511'],
  ['receivable', '1218', '1221'],
  ['cip', '1613', '1604'],
])('public accounts of %s', (cls, from, to) => {
  const out = ask({ ...toCompany, assets: [{ id: 'x', class: cls, cost: '10.00', depreciation: '0.00' }] });
  expect(entry(out, 'transferor', 'out')).toBe(`3401 10.00 / ${from} 10.00`);
  expect(entry(out, 'transferee', 'in')).toBe(`${to} 10.00 / 4002 10.00`);
});

test('what is parked, public or without account stays out while the rest goes on', () => {
  const assets = [
    plant,
    { ...land, blocked: 'SEIZED' },
    { ...cip, publicBenefit: true },
    { id: 'road', class: 'road', cost: '5.00', depreciation: '0.00' },
    { id: 'debt', class: 'payable', cost: '5.00', depreciation: '0.00' },
  ];
  const out = ask({ ...toCompany, assets });
  expect(out.excluded.map(({ id, code }) => `${id} ${code}`)).toEqual([
    'land SEIZED',
    'cip PUBLIC_BENEFIT',
    'road NO_ACCOUNT',
    'debt NO_ACCOUNT',
  ]);
  expect(out).toMatchObject({ netOut: '1700.00', lines: [{ id: 'plant' }] });
});

test('nothing left to move makes no entry', () => {
  const out = ask({ ...toCompany, assets: [{ ...plant, blocked: 'SEIZED' }] });
  expect([out.transferor.entries, out.transferee.entries]).toEqual([[], []]);
});

test('costs are the transferor’s own and no part of the net', () => {
  const out = ask({ ...toCompany, transferor: { kind: 'public_body', costs: '5.00' } });
  const costs = out.transferor.entries.filter((each) => each.step === 'costs');
  expect(costs.map((each) => `${each.book}: ${print(each.debit)} / ${print(each.credit)}`)).toEqual([
    'financial: 5301 5.00 / 1002 5.00',
    'budget: 7901 5.00 / 8001 5.00',
  ]);
  expect(out.netOut).toBe('2500.00');
  const company = ask({ ...brothers, transferor: { kind: 'company', ...balances, costs: '5.00' } });
  expect(entry(company, 'transferor', 'costs')).toBe('6602 5.00 / 1002 5.00');
});

describe('between basis date and delivery', () => {
  const assets = [
    { ...plant, monthlyDepreciation: '10.00' },
    { ...land, monthlyDepreciation: '1.00' },
  ];
  test('every month from the one after the basis date to that of the delivery', () => {
    const out = ask({ ...toCompany, assets, basisDate: '2025-12-31', deliveryDate: '2026-03-01' });
    expect(entry(out, 'transferor', 'transition')).toBe('5001 33.00 / 1602 30.00, 1702 3.00');
    expect(entry(out, 'transferor', 'out')).toBe(
      '1602 330.00, 1702 63.00, 3401 2207.00 / 1601 2000.00, 1701 600.00',
    );
    expect(entry(out, 'transferee', 'in')).toBe('1601 1670.00, 1701 537.00 / 4002 2207.00');
    expect(out.transferor.entries.map((each) => each.step)).toEqual(['transition', 'out']);
    expect(out.rulebook.asOf).toBe('2026-03-01');
  });
  test('none within one month, and a company charges its expense', () => {
    const same = { basisDate: '2026-03-01', deliveryDate: '2026-03-31' };
    expect(entry(ask({ ...toCompany, assets, ...same }), 'transferor', 'transition')).toBeUndefined();
    const next = { basisDate: '2026-03-31', deliveryDate: '2026-04-01' };
    const out = ask({
      ...brothers,
      assets: [{ ...plant, use: 'leased', monthlyDepreciation: '10.00' }],
      ...next,
    });
    expect(entry(out, 'transferor', 'transition')).toBe('6602 10.00 / 1522 10.00');
  });
  test('never below nothing', () => {
    const worn = [{ ...plant, depreciation: '1995.00', monthlyDepreciation: '10.00' }];
    const out = ask({ ...toCompany, assets: worn, basisDate: '2026-01-01', deliveryDate: '2026-06-01' });
    expect(entry(out, 'transferor', 'transition')).toBe('5001 5.00 / 1602 5.00');
    expect(out.netOut).toBe('0.00');
    expect(entry(out, 'transferor', 'out')).toBe('1602 2000.00 / 1601 2000.00');
  });
});

describe('approval and minorities', () => {
  test.each([
    ['2500.00', '0.00', []],
    ['2600.00', '-100.00', []],
    ['2499.99', '0.01', ['SUPPLEMENT_APPROVAL']],
  ])('approved %s: difference %s', (approvedTotal, difference, blocks) => {
    const out = ask({ ...toCompany, approvedTotal });
    expect(out.differenceToApproval).toBe(difference);
    expect(codes(out.blocks)).toEqual(blocks);
  });
  test('outsiders of the transferor lose what those of the transferee gain', () => {
    const harmed = ask({ ...brothers, minority: { transferor: '1/3', transferee: '0' } });
    expect(harmed.minorityChange).toBe('-533.33');
    expect(codes(harmed.warnings)).toEqual(['MINORITY_HARMED']);
    const gained = ask({ ...brothers, minority: { transferor: '0', transferee: '0.2' } });
    expect(gained).toMatchObject({ minorityChange: '320.00', warnings: [] });
  });
});

test.each([
  [{ ...toCompany, transferor: { kind: 'company' } }, 'transferor.kind'],
  [{ ...brothers, transferor: { kind: 'public_body' } }, 'transferor.kind'],
  [{ ...toCompany, basisDate: '2026-02-01', deliveryDate: '2026-01-01' }, 'deliveryDate'],
  [{ ...toCompany, assets: [{ ...plant, depreciation: '2000.01' }] }, 'assets.0.cost'],
  [{ ...toCompany, assets: [plant, land, { ...cip, id: 'plant' }] }, 'assets.2.id'],
])('what cannot be is refused: %#', (input, path) => {
  expect(askRule(transferVouchersRule, input)).toMatchObject({ ok: false, problems: [{ path }] });
});

test('sums may be larger than any amount that is given', () => {
  const most = '999999999999999999.99';
  const assets = ['a', 'b'].map((id) => ({ id, class: 'land', cost: most, depreciation: '0.00' }));
  expect(ask({ ...toCompany, assets, approvedTotal: '0.00' })).toMatchObject({
    netOut: '1999999999999999999.98',
    netIn: '1999999999999999999.98',
    differenceToApproval: '1999999999999999999.98',
  });
});
