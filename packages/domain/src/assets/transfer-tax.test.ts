import { describe, expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { transferTaxRule } from './transfer-tax.rule.ts';

type Json = Record<string, unknown>;

const conditions = { atBookValue: true, noGainBooked: true, businessPurpose: true };
const plant = { class: 'plant', value: '2000.00', basis: '1600.00' };
const fromCommittee: Json = {
  path: 'P1',
  relation: 'gov_to_company',
  from: 'public_body',
  to: 'company',
  on: '2026-09-16',
  asset: plant,
};
const down: Json = {
  ...fromCommittee,
  path: 'P2',
  relation: 'parent_to_sub',
  from: 'company',
  holding: { share: '1', direct: true },
  conditions,
};

function ask(input: Json) {
  const answer = askRule(transferTaxRule, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(transferTaxRule.output.safeParse(answer.output).error).toBeUndefined();
  return answer.output;
}
const codes = (findings: { code: string }[]): string[] => findings.map((finding) => finding.code);
const line = (input: Json, tax: string) => ask(input).taxes.find((each) => each.tax === tax);
const income = (input: Json) => line(input, 'corporate_income');
const deed = (input: Json) => line(input, 'deed');

test('all taxes in their order; what cannot be told is to be confirmed', () => {
  expect(ask(down).taxes.map(({ tax, treatment, amount }) => [tax, treatment, amount])).toEqual([
    ['corporate_income', 'special', '0.00'],
    ['deed', 'exempt', '0.00'],
    ['vat', 'confirm', null],
    ['land_appreciation', 'confirm', null],
    ['stamp', 'confirm', null],
  ]);
});

describe('income from a public body', () => {
  test.each([
    ['state_capital', 'not_income', '0.00', '2000.00'],
    ['special_purpose', 'non_taxable_income', '0.00', '0.00'],
    ['silent', 'taxable', '500.00', '2000.00'],
    [undefined, 'taxable', '500.00', '2000.00'],
  ])('the approval says %s: %s', (approvalSays, treatment, amount, taxBasis) => {
    const out = ask({ ...fromCommittee, ...(approvalSays === undefined ? {} : { approvalSays }) });
    expect(out.taxes[0]).toMatchObject({ treatment, amount, taxBasis });
    expect(out).toMatchObject({ blocks: [], warnings: [] });
    expect(out).not.toHaveProperty('lockedUntil');
  });
  test('the special treatment is not for it, whatever it is called', () => {
    const claimed = { ...fromCommittee, claims: 'special', conditions };
    expect(codes(ask(claimed).blocks)).toEqual(['NOT_RESIDENT_ENTERPRISE']);
    const parent = { ...down, from: 'public_body', claims: 'special' };
    expect(codes(ask(parent).blocks)).toEqual(['NOT_RESIDENT_ENTERPRISE']);
    expect(income(parent)).toMatchObject({ treatment: 'taxable', amount: '500.00' });
    expect(ask({ ...down, from: 'public_body' }).blocks).toEqual([]);
  });
  test('what is paid for is no income', () => {
    const bought = ask({ ...fromCommittee, path: 'P3' });
    expect(bought.taxes[0]).toMatchObject({ treatment: 'confirm', amount: null });
    expect(codes(bought.blocks)).toEqual(['DATA_INSUFFICIENT']);
    expect(income({ ...fromCommittee, path: 'P3', approvalSays: 'state_capital' })).toMatchObject({
      treatment: 'not_income',
    });
  });
});

describe('income between companies', () => {
  test('special: nothing now, the old basis goes on, twelve months are watched', () => {
    expect(ask(down)).toMatchObject({ lockedUntil: '2027-09-16', blocks: [], warnings: [] });
    expect(income(down)).toMatchObject({ treatment: 'special', amount: '0.00', taxBasis: '1600.00' });
  });
  test.each(['parent_to_sub', 'sub_to_parent', 'brothers'])('%s alike', (relation) => {
    expect(income({ ...down, relation })?.treatment).toBe('special');
  });
  test.each<[string, Json, string[]]>([
    ['80% held', { holding: { share: '0.8', direct: true } }, ['NOT_WHOLLY_HELD']],
    ['all but a millionth', { holding: { share: '999999/1000000', direct: true } }, ['NOT_WHOLLY_HELD']],
    ['a grandchild', { holding: { share: '1', direct: false } }, ['NOT_DIRECT']],
    ['not at book value', { conditions: { ...conditions, atBookValue: false } }, ['CONDITIONS']],
    ['a gain booked', { conditions: { ...conditions, noGainBooked: false } }, ['CONDITIONS']],
    ['no purpose', { conditions: { ...conditions, businessPurpose: false } }, ['CONDITIONS']],
    [
      'everything at once, in order',
      { holding: { share: '0', direct: false }, conditions: { ...conditions, noGainBooked: false } },
      ['NOT_WHOLLY_HELD', 'NOT_DIRECT', 'CONDITIONS'],
    ],
    ['conditions not given', { conditions: undefined }, ['DATA_INSUFFICIENT']],
    ['holding not given', { holding: undefined }, ['DATA_INSUFFICIENT']],
    ['a sale', { path: 'P3' }, ['CONDITIONS']],
  ])('%s: ordinary, and says why', (_, change, blocks) => {
    const out = ask({ ...down, ...change });
    expect(codes(out.blocks)).toEqual(blocks);
    expect(out.taxes[0]).toMatchObject({ treatment: 'ordinary', amount: '100.00', taxBasis: '2000.00' });
    expect(out).not.toHaveProperty('lockedUntil');
  });
  test('claimed as ordinary it needs neither holding nor conditions', () => {
    const out = ask({
      ...down,
      claims: 'ordinary',
      holding: undefined,
      conditions: undefined,
      asset: { ...plant, class: 'equipment' },
    });
    expect(out.blocks).toEqual([]);
    expect(out.taxes[0]).toMatchObject({ treatment: 'ordinary', amount: '100.00' });
  });
  test.each([
    ['1600.00', '2000.00', '0.00'],
    ['2000.00', '2000.00', '0.00'],
    ['0.02', '0.00', '0.01'],
    ['0.01', '0.00', '0.00'],
    ['999999999999999999.99', '0.00', '250000000000000000.00'],
  ])('value %s over basis %s: %s', (value, basis, amount) => {
    const asset = { class: 'equipment', value, basis };
    expect(income({ ...down, claims: 'ordinary', asset })).toMatchObject({ amount, taxBasis: value });
  });
  test('another rate', () => {
    const rates = { corporateIncome: '0.15' };
    expect(income({ ...down, claims: 'ordinary', rates })?.amount).toBe('60.00');
    expect(income({ ...fromCommittee, rates })?.amount).toBe('300.00');
    expect(deed({ ...fromCommittee, rates })?.amount).toBe('60.00');
  });
});

describe('the lock-up', () => {
  const after = (on: string, events: Json[]) => ask({ ...down, on, events });
  test.each([
    ['2026-09-15', []],
    ['2026-09-16', []],
    ['2026-09-17', ['LOCKUP_BROKEN']],
    ['2027-09-16', ['LOCKUP_BROKEN']],
    ['2027-09-17', []],
  ])('an event on %s: %j', (on, warnings) => {
    for (const kind of ['resale', 'business_change', 'equity_change'])
      expect(codes(after('2026-09-16', [{ kind, on }]).warnings)).toEqual(warnings);
  });
  test('it ends on the last day of a short month, and does not roll off a Sunday', () => {
    expect(after('2024-02-29', []).lockedUntil).toBe('2025-02-28');
    expect(after('2026-02-28', []).lockedUntil).toBe('2027-02-28');
  });
  test('without a special treatment nothing is locked', () => {
    const events = [{ kind: 'resale', on: '2026-10-01' }];
    expect(ask({ ...down, claims: 'ordinary', events }).warnings).toEqual([]);
    expect(ask({ ...fromCommittee, events }).warnings).toEqual([]);
  });
});

describe('deed tax', () => {
  test.each<[string, Json, string, string]>([
    ['by administrative order', { administrativeOrder: true }, 'exempt', '0.00'],
    ['from a public body without one', {}, 'taxable', '60.00'],
    ['equipment', { asset: { ...plant, class: 'equipment' } }, 'not_taxed', '0.00'],
    ['equity', { asset: { ...plant, class: 'equity' } }, 'not_taxed', '0.00'],
    ['land', { asset: { ...plant, class: 'land' } }, 'taxable', '60.00'],
    ['sold, whatever order is shown', { path: 'P3', administrativeOrder: true }, 'taxable', '60.00'],
    ['custody only', { path: 'P4' }, 'not_taxed', '0.00'],
  ])('%s: %s', (_, change, treatment, amount) => {
    expect(deed({ ...fromCommittee, ...change })).toMatchObject({ treatment, amount });
  });
  test.each<[string, Json, string]>([
    ['wholly held', {}, 'exempt'],
    ['wholly held through another', { holding: { share: '1', direct: false } }, 'exempt'],
    ['80% held', { holding: { share: '0.8', direct: true } }, 'taxable'],
    ['80% held, by order', { holding: { share: '0.8', direct: true }, administrativeOrder: true }, 'exempt'],
    ['taxed as ordinary', { claims: 'ordinary' }, 'exempt'],
    ['a sale within one owner', { path: 'P3' }, 'taxable'],
  ])('between companies, %s: %s', (_, change, treatment) => {
    expect(deed({ ...down, ...change })?.treatment).toBe(treatment);
  });
  test('a holding that nobody gives is asked for once, and nothing is exempt by it', () => {
    const out = ask({ ...down, holding: undefined });
    expect(codes(out.blocks)).toEqual(['DATA_INSUFFICIENT']);
    expect(out.taxes[1]?.treatment).toBe('taxable');
    const ordinary = ask({ ...down, holding: undefined, claims: 'ordinary' });
    expect(codes(ordinary.blocks)).toEqual(['DATA_INSUFFICIENT']);
  });
  test.each([
    ['2023-12-31', 'taxable'],
    ['2024-01-01', 'exempt'],
    ['2027-12-31', 'exempt'],
    ['2028-01-01', 'taxable'],
  ])('the exemption on %s: %s', (on, treatment) => {
    expect(deed({ ...fromCommittee, administrativeOrder: true, on })?.treatment).toBe(treatment);
    expect(deed({ ...down, on })?.treatment).toBe(treatment);
  });
  test('half a fen goes up', () => {
    expect(deed({ ...fromCommittee, asset: { ...plant, value: '0.50' } })?.amount).toBe('0.02');
    expect(deed({ ...fromCommittee, asset: { ...plant, value: '0.49' } })?.amount).toBe('0.01');
  });
});

test('custody only moves neither title nor book: no income, no lock-up', () => {
  const out = ask({ ...down, path: 'P4' });
  expect(out.taxes[0]).toMatchObject({ treatment: 'not_income', amount: '0.00' });
  expect(out).not.toHaveProperty('lockedUntil');
  expect(out.blocks).toEqual([]);
});

test('every figure says where it stands; value added tax changes its law with 2026', () => {
  const basisOf = (rule: string, on: string) =>
    ask({ ...fromCommittee, on }).reasons.find((reason) => reason.rule === rule)?.basis;
  const vat = { old: basisOf('VAT', '2025-12-31'), now: basisOf('VAT', '2026-01-01') };
  expect(vat.old).toMatchObject([
    { title: '国家税务总局公告2011年第13号、财税〔2016〕36号', grade: 'memory' },
  ]);
  expect(vat.now).toMatchObject([{ title: '中华人民共和国增值税法', grade: 'memory' }]);
  expect(basisOf('DEED', '2026-01-01')).toMatchObject([
    { title: '中华人民共和国契税法', article: '第二条', grade: 'law' },
    { title: '重庆市契税适用税率', grade: 'memory' },
  ]);
  expect(ask(down).reasons[0]?.basis).toMatchObject([{ title: '财税〔2014〕109号', article: '第三条' }]);
});

test.each([
  ['2012-12-31', fromCommittee],
  ['2013-12-31', down],
])('before the rules begin, on %s, nothing is guessed', (on, question) => {
  const out = ask({ ...question, on });
  expect(new Set(codes(out.blocks))).toEqual(new Set(['DATA_INSUFFICIENT']));
  expect(out.taxes[1]).toMatchObject({ treatment: 'confirm', amount: null });
});

describe('bad input is refused at its field', () => {
  test.each<[string, Json, string]>([
    ['a company on the path of public bodies', { path: 'P1' }, 'from'],
    ['a company as the government', { relation: 'gov_to_company' }, 'from'],
    ['to a public body', { to: 'public_body' }, 'to'],
    ['a share over one', { holding: { share: '1.01', direct: true } }, 'holding.share'],
    ['a holding half told', { holding: { share: '1' } }, 'holding.direct'],
    [
      'a condition left out',
      { conditions: { atBookValue: true, noGainBooked: true } },
      'conditions.businessPurpose',
    ],
    ['a negative value', { asset: { ...plant, value: '-1.00' } }, 'asset.value'],
    ['a rate over one', { rates: { deed: '3' } }, 'rates.deed'],
    ['a day that is none', { on: '2026-02-29' }, 'on'],
    ['an event without a day', { events: [{ kind: 'resale' }] }, 'events.0.on'],
    ['an event of another kind', { events: [{ kind: 'gift', on: '2026-10-01' }] }, 'events.0.kind'],
    ['a word for the approval', { approvalSays: 'capital' }, 'approvalSays'],
    ['a lock-up beyond the calendar', { on: '9999-06-01' }, ''],
  ])('%s', (_, change, path) => {
    expect(askRule(transferTaxRule, { ...down, ...change })).toMatchObject({
      ok: false,
      problems: [{ path }],
    });
  });
});
