import { readPlanAccounts } from '@guanyun/application/crossings/read-plan-accounts.ts';
import { listGroupAccounts, readGroupAccounts } from '@guanyun/application/equity/read-group-accounts.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { accountReaders } from '@guanyun/domain/organizations/permissions.ts';
import { zIdInput } from '../kernel/input.ts';
import { allowed } from '../procedure.ts';
import { zGroupAccounts } from './group-accounts-input.ts';

/** The accounts of a group, and what a plan makes of them, among the procedures of equity. */
export const groupAccountsProcedures = {
  groupAccountsList: allowed(accountReaders).query(({ ctx }) => listGroupAccounts(ctx.deps, ctx.actor)),
  groupAccounts: allowed(accountReaders)
    .input(zGroupAccounts)
    .query(({ ctx, input: { groupId, periodEnd, knownOn } }) =>
      readGroupAccounts(ctx.deps, ctx.actor, {
        groupId,
        periodEnd: localDate(periodEnd),
        knownOn: knownOn === undefined ? undefined : localDate(knownOn),
      }),
    ),
  planAccounts: allowed(accountReaders)
    .input(zIdInput)
    .query(({ ctx, input }) => readPlanAccounts(ctx.deps, ctx.actor, input)),
};
