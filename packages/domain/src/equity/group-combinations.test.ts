import { describe, expect, test } from 'vitest';
import { fen, formatYuan } from '../kernel/money.ts';
import { ratio } from '../kernel/ratio.ts';
import {
  bookedOf,
  type CombinationTerms,
  combine,
  goodwillFindings,
  restatedOn,
} from './group-combinations.ts';

const yuan = (n: number) => fen(BigInt(n) * 100n);
const equity = {
  ...{ capital: yuan(1500), capitalReserve: yuan(800), surplusReserve: yuan(900), retained: yuan(300) },
};
const unknown: CombinationTerms = {
  ...{ kind: 'common_control', share: ratio(4n, 5n), consideration: [], equity: null, fairAdjustment: null },
  ...{ goodwill: yuan(0), taxRate: null, acquirer: null, investmentBook: null, approvedAmount: null },
  ...{ credit: 'reserve', transferor: null },
};
const acquirer = {
  capital: yuan(5000),
  capitalReserve: yuan(1500),
  surplusReserve: yuan(2000),
  retained: yuan(1000),
};
const pair = { acquirer: 'P', target: 'S' };

describe('what is unknown is asked for', () => {
  test.each([
    [
      'common_control',
      ['合并日被合并方权益四项，或其该日的报表', '合并方权益四项（用于冲减和转回留存收益）'],
    ],
    [
      'acquisition',
      ['合并日被合并方权益四项，或其该日的报表', '合并对价', '公允价值调整（没有则填 0）', '所得税率'],
    ],
    ['free_transfer', ['划出方账面价值', '批复金额', '划出方资本公积、盈余公积和未分配利润']],
  ] as const)('%s', (kind, asked) => {
    expect(combine({ ...unknown, kind })).toEqual({ result: null, asked });
  });

  test('land that was given for a company bought from outside has a fair value', () => {
    const land = { kind: 'land', book: yuan(10), fair: null } as const;
    const terms = {
      ...unknown,
      kind: 'acquisition',
      equity,
      fairAdjustment: yuan(0),
      consideration: [land],
    } as const;
    expect(combine(terms)).toEqual({ result: null, asked: ['非现金对价的公允价值'] });
    expect(combine({ ...terms, consideration: [{ ...land, fair: yuan(12) }] }).result?.investment).toBe(
      yuan(12),
    );
  });

  test('without the acquirer’s equity there is a result, and nothing goes back out of the reserve', () => {
    const { result, asked } = combine({ ...unknown, equity });
    expect([result?.investment, result?.transferBack, asked.length]).toEqual([yuan(2800), null, 1]);
  });
});

test('under common control what was retained goes back out of the parent’s reserve, never out of a subsidiary’s', () => {
  const { result } = combine({
    ...unknown,
    equity,
    acquirer,
    consideration: [{ kind: 'shares', book: yuan(3000), fair: null }],
  });
  if (result === null) throw new Error('no result');
  expect([result.goodwill, result.restated, formatYuan(result.reserveChange ?? fen(0n))]).toEqual([
    0n,
    true,
    '-200.00',
  ]);
  expect(bookedOf(pair, 'P', result)).toEqual([
    {
      ...{ company: 'P', ref: 'S', step: 'transfer_back' },
      debit: [{ line: 'capital_reserve', amount: yuan(960) }],
      credit: [
        { line: 'surplus_reserve', amount: yuan(720) },
        { line: 'retained', amount: yuan(240) },
      ],
    },
  ]);
  expect(bookedOf(pair, 'Q', result)).toEqual([]);
});

test('goodwill that was stated is the rule’s: none under common control, the excess where it was bought', () => {
  const common = { ...unknown, equity };
  const one = combine(common).result;
  const bought = {
    ...unknown,
    ...({ kind: 'acquisition', equity, fairAdjustment: yuan(0) } as const),
    consideration: [{ kind: 'cash', book: yuan(3000), fair: yuan(3000) }],
  } as const;
  const two = combine(bought).result;
  if (one === null || two === null) throw new Error('no result');
  expect(goodwillFindings(pair, common, one, yuan(0))).toEqual([]);
  expect(goodwillFindings(pair, common, one, yuan(5))[0]).toMatchObject({ code: 'GOODWILL_DIFFERS' });
  expect(goodwillFindings(pair, bought, two, yuan(200))).toEqual([]);
  expect(goodwillFindings(pair, bought, two, yuan(0))[0]?.because).toContain('200.00');
});

test('a company that comes later stands in the year before at its share against the reserve', () => {
  const { carrying, booked } = restatedOn(pair, 'P', ratio(4n, 5n), { acquirer, target: equity });
  expect(carrying).toBe(yuan(2800));
  expect(booked.map(({ step, debit }) => [step, debit])).toEqual([
    ['restated', [{ line: 'investment', amount: yuan(2800) }]],
    ['transfer_back', [{ line: 'capital_reserve', amount: yuan(960) }]],
  ]);
});
