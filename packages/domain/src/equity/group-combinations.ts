import type { Finding } from '../kernel/basis.ts';
import { type Fen, fen, formatYuan } from '../kernel/money.ts';
import type { Ratio } from '../kernel/ratio.ts';
import { lineOfAccount } from './account-lines.ts';
import { acquisition } from './acquisition.ts';
import type {
  CombinationEntry,
  CombinationResult,
  Consideration,
  Reserves,
  Takeover,
} from './combination.ts';
import { commonControl } from './common-control.ts';
import { freeTransfer } from './free-transfer.ts';
import type { BookedEntry, BookedLines } from './group-books.ts';
import type { Equity, StatementLine } from './statement-lines.ts';

export const combinationKinds = ['common_control', 'acquisition', 'free_transfer'] as const;
export type CombinationKind = (typeof combinationKinds)[number];

/** What is known of how a company joined a group; null is unknown, and what is unknown is asked for, never assumed. */
export type CombinationTerms = {
  readonly kind: CombinationKind;
  /** The acquirer's share on the day, by the register. */
  readonly share: Ratio;
  readonly consideration: readonly {
    readonly kind: Consideration['kind'];
    readonly book: Fen;
    readonly fair: Fen | null;
  }[];
  /** Of the company that joined, on the day. */
  readonly equity: Equity | null;
  readonly fairAdjustment: Fen | null;
  readonly goodwill: Fen;
  readonly taxRate: Ratio | null;
  /** Of the acquirer before; of the capital reserve the premium. */
  readonly acquirer: Equity | null;
  readonly investmentBook: Fen | null;
  readonly approvedAmount: Fen | null;
  readonly credit: 'reserve' | 'capital';
  readonly transferor: Reserves | null;
};

/** What the rule answers, and in words what it needs to be told. */
export type CombinationAnswer = {
  readonly result: CombinationResult | null;
  readonly asked: readonly string[];
};

const asking = (wanted: readonly (readonly [boolean, string])[]): string[] =>
  wanted.filter(([missing]) => missing).map(([, words]) => words);

function takenFree(terms: CombinationTerms): CombinationAnswer {
  const { investmentBook, transferor, approvedAmount, credit } = terms;
  const asked = asking([
    [investmentBook === null, '划出方账面价值'],
    [approvedAmount === null, '批复金额'],
    [transferor === null, '划出方资本公积、盈余公积和未分配利润'],
  ]);
  if (investmentBook === null || transferor === null || approvedAmount === null)
    return { result: null, asked };
  return {
    result: freeTransfer({ kind: 'free_transfer', investmentBook, approvedAmount, transferor, credit }),
    asked,
  };
}

function takenOver(terms: CombinationTerms): CombinationAnswer {
  const { kind, share, equity, goodwill, acquirer, fairAdjustment, taxRate } = terms;
  const bought = kind === 'acquisition';
  const needed = asking([
    [equity === null, '合并日被合并方权益四项，或其该日的报表'],
    [bought && terms.consideration.length === 0, '合并对价'],
    [bought && terms.consideration.some(({ fair }) => fair === null), '非现金对价的公允价值'],
    [bought && fairAdjustment === null, '公允价值调整（没有则填 0）'],
    [bought && fairAdjustment !== 0n && taxRate === null, '所得税率'],
  ]);
  const further = asking([[!bought && acquirer === null, '合并方权益四项（用于冲减和转回留存收益）']]);
  if (needed.length > 0 || equity === null) return { result: null, asked: [...needed, ...further] };
  const takeover: Takeover = {
    ...{ kind: bought ? 'acquisition' : 'common_control', share },
    consideration: terms.consideration.map((one) => ({
      ...one,
      fair: bought ? (one.fair ?? undefined) : undefined,
    })),
    target: { equity, goodwill, fairAdjustment: bought ? (fairAdjustment ?? undefined) : undefined },
    acquirer: acquirer ?? undefined,
    taxRate: taxRate ?? { numerator: 0n, denominator: 1n },
  };
  return { result: bought ? acquisition(takeover) : commonControl(takeover), asked: further };
}

/** The combination by its rule, as far as it is known. */
export const combine = (terms: CombinationTerms): CombinationAnswer =>
  terms.kind === 'free_transfer' ? takenFree(terms) : takenOver(terms);

/** An entry of the rule as one put to a company's figures on paper. */
function onPaper(
  company: string,
  ref: string,
  step: BookedEntry['step'],
  entry: CombinationEntry,
): BookedEntry {
  const lines = (side: CombinationEntry['debit']): BookedLines =>
    side.map(({ account, amount }) => ({ line: lineOfAccount(account as StatementLine).line, amount }));
  return { company, ref, step, debit: lines(entry.debit), credit: lines(entry.credit) };
}

type Pair = { readonly acquirer: string; readonly target: string };

/**
 * What a combination leaves in the consolidated statements besides the investment’s elimination: fair values in the company
 * that was bought, and what was retained before a combination under common control. That is the group’s own only where the
 * parent is the acquirer.
 */
export function bookedOf(
  { acquirer, target }: Pair,
  parent: string,
  result: CombinationResult,
): BookedEntry[] {
  return result.entries.flatMap((entry) => {
    if (entry.step === 'fair_value') return [onPaper(target, target, 'fair_value', entry)];
    if (entry.step === 'transfer_back' && acquirer === parent)
      return [onPaper(parent, target, 'transfer_back', entry)];
    return [];
  });
}

/** The block where the goodwill that was stated is not the rule's: under common control there is no new one. */
export function goodwillFindings(
  { acquirer, target }: Pair,
  terms: CombinationTerms,
  result: CombinationResult,
  stated: Fen | undefined,
): Finding[] {
  const due =
    terms.kind === 'acquisition' ? result.goodwill : terms.kind === 'common_control' ? terms.goodwill : null;
  if (due === null || stated === undefined || stated === due) return [];
  const because = `《内部投资》所列 ${acquirer} 对 ${target} 的商誉 ${formatYuan(stated)} 元，按企业合并规则应为 ${formatYuan(due)} 元`;
  return [{ code: 'GOODWILL_DIFFERS', because }];
}

/**
 * The figures of an earlier day as if a company had been in the group already (同一控制下企业合并 restates comparatives): the
 * acquirer holds its share at book value against the capital reserve, out of which what was retained goes back.
 */
export function restatedOn(
  { acquirer, target }: Pair,
  parent: string,
  share: Ratio,
  equity: { readonly acquirer: Equity; readonly target: Equity },
): { readonly carrying: Fen; readonly booked: readonly BookedEntry[] } {
  const result = commonControl({
    ...{ kind: 'common_control', share, consideration: [], taxRate: { numerator: 0n, denominator: 1n } },
    target: { equity: equity.target, goodwill: fen(0n) },
    acquirer: equity.acquirer,
  });
  const carrying = result.investment ?? fen(0n);
  return {
    carrying,
    booked: [
      {
        ...{ company: acquirer, ref: target, step: 'restated' },
        debit: [{ line: 'investment', amount: carrying }],
        credit: [{ line: 'capital_reserve', amount: carrying }],
      },
      ...bookedOf({ acquirer, target }, parent, result),
    ],
  };
}
