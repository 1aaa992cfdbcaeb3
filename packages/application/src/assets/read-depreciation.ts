import { vouchersOfCauses } from '@guanyun/db/assets/asset-acts.store.ts';
import { lastRun, runsPage } from '@guanyun/db/assets/depreciation.store.ts';
import { decideRun } from '@guanyun/domain/assets/decide-depreciation.ts';
import { chargeRules, lastDayOf, monthOf } from '@guanyun/domain/assets/depreciation.ts';
import { addMonths, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan } from '@guanyun/domain/kernel/money.ts';
import { depreciationRunners } from '@guanyun/domain/organizations/permissions.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { organizationNames } from '../organizations/names.ts';
import { keeperOf } from './asset-card.ts';
import { chargePieces } from './depreciate.ts';

const mayRun = (actor: Actor): boolean =>
  (depreciationRunners as readonly string[]).includes(actor.post.kind);

/** Runs by month and organisation with their vouchers, and which month the own book comes to next. */
export function listRuns(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const rows = await runsPage(tx, null);
    const organization = await organizationNames(tx, today(deps));
    const vouchers = new Map(
      (
        await vouchersOfCauses(
          tx,
          rows.map(({ id }) => id),
        )
      ).map(({ causeId, id, number }) => [causeId, { id, number }]),
    );
    const last = await lastRun(tx, actor.post.organizationId);
    const ended = addMonths(monthOf(today(deps)), -1);
    const following = last === null ? ended : addMonths(localDate(last.month), 1);
    const [next = ended] = [following, ended].sort();
    return {
      items: rows.map(({ id, organizationId, month, number, assets, amount }) => ({
        ...{ id, month: month.slice(0, 7), number, assets, amount },
        organization: organization(organizationId),
        voucher: vouchers.get(id) ?? null,
      })),
      mayRun: mayRun(actor),
      next: next.slice(0, 7),
      rules: chargeRules.map(({ keeper, kind, starts, ends, effectiveFrom, basis }) => ({
        ...{ keeper, kind, starts, ends, effectiveFrom, basis },
      })),
    };
  });
}

/** What a run of a month would charge in the own book now: on how many assets, how much; null where it may not be run. */
export function previewRun(deps: Deps, actor: Actor, asked: { month: string }) {
  return read(deps, actor, async (tx) => {
    const { organizationId } = actor.post;
    const last = await lastRun(tx, organizationId);
    const month = localDate(`${asked.month}-01`);
    const before = last && { month: localDate(last.month), number: last.number };
    const decision = decideRun(before, month, today(deps));
    if (decision.outcome === 'refused') return { refusals: decision.refusals, totals: null };
    const keeper = await keeperOf(tx, today(deps), organizationId);
    const { assets, amount, byAccount } = await chargePieces(tx, { organizationId, keeper, month }, null);
    const accounts = [...byAccount].map(([account, sum]) => ({ account, amount: formatYuan(sum) }));
    return {
      refusals: null,
      totals: { assets, amount: formatYuan(amount), accounts, on: lastDayOf(month) },
    };
  });
}
