import { describe, expect, test } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { parseYuan } from '../kernel/money.ts';
import { formatFraction } from '../kernel/ratio.ts';
import type { LevelCheck } from './level-check.ts';
import type { PlanFacts, PlanItem } from './plan.ts';
import { judgePlan, type PlanBody } from './plan-judgement.ts';
import { conditionsOf } from './plan-law.ts';
import { proposalsOf } from './plan-proposals.ts';
import type { ShareTransaction } from './share-transaction.ts';

const body = (id: string, over: Partial<PlanBody> = {}): PlanBody => ({
  ...{ id, name: id, kind: 'company', form: 'limited', firstTier: false },
  ...over,
});
const first = { form: 'wholly_state_owned', firstTier: true } as const;
const bodies = [
  body('S', { kind: 'state', form: null }),
  body('P', { kind: 'person', form: null }),
  ...[body('G', first), body('Y', first)],
  ...[body('A'), body('B'), body('J', { form: 'joint_stock' }), body('N', { form: null }), body('D')],
];
const day = localDate('2020-01-01');
const founding = (to: string, yuan: string, paid = yuan): ShareTransaction => ({
  ...{ kind: 'establish', to, subscribed: parseYuan(yuan), paid: parseYuan(paid) },
  ...{ decidedOn: day, registerBookOn: day },
});
/** S holds G and Y; Y holds A, J and N wholly and 80% of B, a person the rest; A holds D. */
const register = new Map([
  ['G', [founding('S', '2000.00')]],
  ['Y', [founding('S', '1000.00')]],
  ['A', [founding('Y', '100.00', '60.00')]],
  ['B', [founding('Y', '80.00'), founding('P', '20.00')]],
  ['J', [founding('Y', '100.00')]],
  ['N', [founding('Y', '100.00')]],
  ['D', [founding('A', '10.00')]],
]);
const clean: PlanFacts = {
  ...{ title: 'clear', mainBusiness: 'fits', auditOpinion: 'clean', employees: 'none' },
  ...{ contingentLiabilities: 'none', transferorDebts: 'settled', creditors: 'notified' },
};
const appraised: PlanFacts = { appraisal: 'filed', appraisedOn: '2026-06-30', appraised: '90.00' };
const base = { separable: true, note: '' };
const free = (companyId: string, facts: PlanFacts = clean, over: Partial<PlanItem> = {}): PlanItem =>
  ({
    ...{ ...base, id: `free ${companyId}`, method: 'free_transfer', companyId, facts },
    ...{ fromId: 'Y', toId: 'G', share: '1', ...over },
  }) as PlanItem;
const levels: LevelCheck = { limit: 2, basis: 'nearest', exempt: new Map() };
const judgeBy = (by: LevelCheck, ...items: PlanItem[]) =>
  judgePlan({
    plan: { title: '示例方案', groupId: 'G', basisDate: localDate('2026-06-30'), items },
    ...{ bodies, register, on: localDate('2026-11-22'), levels: by },
  });
const judge = (...items: PlanItem[]) => judgeBy(levels, ...items);
const failing = (item: PlanItem): string[] =>
  (judge(item).items[0]?.reasons ?? []).filter((r) => r.outcome === 'fail').map((r) => r.rule);
const lacking = (item: PlanItem): string[] =>
  (judge(item).items[0]?.reasons ?? []).filter((r) => r.outcome === 'data_insufficient').map((r) => r.rule);

