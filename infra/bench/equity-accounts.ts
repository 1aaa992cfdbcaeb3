import { consolidate } from '@guanyun/domain/equity/consolidate.ts';
import type { Consolidation, Group, Intragroup, Subsidiary } from '@guanyun/domain/equity/consolidation.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { fen } from '@guanyun/domain/kernel/money.ts';
import { ratio } from '@guanyun/domain/kernel/ratio.ts';
import { randomFrom } from './equity-groups.ts';
import { type Spread, spreadOf } from './figures.ts';

const COMPANIES = 1_000;
const LINES = 300;
const INTRAGROUP = 100_000;

export type AccountsReport = {
  readonly companies: number;
  readonly lines: number;
  readonly intragroup: number;
  readonly eliminations: number;
  readonly ms: Spread;
  readonly floorMs: Spread;
  readonly ratio: Spread;
  readonly peakMegabytes: number;
};
export type Accounts = { readonly group: Group; readonly statements: readonly (readonly bigint[])[] };

const idOf = (company: number): string => `C${company}`;

function subsidiary(random: () => number, company: number): Subsidiary {
  const amount = (most: number) => fen(BigInt(Math.floor(random() * most)));
  const owner = idOf(Math.floor(random() * company));
  const share = ratio(BigInt(51 + Math.floor(random() * 50)), 100n);
  const equity = {
    capital: amount(1e11),
    capitalReserve: amount(1e10),
    surplusReserve: amount(1e9),
    retained: amount(1e10),
  };
  return {
    id: idOf(company),
    holders: [{ owner, share }],
    equity,
    profit: amount(1e9),
    investmentCost: amount(1e11),
  };
}

/** Six of ten are balances, three sales of goods, one of a fixed asset. */
function row(random: () => number, n: number, companies: number): Intragroup {
  const one = Math.floor(random() * companies);
  const [seller, buyer] = [idOf(one), idOf((one + 1 + Math.floor(random() * (companies - 1))) % companies)];
  const price = fen(BigInt(1_000_000 + Math.floor(random() * 1e9)));
  const cost = fen((price * 8n) / 10n);
  const common = { id: `R${n}`, taxRate: ratio(1n, 4n) };
  if (n % 10 < 6) {
    const allowance = fen(price / 100n);
    const parties = { creditor: seller, debtor: buyer };
    return {
      ...common,
      kind: 'balance',
      ...parties,
      amount: price,
      allowance,
      openingAllowance: fen(allowance / 2n),
    };
  }
  if (n % 10 < 9)
    return { ...common, kind: 'inventory', seller, buyer, price, cost, unsoldShare: ratio(3n, 10n) };
  const days = { on: localDate('2024-03-31'), remainingMonths: 120, asOf: localDate('2025-12-31') };
  return { ...common, kind: 'fixed_asset', seller, buyer, price, carrying: cost, ...days };
}

/** A group whose companies hold each other as a tree, each with a statement, and its intragroup rows. */
export function makeAccounts(companies: number, lines: number, intragroup: number): Accounts {
  const random = randomFrom(3);
  const subsidiaries = Array.from({ length: companies - 1 }, (_, i) => subsidiary(random, i + 1));
  const statements = Array.from({ length: companies }, () =>
    Array.from({ length: lines }, () => BigInt(Math.floor(random() * 1e10))),
  );
  return {
    group: {
      parent: { id: idOf(0), profit: fen(1_000_000_000n) },
      subsidiaries,
      intragroup: Array.from({ length: intragroup }, (_, n) => row(random, n, companies)),
      crossHolding: [],
      method: 'treasury_share',
    },
    statements,
  };
}

/** Line by line the sum of all statements, and what is taken out of it. */
export function consolidated({ group, statements }: Accounts): { sums: bigint[]; result: Consolidation } {
  const sums = Array.from(statements[0] ?? [], () => 0n);
  for (const statement of statements)
    for (const [line, amount] of statement.entries()) sums[line] = (sums[line] ?? 0n) + amount;
  return { sums, result: consolidate(group) };
}

/** Adds up every amount of the same rows once. */
export function summedOnce({ group, statements }: Accounts): bigint {
  let sum = 0n;
  for (const statement of statements) for (const amount of statement) sum += amount;
  for (const one of group.intragroup) sum += one.kind === 'balance' ? one.amount : one.price;
  return sum;
}

function timed(work: () => unknown): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}

/** Consolidating a thousand companies: to adding up their lines and intragroup rows once. */
export function measureAccounts(
  rounds: number,
  signal: AbortSignal,
  say: (line: string) => void,
): AccountsReport {
  say(`合并 ${COMPANIES} 家公司 / consolidating ${COMPANIES} companies`);
  const accounts = makeAccounts(COMPANIES, LINES, INTRAGROUP);
  const { result } = consolidated(accounts);
  summedOnce(accounts);
  const [ms, floorMs]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    signal.throwIfAborted();
    ms.push(timed(() => consolidated(accounts)));
    floorMs.push(timed(() => summedOnce(accounts)));
  }
  return {
    companies: COMPANIES,
    lines: LINES,
    intragroup: INTRAGROUP,
    eliminations: result.eliminations.length,
    ms: spreadOf(ms),
    floorMs: spreadOf(floorMs),
    ratio: spreadOf(ms.map((value, round) => value / (floorMs[round] ?? Number.NaN))),
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  };
}
