import { z } from 'zod';
import { type Fen, formatYuan, parseYuan } from '../kernel/money.ts';
import { parseRatio } from '../kernel/ratio.ts';
import { defineRule, rulebook } from '../kernel/rule.ts';
import { zAmount, zFinding, zMoney, zReasons, zRulebook, zShare } from '../kernel/wire.ts';
import { acquisition } from './acquisition.ts';
import type { CombinationResult, FreeTransfer, Takeover } from './combination.ts';
import { commonControl } from './common-control.ts';
import { readEquity, zEquity } from './equity-wire.ts';
import { freeTransfer } from './free-transfer.ts';

const zProfits = z.strictObject({ beforeControl: zMoney, afterControl: zMoney });

const zTakeover = z
  .strictObject({
    kind: z.enum(['common_control', 'share_swap', 'acquisition']),
    share: zShare,
    consideration: z
      .array(
        z.strictObject({
          kind: z.enum(['cash', 'land', 'fixed_asset', 'shares']),
          book: zAmount,
          fair: zAmount.optional(),
        }),
      )
      .max(1000),
    target: z.strictObject({
      netAssets: zMoney.optional(),
      equity: zEquity.optional(),
      fairNetAssets: zMoney.optional(),
      fairAdjustment: zMoney.optional(),
      goodwill: zAmount.default('0.00'),
    }),
    acquirer: zEquity.optional(),
    taxRate: zShare.default('0'),
    profits: zProfits.optional(),
  })
  .superRefine((takeover, context) => {
    if (takeover.kind !== 'acquisition') return;
    for (const [index, { kind, book, fair }] of takeover.consideration.entries()) {
      if (kind !== 'cash' || fair === undefined || fair === book) continue;
      const message = '现金的公允价值（fair）须等于其账面（book）';
      context.addIssue({ code: 'custom', path: ['consideration', index, 'fair'], message });
    }
  });

const zFreeTransfer = z.strictObject({
  kind: z.literal('free_transfer'),
  investmentBook: zAmount,
  approvedAmount: zAmount.optional(),
  transferor: z.strictObject({ capitalReserve: zMoney, surplusReserve: zMoney, retained: zMoney }),
  credit: z.enum(['reserve', 'capital']).default('reserve'),
  profits: zProfits.optional(),
});

const zInput = z.discriminatedUnion('kind', [zTakeover, zFreeTransfer]);

const zLine = z.strictObject({ account: z.string(), amount: zAmount });
const zOutput = z.strictObject({
  investment: zMoney.nullable(),
  reserveChange: zMoney.nullable(),
  surplusChange: zMoney.nullable(),
  retainedChange: zMoney.nullable(),
  identifiable: zMoney.nullable(),
  deferredTax: zMoney.nullable(),
  goodwill: zAmount.nullable(),
  bargainGain: zAmount.nullable(),
  disposalGain: zMoney,
  minority: zMoney.nullable(),
  transferBack: z
    .strictObject({ amount: zMoney, short: zAmount, surplusReserve: zMoney, retained: zMoney })
    .nullable(),
  consolidated: z
    .strictObject({
      capital: zMoney,
      capitalReserve: zMoney,
      surplusReserve: zMoney,
      retained: zMoney,
      minority: zMoney,
      total: zMoney,
    })
    .nullable(),
  profitIncluded: zMoney.exactOptional(),
  restated: z.boolean(),
  entries: z.array(
    z.strictObject({
      book: z.enum(['acquirer', 'transferor', 'transferee', 'consolidated']),
      step: z.enum(['recognise', 'fair_value', 'eliminate', 'transfer_back']),
      debit: z.array(zLine),
      credit: z.array(zLine),
    }),
  ),
  blocks: z.array(zFinding),
  warnings: z.array(zFinding),
  reasons: zReasons,
  rulebook: zRulebook,
});

const money = (text: string | undefined): Fen | undefined => (text === undefined ? text : parseYuan(text));
const show = (amount: Fen | null): string | null => (amount === null ? null : formatYuan(amount));

