import { describe, expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { contractClassifyRule } from './contract-classify.rule.ts';

type Json = Record<string, unknown>;

const item: Json = {
  code: 'C-01',
  category: 'construction',
  mode: 'entrusted',
  eligible: ['group'],
  capSingle: '50000000.00',
  capAnnual: '80000000.00',
};
const service: Json = {
  code: 'S-01',
  category: 'enterprise_service',
  mode: 'purchased',
  eligible: ['group'],
  capSingle: '3000000.00',
};
const list: Json = {
  version: 'V1',
  status: 'published',
  effectiveFrom: '2026-01-01',
  effectiveTo: '2026-12-31',
  fairCompetition: 'passed',
  items: [item, service],
};
const works: Json = {
  title: '标准厂房',
  item: 'C-01',
  engineering: true,
  amount: '40000000.00',
  taxIncluded: true,
  entity: 'group',
  requestedMode: 'entrusted',
  agentSource: 'authorised',
  fundSources: [{ kind: 'budget', amount: '90000000.00', budgetDoc: 'B1' }],
  decidedOn: '2026-06-15',
};
const cleaning: Json = {
  ...works,
  title: '园区保洁',
  item: 'S-01',
  engineering: false,
  requestedMode: 'purchased',
  amount: '800000.00',
  termMonths: 12,
};
const limits = { limit: '1000000.00', openTenderLimit: '2000000.00' };

function ask(matter: Json, rest: Json = {}) {
  const answer = askRule(contractClassifyRule, { matter, lists: [list], ...rest });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(contractClassifyRule.output.safeParse(answer.output).error).toBeUndefined();
  return answer.output;
}
const codes = (findings: { code: string }[]): string[] => findings.map((finding) => finding.code);

describe('finding the item', () => {
  test('a listed matter is in list, and engineering is still tendered downstream', () => {
    const out = ask(works);
    expect(out).toMatchObject({ route: 'in_list', mode: 'entrusted', item: 'C-01', listVersion: 'V1' });
    expect(out.nextProcedures).toEqual(['GOV_PROCUREMENT_CHECK', 'TENDER_DOWNSTREAM']);
    expect(out.aggregate).toEqual({ amount: '40000000.00', count: 1 });
    expect(out.rulebook.asOf).toBe('2026-06-15');
  });

  test('an unlisted matter goes to the market', () => {
    const out = ask({ ...works, item: 'X' });
    expect(out).toMatchObject({ route: 'out_of_list', mode: null, item: null, listVersion: 'V1' });
    expect(codes(out.outOfList)).toEqual(['NO_ITEM']);
    expect(out.nextProcedures).toEqual(['MARKET_BIDDING', 'BIDDER_CONFLICT_CHECK']);
  });

  test('the version of the day of decision binds, whatever was published since', () => {
    const first = { ...list, status: 'superseded', effectiveTo: '2026-06-30' };
    const second = { ...list, version: 'V2', effectiveFrom: '2026-07-01', items: [service] };
    expect(ask(works, { lists: [first, second] })).toMatchObject({ route: 'in_list', listVersion: 'V1' });
    const later = ask({ ...works, decidedOn: '2026-07-01' }, { lists: [first, second] });
    expect(later).toMatchObject({ route: 'out_of_list', listVersion: 'V2' });
    expect(codes(later.outOfList)).toEqual(['N05']);
  });

  test('both ends of a version belong to it', () => {
    for (const day of ['2026-01-01', '2026-12-31']) {
      expect(ask({ ...works, decidedOn: day }).listVersion).toBe('V1');
    }
    const before = ask({ ...works, decidedOn: '2025-12-31' });
    expect(before).toMatchObject({ route: 'out_of_list', listVersion: null });
    expect(codes(before.outOfList)).toEqual(['N05']);
  });

  test.each(['draft', 'in_review', 'decided', 'revoked'])('a list that is %s binds nobody', (status) => {
    const out = ask(works, { lists: [{ ...list, status }] });
    expect(codes(out.outOfList)).toEqual(['N05']);
    expect(out.listVersion).toBeNull();
  });

  test('two versions on one day are for a person to settle', () => {
    const out = ask(works, { lists: [list, { ...list, version: 'V2' }] });
    expect(out).toMatchObject({ route: 'review', item: null, listVersion: null, nextProcedures: [] });
    expect(codes(out.warnings)).toEqual(['LISTS_OVERLAP']);
  });

  test('the item that names the cluster is the more specific one', () => {
    const special = { ...item, code: 'C-02', procurementCode: 'B01', clusters: ['桥河'] };
    const general = { ...item, procurementCode: 'B01' };
    const by = { ...works, item: undefined, procurementCode: 'B01', cluster: '桥河' };
    const { item: _, ...matter } = by;
    expect(ask(matter, { lists: [{ ...list, items: [general, special] }] }).item).toBe('C-02');
    expect(
      ask({ ...matter, cluster: '北渡' }, { lists: [{ ...list, items: [general, special] }] }).item,
    ).toBe('C-01');
    const twice = ask(matter, { lists: [{ ...list, items: [special, { ...special, code: 'C-03' }] }] });
    expect(twice).toMatchObject({ route: 'review', item: null, listVersion: 'V1' });
    expect(codes(twice.warnings)).toEqual(['AMBIGUOUS_ITEM']);
  });

  test('an item not yet in force is N05, not NO_ITEM', () => {
    const late = { ...item, effectiveFrom: '2026-07-01' };
    expect(codes(ask(works, { lists: [{ ...list, items: [late] }] }).outOfList)).toEqual(['N05']);
  });
});

describe('mode', () => {
  test('engineering bought as a service is N01 and not a mere mismatch', () => {
    const out = ask({ ...works, requestedMode: 'purchased' });
    expect(out.route).toBe('blocked');
    expect(codes(out.blocks)).toEqual(['N01']);
    expect(out.warnings).toEqual([]);
    expect(out.nextProcedures).toEqual([]);
  });
  test('a service asked for as agency is for review', () => {
    const out = ask({ ...cleaning, requestedMode: 'entrusted', amount: '100.00' });
    expect(out.route).toBe('review');
    expect(codes(out.warnings)).toEqual(['MODE_MISMATCH']);
  });
  test('a bundle of works and service cannot be purchased', () => {
    expect(codes(ask({ ...cleaning, bundledWithService: true }).blocks)).toEqual(['N01']);
  });
});

describe('caps', () => {
  test('the cap itself is within', () => {
    expect(ask({ ...works, amount: '50000000.00' }).route).toBe('in_list');
    const over = ask({ ...works, amount: '50000000.01' });
    expect(over.route).toBe('out_of_list');
    expect(codes(over.outOfList)).toEqual(['N04']);
  });
  test('the annual cap counts earlier matters of the same item in the calendar year', () => {
    const earlier = [{ item: 'C-01', amount: '40000000.00', decidedOn: '2026-01-01' }];
    expect(ask(works, { earlier }).route).toBe('in_list');
    const over = ask({ ...works, amount: '40000000.01' }, { earlier });
    expect(codes(over.outOfList)).toEqual(['N04']);
    const lastYear = [{ ...earlier[0], decidedOn: '2025-12-31' }];
    expect(ask({ ...works, amount: '40000000.01' }, { earlier: lastYear }).route).toBe('in_list');
    const otherItem = [{ ...earlier[0], item: 'C-09' }];
    expect(ask({ ...works, amount: '40000000.01' }, { earlier: otherItem }).route).toBe('in_list');
  });
  test('an unsaid or different tax basis is for review', () => {
    expect(codes(ask({ ...works, taxIncluded: null }).warnings)).toEqual(['TAX_BASIS']);
    expect(ask({ ...works, taxIncluded: false }).route).toBe('review');
    const { capSingle: _s, capAnnual: _a, ...uncapped } = item;
    expect(ask({ ...works, taxIncluded: null }, { lists: [{ ...list, items: [uncapped] }] }).route).toBe(
      'in_list',
    );
  });
  test('terms', () => {
    const lists = [{ ...list, items: [{ ...item, termMax: 24 }] }];
    expect(ask({ ...works, termMonths: 24 }, { lists }).route).toBe('in_list');
    expect(codes(ask({ ...works, termMonths: 25 }, { lists }).outOfList)).toEqual(['OVER_TERM']);
    expect(codes(ask(works, { lists }).blocks)).toEqual(['DATA_INSUFFICIENT']);
  });
});

describe('N11: matters of one project are judged together', () => {
  const split = { ...cleaning, project: 'P', amount: '600000.00' };
  const earlier = [{ item: 'S-09', project: 'P', amount: '400000.00', decidedOn: '2025-06-15' }];
  test('the sum reaches the procurement limit that the part does not', () => {
    const out = ask(split, { earlier, procurement: limits });
    expect(codes(out.warnings)).toEqual(['N11']);
    expect(out.aggregate).toEqual({ amount: '1000000.00', count: 2 });
    expect(out).toMatchObject({ route: 'in_list', nextProcedures: ['GOV_PROCUREMENT'] });
  });
  test('thirteen months before does not count, and without a project nothing does', () => {
    const old = [{ ...earlier[0], decidedOn: '2025-06-14' }];
    expect(ask(split, { earlier: old, procurement: limits }).aggregate.count).toBe(1);
    const { project: _, ...alone } = split;
    expect(ask(alone, { earlier, procurement: limits }).aggregate).toEqual({ amount: '600000.00', count: 1 });
  });
  test('a sum over the cap takes the whole out of the list', () => {
    const two = [{ ...earlier[0], amount: '2500000.00' }];
    const out = ask(split, { earlier: two, procurement: limits });
    expect(codes(out.warnings)).toEqual(['N11']);
    expect(codes(out.outOfList)).toEqual(['N04']);
    expect(out.route).toBe('out_of_list');
  });
});

describe('blocks', () => {
  test.each([
    ['N02', { financing: true }],
    ['N02', { clauses: ['advance_funding'] }],
    ['N02', { clauses: ['instalment_buyback'] }],
    ['N02', { clauses: ['fixed_return'] }],
    ['N02', { clauses: ['government_guarantee'] }],
    ['N03', { fundSources: [{ kind: 'budget', amount: '90000000.00' }] }],
    ['N03', { fundSources: [{ kind: 'budget', amount: '39999999.99', budgetDoc: 'B' }] }],
    ['N08', { governmentDuty: true }],
    ['N08', { clauses: ['staffing'] }],
    ['N09', { entity: 'other' }],
    ['N09', { entityStatus: ['dishonest'] }],
    ['N09', { entityStatus: ['public_welfare_1'], clauses: ['three_party'] }],
    ['N10', { landReserve: true }],
    ['N12', { downstream: [{ id: 'L', mustTender: true, planned: false }] }],
    ['N12', { downstream: [{ id: 'L', mustTender: true, planned: true, directTo: 'sub' }] }],
    ['N13', { agencyFee: { fee: '500.00', managementFee: '500.01', cap: '1000.00' } }],
    ['N14', { agentSource: 'none' }],
    ['N15', { performer: 'sub' }],
    ['N16', { clauses: ['back_to_back'], counterpartySme: true }],
    ['N16', { clauses: ['audit_as_condition'], counterpartySme: true }],
  ])('%s %j', (code, change) => {
    const out = ask({ ...works, ...change });
    expect(codes(out.blocks)).toEqual([code]);
    expect(out).toMatchObject({ route: 'blocked', mode: null, item: 'C-01', nextProcedures: [] });
  });
  test.each([
    { entity: 'other', clauses: ['three_party'] },
    { performer: 'sub', clauses: ['three_party'] },
    { performer: 'group' },
    { clauses: ['back_to_back'] },
    { downstream: [{ id: 'L', mustTender: false, planned: false, directTo: 'sub' }] },
    { agencyFee: { fee: '500.00', managementFee: '500.00', cap: '1000.00' } },
  ])('nothing against %j', (change) => {
    expect(ask({ ...works, ...change }).blocks).toEqual([]);
  });
  test.each(['missing', 'failed'])('N06: review %s', (fairCompetition) => {
    expect(codes(ask(works, { lists: [{ ...list, fairCompetition }] }).blocks)).toEqual(['N06']);
  });
  test('N07: over three years blocks, over one year asks why', () => {
    expect(codes(ask({ ...cleaning, termMonths: 37 }).blocks)).toEqual(['N07']);
    expect(codes(ask({ ...cleaning, termMonths: 36 }).warnings)).toEqual(['N07']);
    expect(ask({ ...cleaning, termMonths: 36 }).route).toBe('in_list');
    expect(ask({ ...cleaning, termMonths: 36, termJustified: true }).warnings).toEqual([]);
    expect(ask({ ...cleaning, termMonths: 12 }).warnings).toEqual([]);
  });
  test('N09, N14 and N15 need a matched item', () => {
    const out = ask({ ...works, item: 'X', entity: 'other', agentSource: 'none', performer: 'sub' });
    expect(out.blocks).toEqual([]);
    expect(out.route).toBe('out_of_list');
  });
  test('everything is listed, nothing stops at the first', () => {
    const out = ask({
      ...works,
      financing: true,
      landReserve: true,
      taxIncluded: null,
      amount: '60000000.00',
    });
    expect(codes(out.blocks)).toEqual(['N02', 'N10']);
    expect(codes(out.warnings)).toEqual(['TAX_BASIS']);
    expect(codes(out.outOfList)).toEqual(['N04']);
    expect(out.route).toBe('blocked');
  });
});

describe('procurement upstream', () => {
  test.each([
    ['999999.99', []],
    ['1000000.00', ['GOV_PROCUREMENT']],
    ['1999999.99', ['GOV_PROCUREMENT']],
    ['2000000.00', ['GOV_OPEN_TENDER']],
  ])('purchased for %s', (amount, expected) => {
    expect(ask({ ...cleaning, amount }, { procurement: limits }).nextProcedures).toEqual(expected);
  });
  test('an agency is judged by its fee', () => {
    const agencyFee = { fee: '1000000.00', cap: '2000000.00' };
    expect(ask({ ...works, agencyFee }, { procurement: limits }).nextProcedures).toEqual([
      'GOV_PROCUREMENT',
      'TENDER_DOWNSTREAM',
    ]);
  });
  test('without fiscal money there is no government procurement', () => {
    const fundSources = [{ kind: 'state_enterprise', amount: '40000000.00', budgetDoc: 'R' }];
    expect(ask({ ...works, fundSources }).nextProcedures).toEqual(['TENDER_DOWNSTREAM']);
  });
});

test('an unknown key is refused', () => {
  const answer = askRule(contractClassifyRule, { matter: { ...works, colour: 'red' }, lists: [list] });
  expect(answer.ok).toBe(false);
});
