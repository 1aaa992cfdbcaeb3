import { listRisks } from '@guanyun/application/contracts/read-risks.ts';
import { listSplitFlags, readSplitFlag, remarkOnSplit } from '@guanyun/application/contracts/split-flags.ts';
import { splitReaders, splitRemarkers } from '@guanyun/domain/organizations/permissions.ts';
import { answered } from '../failure.ts';
import { zIdInput } from '../kernel/input.ts';
import { allowed, router } from '../procedure.ts';
import { zSplitRemark } from './input.ts';

/** What the split radar found, and what other signs there are: for the committee's supervision and whoever oversees it. */
export const splitsRouter = router({
  risks: allowed(splitReaders).query(({ ctx }) => listRisks(ctx.deps, ctx.actor)),
  splits: allowed(splitReaders).query(({ ctx }) => listSplitFlags(ctx.deps, ctx.actor)),
  split: allowed(splitReaders)
    .input(zIdInput)
    .query(({ ctx, input }) => readSplitFlag(ctx.deps, ctx.actor, input.id)),
  remarkSplit: allowed(splitRemarkers)
    .input(zSplitRemark)
    .mutation(({ ctx, input }) => answered(remarkOnSplit(ctx.deps, ctx.actor, input))),
});
