import { enterLedger } from '@guanyun/application/assets/enter-ledger.ts';
import { listLockedAssets, readLockUps, recordLockEvent } from '@guanyun/application/assets/lock-ups.ts';
import { listAged, readAgeing } from '@guanyun/application/assets/read-ageing.ts';
import { listFailing, readReconciliation } from '@guanyun/application/assets/read-reconciliation.ts';
import { listStatementAssets, readStatementTable } from '@guanyun/application/assets/read-statement-table.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { business, transferCounters } from '@guanyun/domain/organizations/permissions.ts';
import { answered } from '../failure.ts';
import { allowed, router } from '../procedure.ts';
import {
  zAged,
  zEnterLedger,
  zFailing,
  zLockEvent,
  zLockedAssets,
  zReconciliation,
  zStatementAssets,
  zStatementDays,
} from './finance-input.ts';

const days = ({ asOf, knownOn }: { asOf: string; knownOn?: string | undefined }) => ({
  asOf: localDate(asOf),
  knownOn: knownOn === undefined ? null : localDate(knownOn),
});

/** Statement, reconciliation, ageing and watches of assets, part of `assets`. */
export const assetFinanceRouter = router({
  statementTable: allowed(business)
    .input(zStatementDays)
    .query(({ ctx, input }) => readStatementTable(ctx.deps, ctx.actor, days(input))),
  statementAssets: allowed(business)
    .input(zStatementAssets)
    .query(({ ctx, input }) =>
      listStatementAssets(ctx.deps, ctx.actor, { ...input, ...days(input), cursor: input.cursor ?? '' }),
    ),
  ageing: allowed(business).query(({ ctx }) => readAgeing(ctx.deps, ctx.actor)),
  aged: allowed(business)
    .input(zAged)
    .query(({ ctx, input }) => listAged(ctx.deps, ctx.actor, { ...input, cursor: input.cursor ?? '' })),
  reconciliation: allowed(business)
    .input(zReconciliation)
    .query(({ ctx, input }) => readReconciliation(ctx.deps, ctx.actor, input)),
  reconciliationLines: allowed(business)
    .input(zFailing)
    .query(({ ctx, input }) => listFailing(ctx.deps, ctx.actor, input)),
  enterLedger: allowed(['company_finance'])
    .input(zEnterLedger)
    .mutation(({ ctx, input }) => answered(enterLedger(ctx.deps, ctx.actor, input))),
  lockUps: allowed(business).query(({ ctx }) => readLockUps(ctx.deps, ctx.actor)),
  lockedAssets: allowed(business)
    .input(zLockedAssets)
    .query(({ ctx, input }) =>
      listLockedAssets(ctx.deps, ctx.actor, { ...input, cursor: input.cursor ?? '' }),
    ),
  recordLockEvent: allowed(transferCounters)
    .input(zLockEvent)
    .mutation(({ ctx, input }) =>
      answered(recordLockEvent(ctx.deps, ctx.actor, { ...input, on: localDate(input.on) })),
    ),
});
