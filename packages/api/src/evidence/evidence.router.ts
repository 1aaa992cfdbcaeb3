import { traceAsset } from '@guanyun/application/crossings/trace-asset.ts';
import { readJournal, verifyJournal } from '@guanyun/application/evidence/read-journal.ts';
import { readLog } from '@guanyun/application/evidence/read-log.ts';
import { committeeSide, logReaders } from '@guanyun/domain/organizations/permissions.ts';
import { z } from 'zod';
import { zId } from '../kernel/input.ts';
import { allowed, router } from '../procedure.ts';

const readers = [...committeeSide, 'auditor', 'audit_admin'] as const;
const zJournal = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  subject: z.strictObject({ kind: z.string().max(40), id: zId }).optional(),
});

export const evidenceRouter = router({
  journal: allowed(readers)
    .input(zJournal)
    .query(({ ctx, input }) =>
      readJournal(ctx.deps, ctx.actor, { cursor: input.cursor, subjectId: input.subject?.id }),
    ),
  chain: allowed([...committeeSide, 'auditor'])
    .input(z.strictObject({ assetId: zId }))
    .query(({ ctx, input }) => traceAsset(ctx.deps, ctx.actor, input.assetId)),
  log: allowed(logReaders).query(({ ctx }) => readLog(ctx.deps, ctx.actor)),
  verify: allowed(readers).query(({ ctx }) => verifyJournal(ctx.deps, ctx.actor)),
});