describe('the conditions of law of an item', () => {
  test('a company limited by shares is parked, with what would free it, and the others go on', () => {
    const judged = judge(free('J'), free('A'));
    expect(judged.items.map((item) => item.state)).toEqual(['parked', 'ready']);
    expect(judged.items[0]?.frees).toEqual([
      '改走股份有限公司国有股的路径（有偿转让、作价出资），或先改制为有限责任公司',
    ]);
    expect(judged.after.tables.get('J')?.holders.map((h) => h.id)).toEqual(['Y']);
    expect(judged.after.tables.get('A')?.holders.map((h) => h.id)).toEqual(['G']);
  });

  test.each<[string, PlanFacts]>([
    ['TITLE', { title: 'disputed' }],
    ['MAIN_BUSINESS', { mainBusiness: 'differs' }],
    ['AUDIT_OPINION', { auditOpinion: 'qualified' }],
    ['AUDIT_OPINION', { auditOpinion: 'adverse' }],
    ['AUDIT_OPINION', { auditOpinion: 'disclaimer' }],
    ['EMPLOYEES', { employees: 'not_passed' }],
    ['CONTINGENT_LIABILITIES', { contingentLiabilities: 'open' }],
    ['TRANSFEROR_DEBTS', { transferorDebts: 'open' }],
    ['CREDITORS', { creditors: 'not_notified' }],
  ])('a free transfer is barred by %s', (code, facts) => {
    expect(failing(free('A', { ...clean, ...facts }))).toEqual([code]);
  });

  test('what nobody has said is never passed', () => {
    const item = free('N', {});
    expect(judge(item).items[0]?.state).toBe('incomplete');
    expect(lacking(item)).toEqual([
      ...['JOINT_STOCK', 'TITLE', 'MAIN_BUSINESS', 'AUDIT_OPINION', 'EMPLOYEES'],
      ...['CONTINGENT_LIABILITIES', 'TRANSFEROR_DEBTS', 'CREDITORS'],
    ]);
  });

  test('both sides of a free transfer are wholly the state’s', () => {
    expect(failing(free('D', clean, { fromId: 'A', toId: 'B' }))).toEqual(['STATE_WHOLLY']);
    expect(failing(free('A', clean, { toId: 'B' }))).toEqual(['STATE_WHOLLY']);
  });

  test('other holders are asked where shares of a limited company go to somebody new', () => {
    const part = (facts: PlanFacts) => free('B', { ...clean, ...facts }, { share: '0.8' });
    expect(lacking(part({}))).toEqual(['OTHER_HOLDERS']);
    expect(failing(part({ otherHolders: 'not_asked' }))).toEqual(['OTHER_HOLDERS']);
    expect(judge(part({ otherHolders: 'waived' })).items[0]?.state).toBe('ready');
  });

  test('what is paid for is appraised, within its year, and not sold below it', () => {
    const bought = (facts: PlanFacts, price = '100.00'): PlanItem => ({
      ...{ ...base, id: 'buy', method: 'acquisition', companyId: 'J', fromId: 'Y', toId: 'G', share: '1' },
      ...{ price, facts: { title: 'clear', ...appraised, ...facts } },
    });
    expect(judge(bought({})).items[0]?.state).toBe('ready');
    expect(failing(bought({}, '89.99'))).toEqual(['PRICE']);
    expect(failing(bought({ appraisedOn: '2025-11-21' }))).toEqual(['APPRAISAL']);
    expect(failing(bought({ appraisedOn: '2025-11-22' }))).toEqual([]);
    expect(failing(bought({ appraisal: 'exempt' }))).toEqual(['APPRAISAL']);
    expect(lacking(bought({ appraised: undefined }))).toEqual(['PRICE']);
  });

  test('what is put in counts for no more than it was appraised at', () => {
    const put = (invested: string): PlanItem => ({
      ...{ ...base, id: 'put', method: 'contribution_in_kind', companyId: 'Y', fromId: 'S', share: '1' },
      ...{ invested, perYuan: '1', facts: { title: 'clear', ...appraised } },
    });
    expect(failing(put('90.01'))).toEqual(['PRICE']);
    expect(judge(put('90.00')).items[0]?.state).toBe('ready');
  });

  test('a merger inside a group of the state needs no appraisal, any other does', () => {
    const merged = (companyId: string, toId: string): PlanItem => ({
      ...{ ...base, id: 'merge', method: 'merger', companyId, toId, exchange: '1' },
      facts: { employees: 'heard', creditors: 'notified' },
    });
    expect(lacking(merged('A', 'N'))).toEqual(['APPRAISAL']);
    const inside = judge(free('A'), free('N', { ...clean }), merged('A', 'N')).items[2];
    // Judged on the register as it stands before the plan.
    expect(inside?.reasons.find((r) => r.rule === 'APPRAISAL')?.outcome).toBe('data_insufficient');
    const group = judgePlan({
      plan: { title: '', groupId: 'Y', basisDate: localDate('2026-06-30'), items: [merged('A', 'N')] },
      ...{ bodies, register, on: localDate('2026-11-22'), levels },
    });
    expect(group.items[0]?.reasons.find((r) => r.rule === 'APPRAISAL')?.outcome).toBe('not_applicable');
  });

  test('law counts from its first day', () => {
    const codes = (on: string) => conditionsOf('merger', localDate(on)).map((row) => row.code);
    expect(codes('2024-06-30')).toEqual(['APPRAISAL', 'EMPLOYEES']);
    expect(codes('2024-07-01')).toEqual(['APPRAISAL', 'EMPLOYEES', 'CREDITORS']);
    expect(conditionsOf('free_transfer', localDate('2005-08-28'))).toEqual([]);
  });

  test('each condition names its source', () => {
    for (const row of conditionsOf('free_transfer', localDate('2026-01-01')))
      expect(row.basis.length).toBeGreaterThan(0);
  });
});

