import { executeTransfer } from '@guanyun/application/equity/execute-transfer.ts';
import { readCapTable, readStructure } from '@guanyun/application/equity/read-equity.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { steps } from '@guanyun/domain/matters/matter-case.ts';
import { business } from '@guanyun/domain/organizations/permissions.ts';
import { answered } from '../failure.ts';
import { allowed, router } from '../procedure.ts';
import { zCapTable, zExecuteTransfer, zStructure } from './input.ts';

const dated = <T extends { asOf: string; knownOn?: string | undefined }>(input: T) => ({
  ...input,
  asOf: localDate(input.asOf),
  knownOn: input.knownOn === undefined ? undefined : localDate(input.knownOn),
});

export const equityRouter = router({
  structure: allowed(business)
    .input(zStructure)
    .query(({ ctx, input }) => readStructure(ctx.deps, ctx.actor, dated(input))),
  capTable: allowed(business)
    .input(zCapTable)
    .query(({ ctx, input }) => readCapTable(ctx.deps, ctx.actor, dated(input))),
  executeTransfer: allowed(steps.spend.posts)
    .input(zExecuteTransfer)
    .mutation(({ ctx, input }) => answered(executeTransfer(ctx.deps, ctx.actor, input))),
});
