import { expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { reconcileRule } from './reconcile.rule.ts';

type Json = Record<string, unknown>;

const cards: Json[] = [
  { id: 'A', cost: '100.00', depreciation: '20.00', impairment: '5.00', area: '10.5' },
  { id: 'B', cost: '50.00', depreciation: '0.00', area: '4' },
];
const ledger = { cost: '150.00', depreciation: '20.00', impairment: '5.00' };

function ask(change: Json) {
  const answer = askRule(reconcileRule, { cards, ledger, ...change });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(reconcileRule.output.safeParse(answer.output).error).toBeUndefined();
  return answer.output;
}
const check = (change: Json, name: string) => ask(change).checks.find((each) => each.name === name);

test('everything agrees, in the order of the checks', () => {
  const out = ask({
    counts: [{ card: 'A', onCard: '3', counted: '3.0' }],
    certificates: [{ card: 'A', area: '10.50' }],
    clusters: [
      { id: 'X', cards: ['A'], net: '75.00' },
      { id: 'Y', cards: ['B'], net: '50.00' },
    ],
    transfer: { out: [{ id: 'A', net: '75.00' }], in: [{ id: 'A', net: '75.00' }] },
  });
  expect(out.passed).toBe(true);
  expect(out.checks.map(({ name, difference }) => `${name} ${difference}`)).toEqual([
    'count 0.00',
    'ledger_cost 0.00',
    'ledger_depreciation 0.00',
    'ledger_impairment 0.00',
    'certificate_area 0.00',
    'transfer_pairs 0.00',
    'cluster_membership 0',
    'cluster_net 0.00',
  ]);
});

test('only what was given is checked', () => {
  expect(ask({}).checks.map((each) => each.name)).toEqual([
    'ledger_cost',
    'ledger_depreciation',
    'ledger_impairment',
  ]);
});

test('one fen in the ledger', () => {
  const out = ask({ ledger: { ...ledger, cost: '150.01' } });
  expect(out.passed).toBe(false);
  expect(out.checks[0]).toEqual({ name: 'ledger_cost', passed: false, difference: '-0.01', items: [] });
});

test('counts that cancel out still fail', () => {
  const counts = [
    { card: 'A', onCard: '3', counted: '4' },
    { card: 'B', onCard: '3', counted: '2' },
  ];
  expect(check({ counts }, 'count')).toEqual({
    name: 'count',
    passed: false,
    difference: '0.00',
    items: ['A', 'B'],
  });
});

test('certificates are compared card by card', () => {
  const certificates = [
    { card: 'A', area: '11' },
    { card: 'B', area: '3.5' },
  ];
  expect(check({ certificates }, 'certificate_area')).toMatchObject({
    passed: false,
    difference: '0.00',
    items: ['A', 'B'],
  });
  const parts = [
    { card: 'A', area: '10' },
    { card: 'A', area: '0.5' },
  ];
  expect(check({ certificates: parts }, 'certificate_area')?.passed).toBe(true);
});

test('a certificate of a card without area cannot be compared', () => {
  const bare = [{ id: 'A', cost: '150.00', depreciation: '20.00', impairment: '5.00' }];
  const out = ask({ cards: bare, certificates: [{ card: 'A', area: '1' }] });
  expect(out).toMatchObject({ passed: false, blocks: [{ code: 'DATA_INSUFFICIENT' }] });
});

test.each([
  [[['A', '5.00']], [['B', '5.00']], ['A', 'B'], '0.00'],
  [
    [
      ['A', '5.00'],
      ['B', '4.00'],
    ],
    [
      ['A', '4.00'],
      ['B', '5.00'],
    ],
    ['A', 'B'],
    '0.00',
  ],
  [
    [
      ['A', '5.00'],
      ['A', '5.00'],
    ],
    [['A', '10.00']],
    ['A'],
    '0.00',
  ],
  [
    [
      ['A', '5.00'],
      ['B', '1.00'],
    ],
    [['A', '5.00']],
    ['B'],
    '1.00',
  ],
])('pairs %j and %j', (out, into, items, difference) => {
  const side = (lines: string[][]) => lines.map(([id, net]) => ({ id, net }));
  const transfer = { out: side(out), in: side(into) };
  expect(check({ transfer }, 'transfer_pairs')).toEqual({
    name: 'transfer_pairs',
    passed: false,
    difference,
    items,
  });
});

test('each card in exactly one cluster', () => {
  const clusters = [
    { id: 'X', cards: ['A'] },
    { id: 'Y', cards: ['A'] },
  ];
  expect(check({ clusters }, 'cluster_membership')).toMatchObject({
    passed: false,
    difference: '2',
    items: ['A', 'B'],
  });
  expect(check({ clusters }, 'cluster_net')).toBeUndefined();
});

test('clusters against cards', () => {
  const clusters = [
    { id: 'X', cards: ['A'], net: '75.00' },
    { id: 'Y', cards: ['B'], net: '50.01' },
  ];
  expect(check({ clusters }, 'cluster_net')).toMatchObject({
    passed: false,
    difference: '0.01',
    items: ['Y'],
  });
});

test('a full register is compared in one pass', { timeout: 20_000 }, () => {
  const many = Array.from({ length: 100_000 }, (_, index) => String(index));
  const full = {
    cards: many.map((id) => ({ id, cost: '1.00', depreciation: '0.00', area: '1.5' })),
    ledger: { cost: '100000.00', depreciation: '0.00' },
    certificates: many.map((card) => ({ card, area: '1.50' })),
    transfer: {
      out: many.map(() => ({ id: 'A', net: '1.00' })),
      in: many.map((id) => ({ id, net: '1.00' })),
    },
  };
  expect(check(full, 'certificate_area')?.passed).toBe(true);
  expect(check(full, 'transfer_pairs')).toMatchObject({ passed: false, difference: '0.00' });
});
