import { describe, expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { combinationEntriesRule } from './combination-entries.rule.ts';

type Json = Record<string, unknown>;

function ask(input: Json) {
  const answer = askRule(combinationEntriesRule, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(combinationEntriesRule.output.safeParse(answer.output).error).toBeUndefined();
  return answer.output;
}
type Output = ReturnType<typeof ask>;
type Lines = { account: string; amount: string }[];
const print = (lines: Lines): string => lines.map(({ account, amount }) => `${account} ${amount}`).join(', ');
const entries = (out: Output): string[] =>
  out.entries.map((e) => `${e.book} ${e.step}: ${print(e.debit)} / ${print(e.credit)}`);
const codes = (findings: { code: string }[]): string[] => findings.map((finding) => finding.code);
const problems = (input: Json): string[] => {
  const answer = askRule(combinationEntriesRule, input);
  return answer.ok ? [] : answer.problems.map(({ path, message }) => `${path}: ${message}`);
};

const equity = (capital: string, capitalReserve: string, surplusReserve: string, retained: string): Json => ({
  capital,
  capitalReserve,
  surplusReserve,
  retained,
});
const cash = (book: string): Json => ({ kind: 'cash', book });

describe('common control', () => {
  const exercise: Json = {
    kind: 'common_control',
    share: '0.8',
    consideration: [cash('1000.00'), { kind: 'land', book: '3200.00', fair: '4000.00' }],
    target: { netAssets: '6000.00', fairNetAssets: '6250.00', fairAdjustment: '250.00' },
    taxRate: '0.25',
  };
  const swap: Json = {
    kind: 'share_swap',
    share: '0.8',
    consideration: [{ kind: 'shares', book: '3000.00' }],
    target: { equity: equity('1500.00', '800.00', '900.00', '300.00') },
    acquirer: equity('5000.00', '1500.00', '2000.00', '1000.00'),
  };

  test('the exercise: book value, the difference to the capital reserve, fair values play no part', () => {
    const out = ask(exercise);
    expect(out).toMatchObject({
      investment: '4800.00',
      reserveChange: '600.00',
      surplusChange: '0.00',
      retainedChange: '0.00',
      identifiable: null,
      deferredTax: null,
      goodwill: '0.00',
      bargainGain: '0.00',
      disposalGain: '0.00',
      minority: '1200.00',
      transferBack: null,
      consolidated: null,
      restated: true,
      blocks: [],
      warnings: [],
    });
    expect(out).not.toHaveProperty('profitIncluded');
    expect(entries(out)).toEqual([
      'acquirer recognise: 1511 4800.00 / 1002 1000.00, 1701 3200.00, 4002 600.00',
      'consolidated eliminate: net_assets 6000.00 / investment 4800.00, minority_equity 1200.00',
    ]);
  });

  test('the share swap: 340 and 1240, with the retained profit transferred back', () => {
    const out = ask(swap);
    expect(out).toMatchObject({
      investment: '2800.00',
      reserveChange: '-200.00',
      minority: '700.00',
      transferBack: { amount: '960.00', short: '0.00', surplusReserve: '720.00', retained: '240.00' },
      consolidated: {
        capital: '8000.00',
        capitalReserve: '340.00',
        surplusReserve: '2720.00',
        retained: '1240.00',
        minority: '700.00',
        total: '13000.00',
      },
      restated: true,
    });
    expect(entries(out)).toEqual([
      'acquirer recognise: 1511 2800.00, 4002 200.00 / 4001 3000.00',
      'consolidated eliminate: capital 1500.00, capital_reserve 800.00, surplus_reserve 900.00, retained 300.00 / investment 2800.00, minority_equity 700.00',
      'consolidated transfer_back: capital_reserve 960.00 / surplus_reserve 720.00, retained 240.00',
    ]);
    expect(ask({ ...swap, kind: 'common_control' })).toEqual(out);
  });

  test('a transfer back is limited to the capital reserve that stands and split in proportion', () => {
    const out = ask({ ...swap, acquirer: equity('5000.00', '500.00', '2000.00', '1000.00') });
    expect(out.transferBack).toEqual({
      amount: '300.00',
      short: '660.00',
      surplusReserve: '225.00',
      retained: '75.00',
    });
    expect(out.consolidated).toMatchObject({
      capitalReserve: '0.00',
      retained: '1075.00',
      total: '12000.00',
    });
    const empty = ask({ ...swap, acquirer: equity('5000.00', '0.00', '2000.00', '1000.00') });
    expect(empty).toMatchObject({ reserveChange: '0.00', surplusChange: '-200.00', blocks: [] });
    expect(empty.transferBack).toMatchObject({ amount: '0.00', short: '960.00' });
    expect(empty.entries.map(({ step }) => step)).toEqual(['recognise', 'eliminate']);
  });

  test('a loss of the target is transferred back with its sign', () => {
    const target = { equity: equity('1500.00', '800.00', '400.00', '-300.00') };
    const out = ask({ ...swap, target, consideration: [cash('1000.00')] });
    expect(out.transferBack).toMatchObject({
      amount: '80.00',
      surplusReserve: '320.00',
      retained: '-240.00',
    });
    expect(entries(out)[2]).toBe(
      'consolidated transfer_back: capital_reserve 80.00, retained 240.00 / surplus_reserve 320.00',
    );
  });

  test('a shortfall goes on to surplus reserve and retained profit, which may turn negative', () => {
    const input: Json = {
      kind: 'common_control',
      share: '1',
      consideration: [cash('400.00'), cash('600.00')],
      target: { netAssets: '100.00' },
      acquirer: equity('1000.00', '200.00', '300.00', '150.00'),
    };
    const out = ask(input);
    expect(out).toMatchObject({
      reserveChange: '-200.00',
      surplusChange: '-300.00',
      retainedChange: '-400.00',
      minority: '0.00',
      transferBack: null,
      consolidated: null,
    });
    expect(codes(out.warnings)).toEqual(['RETAINED_NEGATIVE']);
    expect(entries(out)[0]).toBe(
      'acquirer recognise: 1511 100.00, 4002 200.00, 4101 300.00, 4104 400.00 / 1002 1000.00',
    );
    const enough = ask({ ...input, acquirer: equity('1000.00', '200.00', '300.00', '400.00') });
    expect(enough.retainedChange).toBe('-400.00');
    expect(enough.warnings).toEqual([]);
    const barred = ask({ ...input, acquirer: equity('1000.00', '-50.00', '1300.00', '0.00') });
    expect(barred).toMatchObject({ reserveChange: '0.00', surplusChange: '-900.00', warnings: [] });
  });

  test('a shortfall without the acquirer cannot be charged', () => {
    const input = { ...exercise, consideration: [cash('4800.01')] };
    const out = ask(input);
    expect(codes(out.blocks)).toEqual(['DATA_INSUFFICIENT']);
    expect(out).toMatchObject({
      investment: '4800.00',
      reserveChange: null,
      surplusChange: null,
      retainedChange: null,
    });
    expect(out.entries.map(({ book }) => book)).toEqual(['consolidated']);
    expect(ask({ ...input, consideration: [cash('4800.00')] })).toMatchObject({
      reserveChange: '0.00',
      blocks: [],
    });
  });

  test('goodwill carried by the final controller is part of the investment, whole', () => {
    const out = ask({ ...exercise, target: { netAssets: '6000.00', goodwill: '90.00' } });
    expect(out).toMatchObject({ investment: '4890.00', goodwill: '0.00', minority: '1200.00' });
    expect(entries(out)[1]).toBe(
      'consolidated eliminate: net_assets 6000.00, goodwill 90.00 / investment 4890.00, minority_equity 1200.00',
    );
  });

  test('zero consideration, and net assets below zero on the other side', () => {
    expect(entries(ask({ ...exercise, consideration: [] }))[0]).toBe(
      'acquirer recognise: 1511 4800.00 / 4002 4800.00',
    );
    const below = ask({ ...swap, consideration: [], target: { netAssets: '-100.00' } });
    expect(below).toMatchObject({ investment: '-80.00', reserveChange: '-80.00', minority: '-20.00' });
    expect(entries(below)).toEqual([
      'acquirer recognise: 4002 80.00 / 1511 80.00',
      'consolidated eliminate: investment 80.00, minority_equity 20.00 / net_assets 100.00',
    ]);
  });

  test('net assets and equity that disagree block, and nothing is eliminated', () => {
    const target = { netAssets: '3500.01', equity: equity('1500.00', '800.00', '900.00', '300.00') };
    const out = ask({ ...swap, target });
    expect(codes(out.blocks)).toEqual(['NET_ASSETS_DIFFER']);
    expect(out).toMatchObject({ investment: '2800.01', transferBack: null, consolidated: null });
    expect(out.entries.map(({ step }) => step)).toEqual(['recognise']);
    expect(ask({ ...swap, target: { ...target, netAssets: '3500.00' } }).blocks).toEqual([]);
  });

  test('without net assets nothing is said', () => {
    const out = ask({ ...exercise, target: { fairNetAssets: '6250.00' } });
    expect(codes(out.blocks)).toEqual(['DATA_INSUFFICIENT']);
    expect(out).toMatchObject({ investment: null, reserveChange: null, minority: null, entries: [] });
  });

  test('shares are exact and rounded once; the minority is the rest', () => {
    const third = ask({ ...exercise, share: '1/3', consideration: [], target: { netAssets: '100.00' } });
    expect(third).toMatchObject({ investment: '33.33', minority: '66.67' });
    const half = ask({ ...exercise, share: '1/2', consideration: [], target: { netAssets: '0.01' } });
    expect(half).toMatchObject({ investment: '0.01', minority: '0.00' });
  });
});

describe('acquisition', () => {
  const known = { equity: equity('500.00', '300.00', '100.00', '100.00'), fairAdjustment: '200.00' };
  const input: Json = {
    kind: 'acquisition',
    share: '0.8',
    consideration: [cash('500.00'), { kind: 'land', book: '300.00', fair: '600.00' }],
    target: known,
    taxRate: '0.25',
  };

  test('60% of 1 200 for 900: goodwill 180, minority 480', () => {
    const out = ask({
      kind: 'acquisition',
      share: '0.6',
      consideration: [cash('900.00')],
      target: { netAssets: '1200.00' },
    });
    expect(out).toMatchObject({
      identifiable: '1200.00',
      deferredTax: '0.00',
      goodwill: '180.00',
      minority: '480.00',
      restated: false,
    });
    expect(entries(out)).toEqual([
      'acquirer recognise: 1511 900.00 / 1002 900.00',
      'consolidated eliminate: net_assets 1200.00, goodwill 180.00 / investment 900.00, minority_equity 480.00',
    ]);
  });

  test('fair value with deferred tax, a gain on land, goodwill', () => {
    const out = ask({ ...input, acquirer: equity('1.00', '0.00', '0.00', '0.00') });
    expect(out).toMatchObject({
      investment: '1100.00',
      reserveChange: '0.00',
      disposalGain: '300.00',
      deferredTax: '50.00',
      identifiable: '1150.00',
      goodwill: '180.00',
      bargainGain: '0.00',
      minority: '230.00',
      transferBack: null,
      consolidated: null,
    });
    expect(entries(out)).toEqual([
      'acquirer recognise: 1511 1100.00 / 1002 500.00, 1701 300.00, 6115 300.00',
      'consolidated fair_value: assets 200.00 / deferred_tax_liability 50.00, capital_reserve 150.00',
      'consolidated eliminate: capital 500.00, capital_reserve 450.00, surplus_reserve 100.00, retained 100.00, goodwill 180.00 / investment 1100.00, minority_equity 230.00',
    ]);
  });

  test('a price under the share is a bargain gain', () => {
    const out = ask({ ...input, consideration: [cash('800.00')] });
    expect(out).toMatchObject({ goodwill: '0.00', bargainGain: '120.00' });
    expect(entries(out)[2]).toBe(
      'consolidated eliminate: capital 500.00, capital_reserve 450.00, surplus_reserve 100.00, retained 100.00 / investment 800.00, minority_equity 230.00, bargain_gain 120.00',
    );
  });

  test('without tax the whole adjustment is identifiable; fair net assets given need no deferred tax', () => {
    expect(ask({ ...input, taxRate: '0' })).toMatchObject({ deferredTax: '0.00', identifiable: '1200.00' });
    const target = { ...known, fairNetAssets: '1180.00' };
    const given = ask({ ...input, target });
    expect(given).toMatchObject({ deferredTax: '0.00', identifiable: '1180.00', goodwill: '156.00' });
    expect(entries(given)[1]).toBe('consolidated fair_value: assets 180.00 / capital_reserve 180.00');
    const alone = ask({ ...input, target: { fairNetAssets: '1180.00' } });
    expect(entries(alone).slice(1)).toEqual([
      'consolidated eliminate: net_assets 1180.00, goodwill 156.00 / investment 1100.00, minority_equity 236.00',
    ]);
  });

  test('an adjustment below zero turns the lines round', () => {
    const out = ask({ ...input, target: { netAssets: '1000.00', fairAdjustment: '-200.00' } });
    expect(out).toMatchObject({ deferredTax: '-50.00', identifiable: '850.00' });
    expect(entries(out).slice(1)).toEqual([
      'consolidated fair_value: deferred_tax_liability 50.00, capital_reserve 150.00 / assets 200.00',
      'consolidated eliminate: net_assets 1000.00, goodwill 420.00 / investment 1100.00, minority_equity 170.00, capital_reserve 150.00',
    ]);
  });

  test('shares at fair value: par to capital, the rest to the capital reserve; a loss on equipment', () => {
    const consideration = [
      { kind: 'shares', book: '100.00', fair: '350.00' },
      { kind: 'fixed_asset', book: '300.00', fair: '200.00' },
    ];
    const out = ask({ ...input, consideration });
    expect(out).toMatchObject({ investment: '550.00', reserveChange: '250.00', disposalGain: '-100.00' });
    expect(entries(out)[0]).toBe(
      'acquirer recognise: 1511 550.00, 6115 100.00 / 4001 100.00, 1601 300.00, 4002 250.00',
    );
  });

  test('amounts stay exact: a third, and tax of less than a fen', () => {
    const out = ask({
      ...input,
      share: '1/3',
      consideration: [cash('100.00')],
      target: { netAssets: '200.00', fairAdjustment: '0.02' },
    });
    expect(out).toMatchObject({
      deferredTax: '0.01',
      identifiable: '200.02',
      goodwill: '33.33',
      minority: '133.34',
    });
    const whole = ask({
      ...input,
      share: '1',
      consideration: [],
      target: { netAssets: '0.00', fairAdjustment: '0.02' },
    });
    expect(whole).toMatchObject({ bargainGain: '0.02', minority: '0.00' });
  });

  test('without net assets there is a cost and no goodwill; disagreeing ones block', () => {
    const out = ask({ ...input, target: { fairAdjustment: '200.00' } });
    expect(codes(out.blocks)).toEqual(['DATA_INSUFFICIENT']);
    expect(out).toMatchObject({ investment: '1100.00', identifiable: null, goodwill: null, minority: null });
    const differ = ask({ ...input, target: { ...known, netAssets: '1.00' } });
    expect(codes(differ.blocks)).toEqual(['NET_ASSETS_DIFFER']);
    expect(differ.entries.map(({ step }) => step)).toEqual(['recognise']);
  });
});

describe('free transfer', () => {
  const input: Json = {
    kind: 'free_transfer',
    investmentBook: '1000.00',
    transferor: { capitalReserve: '300.00', surplusReserve: '200.00', retained: '800.00' },
  };

  test('the transferor charges its equity in turn, the transferee books the approved amount', () => {
    const out = ask({ ...input, approvedAmount: '950.00' });
    expect(out).toMatchObject({
      investment: '950.00',
      reserveChange: '-300.00',
      surplusChange: '-200.00',
      retainedChange: '-500.00',
      goodwill: '0.00',
      disposalGain: '0.00',
      minority: null,
      restated: false,
      warnings: [],
      blocks: [],
    });
    expect(entries(out)).toEqual([
      'transferor recognise: 4002 300.00, 4101 200.00, 4104 500.00 / 1511 1000.00',
      'transferee recognise: 1511 950.00 / 4002 950.00',
    ]);
  });

  test('into capital, by default at book; retained profit below zero is warned of', () => {
    const transferor = { capitalReserve: '0.00', surplusReserve: '0.00', retained: '999.99' };
    const out = ask({ ...input, transferor, credit: 'capital' });
    expect(codes(out.warnings)).toEqual(['RETAINED_NEGATIVE']);
    expect(entries(out)[1]).toBe('transferee recognise: 1511 1000.00 / 4001 1000.00');
    const exactlyAll = { ...transferor, retained: '1000.00' };
    expect(ask({ ...input, transferor: exactlyAll }).warnings).toEqual([]);
  });
});

test('the profit of the year: all of it, but after control alone in an acquisition', () => {
  const profits = { beforeControl: '30.00', afterControl: '-10.00' };
  const base = { share: '1', consideration: [], target: { netAssets: '0.00' }, profits };
  const included = (kind: string): string | undefined => ask({ ...base, kind }).profitIncluded;
  expect(['common_control', 'share_swap', 'acquisition'].map(included)).toEqual(['20.00', '20.00', '-10.00']);
  const transferor = { capitalReserve: '0.00', surplusReserve: '0.00', retained: '0.00' };
  const free = ask({ kind: 'free_transfer', investmentBook: '0.00', transferor, profits });
  expect(free).toMatchObject({ profitIncluded: '20.00', entries: [], restated: false });
});

test('bad input is refused by the name of its field', () => {
  const base: Json = { kind: 'acquisition', share: '1', consideration: [], target: {} };
  expect(problems({ ...base, kind: 'merger' })).toEqual([
    'kind: 字段 kind：须为以下取值之一："common_control"、"share_swap"、"acquisition"、"free_transfer"',
  ]);
  expect(problems({ ...base, share: '1.01' })[0]).toMatch(/^share: .*占比/);
  expect(problems({ ...base, investmentBook: '1.00' })[0]).toMatch(/^investmentBook: .*不是允许的字段/);
  expect(problems({ kind: 'free_transfer', investmentBook: '1' }).map((text) => text.split(':')[0])).toEqual([
    'investmentBook',
    'transferor',
  ]);
  const unequal = [{ kind: 'cash', book: '1.00', fair: '2.00' }];
  expect(problems({ ...base, consideration: unequal })[0]).toMatch(/^consideration\.0\.fair: .*现金/);
  expect(problems({ ...base, kind: 'common_control', consideration: unequal })).toEqual([]);
});

test.each([
  ['0.5', '100.00', '0.00', '0.10', { minority: '0.04', identifiable: '0.08', goodwill: '99.96' }],
  ['2/3', '75.37', '176.04', '13.11', { minority: '61.96' }],
  ['1', '100.00', '50.00', '-0.02', { goodwill: '50.02', minority: '0.00' }],
])(
  'of half a fen of deferred tax each figure is exact and rounded once: %s of %s',
  (share, book, netAssets, fairAdjustment, figures) => {
    const target = { netAssets, fairAdjustment };
    const out = ask({ kind: 'acquisition', share, consideration: [cash(book)], target, taxRate: '0.25' });
    expect(out).toMatchObject(figures);
    for (const { debit, credit } of out.entries) {
      const sum = (lines: readonly { amount: string }[]) =>
        lines.reduce((all, { amount }) => all + Math.round(Number(amount) * 100), 0);
      expect(sum(debit)).toBe(sum(credit));
    }
  },
);
