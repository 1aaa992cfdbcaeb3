import { accountName } from '../accounting/chart-of-accounts.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { addDays, type LocalDate } from '../kernel/local-date.ts';
import { type Fen, fen } from '../kernel/money.ts';
import { type AssetClass, assetClasses } from './asset-class.ts';
import { type AssetCard, type ReconcileCheck, reconcile } from './reconcile.ts';
import { accountsOf } from './transfer-accounts.ts';

/** What an account of the general ledger says of assets. */
export const ledgerSides = ['cost', 'depreciation', 'impairment'] as const;
export type LedgerSide = (typeof ledgerSides)[number];

/** The accounts that stand for one kind of asset in a company's ledger, named by the account of its cost. */
export type AccountGroup = {
  readonly cost: string;
  readonly depreciation: string | null;
  readonly impairment: string | null;
};

const groupOf = (kind: AssetClass, leased: boolean): AccountGroup | null => {
  const accounts = accountsOf('company', { class: kind, use: leased ? 'leased' : 'own' });
  return accounts === null
    ? null
    : { cost: accounts.cost, depreciation: accounts.accumulated, impairment: accounts.impairment };
};

const every = assetClasses.flatMap((kind) => [groupOf(kind, false), groupOf(kind, true)]);

/** The account groups of a company, in the order of the account of cost. */
export const accountGroups: readonly AccountGroup[] = [
  ...new Map(every.flatMap((group) => (group === null ? [] : [[group.cost, group] as const]))).values(),
].sort((a, b) => a.cost.localeCompare(b.cost));

/** An account of the general ledger that is held against the cards. */
export type LedgerAccount = { readonly account: string; readonly side: LedgerSide; readonly group: string };

/** Every account that is held against the cards, by group. */
export const ledgerAccounts: readonly LedgerAccount[] = accountGroups.flatMap((group) =>
  ledgerSides.flatMap((side) => {
    const account = group[side];
    return account === null ? [] : [{ account, side, group: group.cost }];
  }),
);

/** The last day of a month. */
export const isMonthEnd = (day: LocalDate): boolean => addDays(day, 1).endsWith('-01');

export type LedgerLine = { readonly account: string; readonly amount: Fen };

/**
 * Whether a company's balances may be entered. Refuses LEDGER_DAY_WRONG: not the end of a month, or one to come;
 * LEDGER_ACCOUNT_UNKNOWN: no account that stands for assets.
 */
export function decideLedger(
  asOf: LocalDate,
  lines: readonly LedgerLine[],
  today: LocalDate,
): Decision<null> {
  if (!isMonthEnd(asOf) || asOf > today) return refuse('LEDGER_DAY_WRONG', { day: asOf });
  const unknown = lines.find(({ account }) => !ledgerAccounts.some((known) => known.account === account));
  return unknown === undefined
    ? accept(null)
    : refuse('LEDGER_ACCOUNT_UNKNOWN', { account: unknown.account });
}

/** Cards of one class, added up. */
export type CardSum = {
  readonly class: AssetClass;
  readonly leased: boolean;
  readonly cost: Fen;
  readonly depreciation: Fen;
  readonly impairment: Fen;
};

/** One account beside the cards that it stands for; the classes of cards are what it opens to. */
export type AccountCheck = {
  /** Empty where cards have no account. */
  readonly account: string;
  readonly name: string;
  readonly side: LedgerSide;
  readonly cards: Fen;
  readonly ledger: Fen;
  readonly passed: boolean;
  readonly difference: string;
  readonly classes: readonly AssetClass[];
};

const noGroup: AccountGroup = { cost: '', depreciation: '', impairment: '' };
const zero = fen(0n);
const sums = (of: readonly CardSum[], side: LedgerSide): Fen =>
  fen(of.reduce((sum, card) => sum + card[side], 0n));

function checksOf(
  group: AccountGroup,
  cards: readonly CardSum[],
  ledger: ReadonlyMap<string, Fen>,
  on: LocalDate,
): AccountCheck[] {
  const stands = (side: LedgerSide): Fen => ledger.get(group[side] ?? '') ?? zero;
  const card: AssetCard = {
    ...{ id: group.cost, cost: sums(cards, 'cost') },
    ...{ depreciation: sums(cards, 'depreciation'), impairment: sums(cards, 'impairment') },
  };
  const { checks } = reconcile({
    cards: [card],
    ledger: { cost: stands('cost'), depreciation: stands('depreciation'), impairment: stands('impairment') },
  });
  return ledgerSides.map((side): AccountCheck => {
    const check = checks.find(({ name }) => name === `ledger_${side}`) as ReconcileCheck;
    const account = group[side] ?? '';
    return {
      ...{ account, name: accountName('enterprise', account, on) ?? '', side },
      ...{ cards: card[side] ?? zero, ledger: stands(side) },
      ...{ passed: check.passed, difference: check.difference },
      classes: [...new Set(cards.map((each) => each.class))],
    };
  });
}

/**
 * A company's general ledger against its cards, account by account, each by the rule `reconcile`: the rule over all cards
 * would let one account's surplus hide another's shortage. Cards that no account stands for are laid against nothing.
 */
export function ledgerChecks(
  cards: readonly CardSum[],
  lines: readonly LedgerLine[],
  on: LocalDate,
): AccountCheck[] {
  const ledger = new Map(lines.map(({ account, amount }) => [account, amount]));
  const groups = [...accountGroups, noGroup];
  return groups
    .flatMap((group) => {
      const its = cards.filter((card) => (groupOf(card.class, card.leased)?.cost ?? '') === group.cost);
      return checksOf(group, its, ledger, on);
    })
    .filter(({ account, cards: onCards, ledger: inLedger }) =>
      account === '' ? onCards !== 0n : onCards !== 0n || inLedger !== 0n || ledger.has(account),
    );
}