function readProfits(wire: z.infer<typeof zProfits> | undefined): Takeover['profits'] {
  return wire && { beforeControl: parseYuan(wire.beforeControl), afterControl: parseYuan(wire.afterControl) };
}

function readTakeover(wire: z.infer<typeof zTakeover>): Takeover {
  const { target, acquirer } = wire;
  return {
    kind: wire.kind,
    share: parseRatio(wire.share),
    consideration: wire.consideration.map(({ kind, book, fair }) => ({
      kind,
      book: parseYuan(book),
      fair: money(fair),
    })),
    target: {
      netAssets: money(target.netAssets),
      equity: target.equity && readEquity(target.equity),
      fairNetAssets: money(target.fairNetAssets),
      fairAdjustment: money(target.fairAdjustment),
      goodwill: parseYuan(target.goodwill),
    },
    acquirer: acquirer && readEquity(acquirer),
    taxRate: parseRatio(wire.taxRate),
    profits: readProfits(wire.profits),
  };
}

function readFreeTransfer(wire: z.infer<typeof zFreeTransfer>): FreeTransfer {
  const { capitalReserve, surplusReserve, retained } = wire.transferor;
  return {
    ...wire,
    investmentBook: parseYuan(wire.investmentBook),
    approvedAmount: money(wire.approvedAmount),
    transferor: {
      capitalReserve: parseYuan(capitalReserve),
      surplusReserve: parseYuan(surplusReserve),
      retained: parseYuan(retained),
    },
    profits: readProfits(wire.profits),
  };
}

function showAmounts<K extends string>(amounts: Readonly<Record<K, Fen>>): Record<K, string> {
  const shown = Object.entries<Fen>(amounts).map(([key, amount]) => [key, formatYuan(amount)]);
  return Object.fromEntries(shown) as Record<K, string>;
}

function showResult(result: CombinationResult): z.infer<typeof zOutput> {
  const { profitIncluded, transferBack, consolidated } = result;
  const lines = (side: CombinationResult['entries'][number]['debit']): z.infer<typeof zLine>[] =>
    side.map(({ account, amount }) => ({ account, amount: formatYuan(amount) }));
  return {
    investment: show(result.investment),
    reserveChange: show(result.reserveChange),
    surplusChange: show(result.surplusChange),
    retainedChange: show(result.retainedChange),
    identifiable: show(result.identifiable),
    deferredTax: show(result.deferredTax),
    goodwill: show(result.goodwill),
    bargainGain: show(result.bargainGain),
    disposalGain: formatYuan(result.disposalGain),
    minority: show(result.minority),
    transferBack: transferBack && showAmounts(transferBack),
    consolidated: consolidated && showAmounts(consolidated),
    ...(profitIncluded === undefined ? {} : { profitIncluded: formatYuan(profitIncluded) }),
    restated: result.restated,
    entries: result.entries.map((e) => ({ ...e, debit: lines(e.debit), credit: lines(e.credit) })),
    blocks: [...result.blocks],
    warnings: [...result.warnings],
    reasons: [...result.reasons],
    rulebook,
  };
}

const example: z.input<typeof zInput> = {
  kind: 'share_swap',
  share: '0.8',
  consideration: [{ kind: 'shares', book: '30000000.00' }],
  target: {
    equity: {
      capital: '15000000.00',
      capitalReserve: '8000000.00',
      surplusReserve: '9000000.00',
      retained: '3000000.00',
    },
  },
  acquirer: {
    capital: '50000000.00',
    capitalReserve: '15000000.00',
    surplusReserve: '20000000.00',
    retained: '10000000.00',
  },
};

/** The entries of taking over a company: common control, acquisition, free transfer. */
export const combinationEntriesRule = defineRule({
  name: 'combination-entries',
  title: { zh: '企业合并分录', en: 'Entries of a business combination' },
  slice: 'equity',
  input: zInput,
  output: zOutput,
  example,
  run: (wire) => {
    if (wire.kind === 'free_transfer') return showResult(freeTransfer(readFreeTransfer(wire)));
    const takeover = readTakeover(wire);
    return showResult(wire.kind === 'acquisition' ? acquisition(takeover) : commonControl(takeover));
  },
});
