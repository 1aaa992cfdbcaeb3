import { z } from 'zod';
import type { Basis, Finding, Reason } from '../kernel/basis.ts';
import { localDate } from '../kernel/local-date.ts';
import { type Fen, formatYuan, parseYuan } from '../kernel/money.ts';
import { parseRatio, type Ratio, showRatio, tryParseRatio } from '../kernel/ratio.ts';
import { defineRule, rulebookOn } from '../kernel/rule.ts';
import { zAmount, zDate, zFinding, zRatio, zReasons, zRulebook, zShownRatio } from '../kernel/wire.ts';
import { type CapTable, capTable } from './cap-table.ts';
import type { ShareTransaction } from './share-transaction.ts';

const law = '中华人民共和国公司法（2023年修订）';
const bases = {
  book: { title: law, article: '第八十六条', grade: 'law' },
  registration: { title: law, article: '第三十四条', grade: 'law' },
  vote: { title: law, article: '第六十五条', grade: 'law' },
  dividend: { title: law, article: '第二百一十条', grade: 'law' },
  preemption: { title: law, article: '第二百二十七条', grade: 'law' },
} as const satisfies Record<string, Basis>;

const decimalPrice = '价格为每一元注册资本的价款，须为大于 0 的小数字符串，如 "1.25"';
const zPrice = zRatio.refine((text) => (tryParseRatio(text)?.numerator ?? 0n) > 0n, { error: decimalPrice });

const zFields = z.strictObject({
  kind: z.enum(['establish', 'transfer', 'free_transfer', 'increase', 'decrease']),
  from: z.string().min(1).max(200).optional(),
  to: z.string().min(1).max(200).optional(),
  subscribed: zAmount.optional(),
  paid: zAmount.optional(),
  price: zPrice.optional(),
  invested: zAmount.optional(),
  decidedOn: zDate,
  registerBookOn: zDate.optional(),
  registeredOn: zDate.optional(),
});
type WireTransaction = z.infer<typeof zFields>;

function missingFields(t: WireTransaction): ('from' | 'to' | 'subscribed')[] {
  const joins = t.kind === 'establish' || t.kind === 'increase';
  const bought = t.kind === 'increase' && t.invested !== undefined && t.price !== undefined;
  const needed = [
    ...(joins ? [] : (['from'] as const)),
    ...(t.kind === 'decrease' ? [] : (['to'] as const)),
    ...(bought ? [] : (['subscribed'] as const)),
  ];
  return needed.filter((field) => t[field] === undefined);
}

const zTransaction = zFields.superRefine((transaction, context) => {
  for (const field of missingFields(transaction)) {
    const or =
      transaction.kind === 'increase' && field === 'subscribed' ? '(或同时填写 invested 与 price)' : '';
    context.addIssue({ code: 'custom', path: [field], message: `${transaction.kind} 必填${or}` });
  }
});

function readTransaction(wire: WireTransaction): ShareTransaction {
  const money = (text: string | undefined): Fen | undefined => (text === undefined ? text : parseYuan(text));
  return {
    ...wire,
    subscribed: money(wire.subscribed),
    paid: money(wire.paid),
    invested: money(wire.invested),
    price: wire.price === undefined ? undefined : parseRatio(wire.price),
    decidedOn: localDate(wire.decidedOn),
    registerBookOn: wire.registerBookOn === undefined ? undefined : localDate(wire.registerBookOn),
    registeredOn: wire.registeredOn === undefined ? undefined : localDate(wire.registeredOn),
  };
}

function reasonsOf(table: CapTable): Reason[] {
  const check = (rule: string, found: readonly Finding[], passed: string, basis: Basis[]): Reason => ({
    rule,
    outcome: found.length === 0 ? 'pass' : 'fail',
    because: found.length === 0 ? passed : found.map((finding) => finding.because).join('；'),
    basis,
  });
  const blocked = (code: string): Finding[] => table.blocks.filter((block) => block.code === code);
  return [
    check('DATES', table.warnings, '全部变动在所选口径下都有日期', [bases.book, bases.registration]),
    check('NEGATIVE_HOLDING', blocked('NEGATIVE_HOLDING'), '没有超过持有数的转出或减少', [bases.book]),
    check('PAID_OVER_SUBSCRIBED', blocked('PAID_OVER_SUBSCRIBED'), '实缴均不超过认缴', [bases.vote]),
    check('PROPORTIONS', [], '表决按认缴，分红和优先认缴按实缴', [
      bases.vote,
      bases.dividend,
      bases.preemption,
    ]),
  ];
}

const show = (value: Ratio | null): { fraction: string; percent: string } | null => value && showRatio(value);

/** Who holds what of a company on a day, in one of three readings, folded from its equity events. */
export const capTableRule = defineRule({
  name: 'cap-table',
  title: { zh: '股权结构表（按日、按口径）', en: 'Cap table on a day, by basis' },
  slice: 'equity',
  input: z.strictObject({
    company: z.string().min(1).max(200),
    transactions: z.array(zTransaction).max(100_000),
    asOf: zDate,
    basis: z.enum(['register_book', 'registration', 'decision']),
  }),
  output: z.strictObject({
    registeredCapital: zAmount,
    paidIn: zAmount,
    capitalReserve: zAmount,
    holders: z.array(
      z.strictObject({
        id: z.string(),
        subscribed: zAmount,
        paid: zAmount,
        vote: zShownRatio.nullable(),
        dividend: zShownRatio.nullable(),
        preemption: zShownRatio.nullable(),
      }),
    ),
    blocks: z.array(zFinding),
    warnings: z.array(zFinding),
    reasons: zReasons,
    rulebook: zRulebook,
  }),
  example: {
    company: 'A',
    transactions: [
      { kind: 'establish', to: 'G', subscribed: '60000000.00', paid: '30000000.00', decidedOn: '2024-08-01' },
      { kind: 'establish', to: 'H', subscribed: '40000000.00', paid: '40000000.00', decidedOn: '2024-08-01' },
    ],
    asOf: '2026-06-30',
    basis: 'decision',
  },
  run: (input) => {
    const asOf = localDate(input.asOf);
    const table = capTable(input.transactions.map(readTransaction), asOf, input.basis);
    return {
      registeredCapital: formatYuan(table.registeredCapital),
      paidIn: formatYuan(table.paidIn),
      capitalReserve: formatYuan(table.capitalReserve),
      holders: table.holders.map((holder) => ({
        id: holder.id,
        subscribed: formatYuan(holder.subscribed),
        paid: formatYuan(holder.paid),
        vote: show(holder.vote),
        dividend: show(holder.dividend),
        preemption: show(holder.preemption),
      })),
      blocks: [...table.blocks],
      warnings: [...table.warnings],
      reasons: reasonsOf(table),
      rulebook: rulebookOn(asOf),
    };
  },
});