describe('what a plan changes', () => {
  const put: PlanItem = {
    ...{ ...base, id: 'put', method: 'contribution_in_kind', companyId: 'Y', fromId: 'S', share: '1' },
    ...{ invested: '90.00', perYuan: '1', facts: { title: 'clear', ...appraised } },
  };
  const standing = (judged: ReturnType<typeof judge>, id: string) => {
    const found = judged.comparison.companies.find((company) => company.id === id);
    const shown = (s: NonNullable<typeof found>['before']) =>
      [s.root, s.level, s.violation, formatFraction(s.effective)] as const;
    return found === undefined ? null : [shown(found.before), shown(found.after)];
  };

  test('a company from another group stands in the planned one, and its own a level deeper', () => {
    const judged = judge(free('A'), put);
    expect(standing(judged, 'A')).toEqual([
      ['Y', 2, false, '0/1'],
      ['G', 2, false, '1/1'],
    ]);
    expect(standing(judged, 'Y')).toEqual([
      ['Y', 1, false, '0/1'],
      ['G', 2, false, '1/1'],
    ]);
    expect(standing(judged, 'B')).toEqual([
      ['Y', 2, false, '0/1'],
      ['G', 3, true, '4/5'],
    ]);
    expect(judged.comparison.newlyControlled).toEqual(['Y', 'A', 'B', 'J', 'N', 'D']);
    expect(judged.comparison.violations).toEqual({ before: ['D'], after: ['B', 'J', 'N', 'D'] });
    const minority = judged.comparison.companies.find((c) => c.id === 'B')?.after.minority;
    expect(minority === null || minority === undefined ? null : formatFraction(minority)).toBe('1/5');
  });

  test('who is exempt on the day is no violation, before or after; the others are', () => {
    const [validFrom, validTo] = [localDate('2026-07-01'), localDate('2027-06-30')];
    const of = (companyId: string) => [companyId, { companyId, validFrom, validTo, endedOn: null }] as const;
    const judged = judgeBy({ ...levels, exempt: new Map([of('D'), of('B'), of('A')]) }, free('A'), put);
    expect(judged.comparison.violations).toEqual({ before: [], after: ['J', 'N'] });
    const until = judged.comparison.companies.map((c) => [c.id, c.before.exemptUntil, c.after.exemptUntil]);
    expect(until.filter(([, before, after]) => before !== null || after !== null)).toEqual([
      ['B', null, validTo],
      ['D', validTo, validTo],
    ]);
  });

  test('a limit and a reading of the zone’s own are judged by', () => {
    expect(judgeBy({ ...levels, limit: 3 }, free('A'), put).comparison.violations.before).toEqual([]);
    const split = free('A', clean, { share: '1/10' });
    const after = (basis: LevelCheck['basis']) =>
      judgeBy({ ...levels, basis }, split, put).comparison.companies.find((c) => c.id === 'A')?.after.level;
    expect([after('nearest'), after('largest')]).toEqual([2, 3]);
  });

  test('whose shares shrink is told, with the share before and after', () => {
    const judged = judge(free('A', clean, { share: '0.25' }));
    expect(judged.comparison.losses.map((l) => [l.owner, l.owned, formatFraction(l.after)])).toEqual([
      ['Y', 'A', '3/4'],
    ]);
  });

  test('half is no control, and says so', () => {
    const judged = judge(free('A', clean, { share: '1/2' }));
    expect(judged.comparison.newlyControlled).toEqual([]);
    expect(judged.warnings.map((w) => w.because)).toEqual([
      'A没有过半数的表决权（50% 不是过半数），不构成控制，不计层级',
    ]);
  });

  test('an empty plan changes nothing', () => {
    const judged = judge();
    expect(judged.comparison.companies.filter((company) => company.changed)).toEqual([]);
    expect(judged.comparison.losses).toEqual([]);
  });

  test('what is not separable holds back the whole when it cannot go', () => {
    const bound = { ...free('J'), separable: false };
    expect(judge(bound, free('A')).warnings.map((w) => w.code)).toEqual(['WHOLE_HELD']);
    expect(judge(free('J'), free('A')).warnings).toEqual([]);
  });

  test('capital not paid in goes along, and is told', () => {
    expect(judge(free('A')).items[0]?.warnings.map((w) => w.code)).toEqual(['UNPAID']);
  });

  test('a share that the register does not bear is impossible and not parked', () => {
    const item = judge(free('B', { ...clean, otherHolders: 'waived' })).items[0];
    expect([item?.state, item?.finding?.code]).toEqual(['impossible', 'HOLDING_EXCEEDED']);
  });
});

