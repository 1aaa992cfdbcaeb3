import { z } from 'zod';
import { localDate } from '../kernel/local-date.ts';
import { type Fen, formatYuan, parseYuan } from '../kernel/money.ts';
import { add, compare, ONE, parseRatio, type Ratio, ZERO } from '../kernel/ratio.ts';
import { defineRule, rulebook } from '../kernel/rule.ts';
import { zAmount, zDate, zFinding, zMoney, zReasons, zRulebook, zShare } from '../kernel/wire.ts';
import { consolidate } from './consolidate.ts';
import { type Consolidation, type Elimination, eliminationSteps, type Group } from './consolidation.ts';
import { readEquity, zEquity } from './equity-wire.ts';
import { statementLines } from './statement-lines.ts';

const zId = z.string().min(1).max(200);
const row = { id: zId, taxRate: zShare.default('0') };
const sale = { seller: zId, buyer: zId, price: zAmount };

const zIntragroup = z.discriminatedUnion('kind', [
  z.strictObject({
    ...row,
    kind: z.literal('balance'),
    creditor: zId,
    debtor: zId,
    amount: zAmount,
    allowance: zAmount.default('0.00'),
    openingAllowance: zAmount.default('0.00'),
  }),
  z.strictObject({ ...row, ...sale, kind: z.literal('inventory'), cost: zAmount, unsoldShare: zShare }),
  z.strictObject({
    ...row,
    ...sale,
    kind: z.literal('fixed_asset'),
    on: zDate,
    carrying: zAmount,
    remainingMonths: z.int().min(1).max(12_000),
    asOf: zDate,
  }),
]);

const zSubsidiary = z.strictObject({
  id: zId,
  share: zShare,
  owner: zId.optional(),
  also: z
    .array(z.strictObject({ owner: zId, share: zShare }))
    .max(1000)
    .optional(),
  equity: zEquity.optional(),
  profit: zMoney.default('0.00'),
  investmentCost: zAmount.optional(),
});

const zFields = z.strictObject({
  parent: z.strictObject({ id: zId, profit: zMoney.default('0.00') }),
  subsidiaries: z.array(zSubsidiary).max(20_000),
  intragroup: z.array(zIntragroup).max(200_000).optional(),
  crossHolding: z
    .array(z.strictObject({ owner: zId, share: zShare, cost: zAmount.optional() }))
    .max(20_000)
    .optional(),
  method: z.enum(['treasury_share', 'simultaneous']).default('treasury_share'),
});
type WireGroup = z.infer<typeof zFields>;
type Fault = { readonly path: (string | number)[]; readonly message: string };

/** Few texts stand for many shares: each is read once. */
function ratioReader(): (text: string) => Ratio {
  const known = new Map<string, Ratio>();
  return (text) => {
    const found = known.get(text) ?? parseRatio(text);
    known.set(text, found);
    return found;
  };
}

const over = (shares: readonly Ratio[]): boolean => compare(shares.reduce(add, ZERO), ONE) > 0;

function subsidiaryFaults({ parent, subsidiaries }: WireGroup): Fault[] {
  const seen = new Set([parent.id]);
  const read = ratioReader();
  return subsidiaries.flatMap(({ id, share, owner = parent.id, also = [] }, index) => {
    const faults: Fault[] = [];
    const fault = (field: (string | number)[], message: string): void => {
      faults.push({ path: ['subsidiaries', index, ...field], message });
    };
    if (seen.has(id)) fault(['id'], '公司编号不得重复，也不得与母公司相同');
    seen.add(id);
    if (owner === id && id !== parent.id) fault(['owner'], '持有方不得为公司自身');
    for (const [place, other] of also.entries()) {
      if (other.owner === id) fault(['also', place, 'owner'], '持有方不得为公司自身');
    }
    if (over([read(share), ...also.map((other) => read(other.share))])) {
      fault(['share'], 'share 与 also 各项的合计不得超过 1');
    }
    return faults;
  });
}

function rowFaults({ intragroup = [] }: WireGroup): Fault[] {
  const seen = new Set<string>();
  return intragroup.flatMap((item, index) => {
    const faults: Fault[] = [];
    const fault = (field: string, message: string): void => {
      faults.push({ path: ['intragroup', index, field], message });
    };
    if (seen.has(item.id)) fault('id', '内部往来和交易的编号不得重复');
    seen.add(item.id);
    if (item.kind === 'balance') {
      if (item.creditor === item.debtor) fault('debtor', '债务人（debtor）不得与债权人（creditor）相同');
      if (parseYuan(item.allowance) > parseYuan(item.amount)) fault('allowance', '坏账准备不得大于债权金额');
      return faults;
    }
    if (item.seller === item.buyer) fault('buyer', '买方（buyer）不得与卖方（seller）相同');
    if (item.kind === 'fixed_asset' && item.asOf < item.on) {
      fault('asOf', '报表日（asOf）不得早于出售日（on）');
    }
    return faults;
  });
}

function crossFaults({ parent, crossHolding = [] }: WireGroup): Fault[] {
  const own = crossHolding.flatMap(({ owner }, index): Fault[] =>
    owner === parent.id
      ? [{ path: ['crossHolding', index, 'owner'], message: '须为子公司，不得为母公司自身' }]
      : [],
  );
  const read = ratioReader();
  const all = over(crossHolding.map(({ share }) => read(share)));
  return all ? [...own, { path: ['crossHolding'], message: '各项 share 的合计不得超过 1' }] : own;
}

