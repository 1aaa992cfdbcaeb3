import { listGroupAccounts, readGroupAccounts } from '@guanyun/application/equity/read-group-accounts.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { accountReaders } from '@guanyun/domain/organizations/permissions.ts';
import { z } from 'zod';
import { zDay, zId } from '../kernel/input.ts';
import { allowed } from '../procedure.ts';

const zGroupAccounts = z.strictObject({ groupId: zId, periodEnd: zDay, knownOn: zDay.optional() });

/** The accounts of a group, among the procedures of equity. */
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
};