describe('the matters that an item becomes', () => {
  const context = {
    plan: { title: '示例方案', groupId: 'G', basisDate: localDate('2026-06-30') },
    nameOf: (id: string) => id,
    isCompany: (id: string) => id !== 'S',
    holds: (holder: string, companyId: string) => holder === 'S' && companyId === 'G',
    losesControl: () => false,
    netAssetsOf: (id: string) => (id === 'A' ? '1000.01' : null),
    decidedOn: localDate('2026-11-22'),
  };
  const matters = (item: PlanItem) =>
    proposalsOf(context, item).map(({ role, proposal }) => [role, proposal.matter, proposal.companyId]);

  test('a transfer is proposed by the giver, with the articles attached', () => {
    expect(matters(free('A'))).toEqual([
      ['main', 'equity_transfer', 'Y'],
      ['attached', 'articles_amendment', 'A'],
    ]);
    expect(matters(free('Y', clean, { fromId: 'S' }))[0]).toEqual(['main', 'equity_transfer', 'G']);
    const [half] = proposalsOf(context, free('A', clean, { share: '1/2' }));
    const [unknown] = proposalsOf(context, free('Y', clean));
    expect([half?.proposal, unknown?.proposal]).toMatchObject([{ amount: '500.01' }, { amount: '0.00' }]);
  });

  test('a contribution in kind is a transfer and an increase of the group’s capital', () => {
    const put: PlanItem = {
      ...{ ...base, id: 'put', method: 'contribution_in_kind', companyId: 'Y', fromId: 'S', share: '1' },
      ...{ invested: '90.00', perYuan: '1', facts: {} },
    };
    expect(matters(put)).toEqual([
      ['main', 'equity_transfer', 'G'],
      ['attached', 'articles_amendment', 'Y'],
      ['main', 'capital_change', 'G'],
      ['attached', 'articles_amendment', 'G'],
    ]);
    expect(proposalsOf(context, put)[2]?.proposal).toMatchObject({
      ...{ amount: '90.00', counterparty: { id: 'S' } },
      capital: { holderId: 'S', subscribed: '90.00', price: '1' },
      facts: { direction: 'increase', newShareholder: false, losesControl: false },
    });
  });

  test('new money is a change of capital, a merger a reorganization', () => {
    const more: PlanItem = {
      ...{ ...base, id: 'more', method: 'capital_increase', companyId: 'A', toId: 'G' },
      ...{ invested: '10.00', perYuan: '1.25', facts: {} },
    };
    expect(proposalsOf(context, more)[0]?.proposal).toMatchObject({
      ...{ matter: 'capital_change', companyId: 'A' },
      capital: { holderId: 'G', subscribed: '8.00', price: '1.25' },
      facts: { newShareholder: true },
    });
    const merge: PlanItem = {
      ...{ ...base, id: 'merge', method: 'merger', companyId: 'A', toId: 'B', exchange: '1', facts: {} },
    };
    expect(matters(merge)).toEqual([
      ['main', 'reorganization', 'A'],
      ['attached', 'articles_amendment', 'B'],
    ]);
  });
});