const zInput = zFields.superRefine((group, context) => {
  for (const { path, message } of [...subsidiaryFaults(group), ...rowFaults(group), ...crossFaults(group)]) {
    context.addIssue({ code: 'custom', path, message });
  }
});

const zLine = z.strictObject({ account: z.enum(statementLines), amount: zAmount });
const zOutput = z.strictObject({
  eliminations: z.array(
    z.strictObject({
      ref: z.string(),
      step: z.enum(eliminationSteps),
      debit: z.array(zLine),
      credit: z.array(zLine),
    }),
  ),
  minorities: z.array(
    z.strictObject({ id: z.string(), equity: zMoney.nullable(), profit: zMoney.nullable() }),
  ),
  minority: z.strictObject({ equity: zMoney.nullable(), profit: zMoney.nullable() }),
  attributable: z.strictObject({ profit: zMoney.nullable() }),
  statement: z.strictObject({
    netProfit: zMoney,
    attributable: zMoney.nullable(),
    minority: zMoney.nullable(),
    minorityEquity: zMoney.nullable(),
  }),
  reportable: z.boolean(),
  blocks: z.array(zFinding),
  warnings: z.array(zFinding),
  reasons: zReasons,
  rulebook: zRulebook,
});

const money = (text: string | undefined): Fen | undefined => (text === undefined ? text : parseYuan(text));
const show = (amount: Fen | null): string | null => (amount === null ? null : formatYuan(amount));

function readRow(
  wire: z.infer<typeof zIntragroup>,
  read: (text: string) => Ratio,
): Group['intragroup'][number] {
  const taxRate = read(wire.taxRate);
  if (wire.kind === 'balance') {
    const [amount, allowance] = [parseYuan(wire.amount), parseYuan(wire.allowance)];
    return { ...wire, taxRate, amount, allowance, openingAllowance: parseYuan(wire.openingAllowance) };
  }
  const price = parseYuan(wire.price);
  if (wire.kind === 'inventory') {
    return { ...wire, taxRate, price, cost: parseYuan(wire.cost), unsoldShare: read(wire.unsoldShare) };
  }
  const [on, asOf] = [localDate(wire.on), localDate(wire.asOf)];
  return { ...wire, taxRate, price, carrying: parseYuan(wire.carrying), on, asOf };
}

function readGroup(wire: WireGroup): Group {
  const read = ratioReader();
  return {
    parent: { id: wire.parent.id, profit: parseYuan(wire.parent.profit) },
    subsidiaries: wire.subsidiaries.map(({ id, share, owner = wire.parent.id, also = [], ...rest }) => ({
      id,
      holders: [{ owner, share }, ...also].map((one) => ({ owner: one.owner, share: read(one.share) })),
      equity: rest.equity && readEquity(rest.equity),
      profit: parseYuan(rest.profit),
      investmentCost: money(rest.investmentCost),
    })),
    intragroup: (wire.intragroup ?? []).map((item) => readRow(item, read)),
    crossHolding: (wire.crossHolding ?? []).map(({ owner, share, cost }) => ({
      owner,
      share: read(share),
      cost: money(cost),
    })),
    method: wire.method,
  };
}

function showLines(lines: Elimination['debit']): z.infer<typeof zLine>[] {
  return lines.map(({ account, amount }) => ({ account, amount: formatYuan(amount) }));
}

function showResult(result: Consolidation): z.infer<typeof zOutput> {
  const minority = { equity: show(result.minority.equity), profit: show(result.minority.profit) };
  const attributable = show(result.attributable);
  return {
    eliminations: result.eliminations.map(({ ref, step, debit, credit }) => ({
      ref,
      step,
      debit: showLines(debit),
      credit: showLines(credit),
    })),
    minorities: result.minorities.map(({ id, equity, profit }) => ({
      id,
      equity: show(equity),
      profit: show(profit),
    })),
    minority,
    attributable: { profit: attributable },
    statement: {
      netProfit: formatYuan(result.netProfit),
      attributable,
      minority: minority.profit,
      minorityEquity: minority.equity,
    },
    reportable: result.reportable,
    blocks: [...result.blocks],
    warnings: [...result.warnings],
    reasons: [...result.reasons],
    rulebook,
  };
}

const example: z.input<typeof zInput> = {
  parent: { id: 'P' },
  subsidiaries: [
    { id: 'S', share: '0.7', profit: '5000000.00' },
    { id: 'T', share: '0.6', owner: 'S', profit: '2000000.00' },
  ],
  intragroup: [
    {
      id: '内部销售',
      kind: 'inventory',
      seller: 'S',
      buyer: 'P',
      price: '1200000.00',
      cost: '1000000.00',
      unsoldShare: '0.5',
      taxRate: '0.25',
    },
  ],
};

/** Eliminations, minority interests and the profit of a group. */
export const consolidateRule = defineRule({
  name: 'consolidate',
  title: { zh: '合并抵销与少数股东权益', en: 'Eliminations and minority interests' },
  slice: 'equity',
  input: zInput,
  output: zOutput,
  example,
  run: (wire) => showResult(consolidate(readGroup(wire))),
});
