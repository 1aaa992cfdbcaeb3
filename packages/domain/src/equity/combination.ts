import { type EntrySides, entrySides, type Posting } from '../accounting/entry-lines.ts';
import type { Finding, Reason } from '../kernel/basis.ts';
import { type Fen, fen, formatYuan } from '../kernel/money.ts';
import type { Ratio } from '../kernel/ratio.ts';
import type { Equity, StatementLine } from './statement-lines.ts';

/** Something given for a subsidiary; the book value of shares is their par. */
export type Consideration = {
  readonly kind: 'cash' | 'land' | 'fixed_asset' | 'shares';
  readonly book: Fen;
  readonly fair?: Fen | undefined;
};

/** What is known of the company that is taken over, on the day. */
export type CombinationTarget = {
  /** Under common control in the final controller's statements, in an acquisition in its own books. */
  readonly netAssets?: Fen | undefined;
  readonly equity?: Equity | undefined;
  readonly fairNetAssets?: Fen | undefined;
  /** What fair value adds to the books, before tax. */
  readonly fairAdjustment?: Fen | undefined;
  /** Carried in the final controller's statements; none of an acquisition's business. */
  readonly goodwill: Fen;
};

/** Profits of the target in the year, before and after control passed. */
export type CombinationProfits = { readonly beforeControl: Fen; readonly afterControl: Fen };

/** A company that takes over a share of another and gives something for it. */
export type Takeover = {
  readonly kind: 'common_control' | 'share_swap' | 'acquisition';
  readonly share: Ratio;
  readonly consideration: readonly Consideration[];
  readonly target: CombinationTarget;
  /** Equity before; of the capital reserve the premium 资本溢价. */
  readonly acquirer?: Equity | undefined;
  readonly taxRate: Ratio;
  readonly profits?: CombinationProfits | undefined;
};

/** Reserves that a shortfall is charged to, in this order. */
export type Reserves = Pick<Equity, 'capitalReserve' | 'surplusReserve' | 'retained'>;

/** A subsidiary that moves between state-owned companies free of charge 无偿划转. */
export type FreeTransfer = {
  readonly kind: 'free_transfer';
  readonly investmentBook: Fen;
  /** The book value when absent. */
  readonly approvedAmount?: Fen | undefined;
  readonly transferor: Reserves;
  readonly credit: 'reserve' | 'capital';
  readonly profits?: CombinationProfits | undefined;
};

/** Accounts of a company's own books are numbers; those of the book `consolidated` are statement lines. */
export type CombinationEntry = EntrySides & {
  readonly book: 'acquirer' | 'transferor' | 'transferee' | 'consolidated';
  readonly step: 'recognise' | 'fair_value' | 'eliminate' | 'transfer_back';
};

/** Changes of the equity of the acquirer or the transferor; null where they cannot be told. */
export type EquityChanges = {
  readonly reserveChange: Fen | null;
  readonly surplusChange: Fen | null;
  readonly retainedChange: Fen | null;
};

/** Retained profit of the target that goes back out of the capital reserve, and what the reserve is short of. */
export type TransferBack = {
  readonly amount: Fen;
  readonly short: Fen;
  readonly surplusReserve: Fen;
  readonly retained: Fen;
};

/** What a combination makes: amounts in fen, each rounded once; null what does not apply or cannot be told. */
export type CombinationResult = EquityChanges & {
  readonly investment: Fen | null;
  readonly identifiable: Fen | null;
  readonly deferredTax: Fen | null;
  readonly goodwill: Fen | null;
  readonly bargainGain: Fen | null;
  readonly disposalGain: Fen;
  readonly minority: Fen | null;
  readonly transferBack: TransferBack | null;
  readonly consolidated: (Equity & { readonly minority: Fen; readonly total: Fen }) | null;
  /** Only where `profits` are given. */
  readonly profitIncluded?: Fen;
  readonly restated: boolean;
  readonly entries: readonly CombinationEntry[];
  /** DATA_INSUFFICIENT, NET_ASSETS_DIFFER. */
  readonly blocks: readonly Finding[];
  /** RETAINED_NEGATIVE. */
  readonly warnings: readonly Finding[];
  readonly reasons: readonly Reason[];
};

export const zero = fen(0n);
export const noChange: EquityChanges = { reserveChange: zero, surplusChange: zero, retainedChange: zero };
export const unknownChange: EquityChanges = {
  reserveChange: null,
  surplusChange: null,
  retainedChange: null,
};

export const combinationLaw = {
  combination: { title: '企业会计准则第20号——企业合并', grade: 'memory' },
  investment: { title: '企业会计准则第2号——长期股权投资', grade: 'memory' },
  consolidation: { title: '企业会计准则第33号——合并财务报表', grade: 'memory' },
  freeTransfer: { title: '财会〔2016〕17号', grade: 'memory' },
} as const;

/** An entry as a list of one, or none when there is nothing to post. */
export function combinationEntry<A extends string>(
  book: CombinationEntry['book'],
  step: CombinationEntry['step'],
  debits: readonly Posting<A>[],
  credits: readonly Posting<A>[],
): CombinationEntry[] {
  const sides = entrySides(step, debits, credits);
  return sides === null ? [] : [{ book, step, ...sides }];
}

/** An entry of the consolidated statements. */
export function consolidatedEntry(
  step: CombinationEntry['step'],
  debits: readonly Posting<StatementLine>[],
  credits: readonly Posting<StatementLine>[],
): CombinationEntry[] {
  return combinationEntry('consolidated', step, debits, credits);
}

function partOf(balance: Fen, rest: bigint): bigint {
  if (balance <= 0n) return 0n;
  return balance < rest ? balance : rest;
}

/** Charges an amount to capital reserve, surplus reserve and retained profit in turn; the last may turn negative. */
export function chargeInTurn(
  reserves: Reserves,
  amount: Fen,
): { changes: EquityChanges; warnings: Finding[] } {
  const reserve = partOf(reserves.capitalReserve, amount);
  const surplus = partOf(reserves.surplusReserve, amount - reserve);
  const retained = amount - reserve - surplus;
  const after = fen(reserves.retained - retained);
  const because = `冲减未分配利润 ${formatYuan(fen(retained))} 元后余额为 ${formatYuan(after)} 元`;
  return {
    changes: { reserveChange: fen(-reserve), surplusChange: fen(-surplus), retainedChange: fen(-retained) },
    warnings: retained > 0n && after < 0n ? [{ code: 'RETAINED_NEGATIVE', because }] : [],
  };
}

/** Changes of equity as credits of a company's books; what is unknown is not posted. */
export function changePostings(changes: EquityChanges): Posting[] {
  return [
    ['4002', changes.reserveChange ?? zero],
    ['4101', changes.surplusChange ?? zero],
    ['4104', changes.retainedChange ?? zero],
  ];
}

const accounts = { cash: '1002', land: '1701', fixed_asset: '1601', shares: '4001' } as const;

/** What is given leaves the books at book value; shares come in at par. */
export function considerationPostings(consideration: readonly Consideration[]): Posting[] {
  return consideration.map(({ kind, book }): Posting => [accounts[kind], book]);
}

/** Both parts of the year's profit, or the part after control alone. */
export function profitIncluded(
  profits: CombinationProfits | undefined,
  fromStart: boolean,
): { profitIncluded?: Fen } {
  if (profits === undefined) return {};
  return { profitIncluded: fen((fromStart ? profits.beforeControl : 0n) + profits.afterControl) };
}
