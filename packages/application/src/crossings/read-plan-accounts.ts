import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { groupAccounts } from '@guanyun/domain/equity/group-accounts.ts';
import type { GroupBooks } from '@guanyun/domain/equity/group-books.ts';
import type { Plan } from '@guanyun/domain/equity/plan.ts';
import { plannedBooks } from '@guanyun/domain/equity/plan-accounts.ts';
import { ownershipIn, type Tables } from '@guanyun/domain/equity/plan-compare.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan } from '@guanyun/domain/kernel/money.ts';
import { ZERO } from '@guanyun/domain/kernel/ratio.ts';
import { combinationsIn, withCombinations } from '../equity/group-combinations.ts';
import {
  booksFrom,
  holdingsAmong,
  type Named,
  newestReported,
  type Reported,
} from '../equity/group-reports.ts';
import { showAccounts } from '../equity/show-group-accounts.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { judgedPlan, type ReadPlan } from './read-plan.ts';

/** The books with the combinations that are told of in the period of the group's newest dealings. */
async function combinedBooks(tx: Tx, plan: Plan, books: GroupBooks, reported: Reported): Promise<GroupBooks> {
  const [first] = reported.items;
  if (first === undefined) return books;
  const period = { groupId: plan.groupId, periodEnd: localDate(first.periodEnd), knownOn: null };
  return withCombinations(books, await combinationsIn(tx, period, books, reported));
}

/** The group's books before the plan and, on paper, right after it. */
async function booksAround(tx: Tx, { plan, bodies, judgement }: ReadPlan, reported: Reported) {
  const controlledIn = (tables: Tables): string[] =>
    ownershipIn(bodies, tables, plan.groupId).control.filter((id) => id !== plan.groupId);
  const group = { parent: plan.groupId, controlled: controlledIn(judgement.before) };
  const before = await combinedBooks(
    tx,
    plan,
    await booksFrom(tx, group, judgement.before, reported),
    reported,
  );
  const { tables } = judgement.after;
  const controlled = controlledIn(tables);
  const went = new Set(
    judgement.items.filter(({ state }) => state === 'ready' || state === 'incomplete').map(({ id }) => id),
  );
  const planned = plannedBooks({
    before,
    after: { controlled, holdings: holdingsAmong(new Set([plan.groupId, ...controlled]), tables) },
    shareBefore: (owner, owned) =>
      judgement.before.get(owned)?.holders.find(({ id }) => id === owner)?.vote ?? ZERO,
    items: plan.items.filter(({ id }) => went.has(id)),
  });
  return { before, planned };
}

/**
 * 首次合并资产负债表（测算）: the consolidated balance sheet of a plan's group before and right after it, from the newest
 * statements up to its basis date. Companies without one are named and not in the figures.
 */
export function readPlanAccounts(deps: Deps, actor: Actor, asked: { id: string }) {
  return read(deps, actor, async (tx) => {
    const known = await judgedPlan(tx, today(deps), asked.id);
    const { plan, bodies } = known;
    const reported = await newestReported(tx, plan.groupId, plan.basisDate);
    const { before, planned } = await booksAround(tx, known, reported);
    const accounts = groupAccounts(planned.books);
    const nameOf = (id: string): Named => ({ id, name: bodies.find((body) => body.id === id)?.name ?? '' });
    const was = { periodEnd: plan.basisDate, accounts: groupAccounts(before), restated: [], unknown: [] };
    const shown = showAccounts(accounts, reported, nameOf, { balance: was, income: null });
    const members = new Set([plan.groupId, ...planned.books.controlled]);
    return {
      ...shown,
      group: nameOf(plan.groupId),
      basisDate: plan.basisDate,
      statements: reported.statements
        .filter(({ companyId }) => members.has(companyId))
        .map(({ companyId, periodEnd }) => ({ ...nameOf(companyId), periodEnd })),
      undetermined: planned.undetermined.map(({ company, acquirer, amount }) => ({
        ...{ company: nameOf(company), acquirer: nameOf(acquirer), amount: formatYuan(amount) },
      })),
      unmeasured: planned.unmeasured.map(nameOf),
    };
  });
}
