import { correctEvent } from '@guanyun/application/equity/correct-event.ts';
import { endExemption } from '@guanyun/application/equity/end-exemption.ts';
import { enterCapital } from '@guanyun/application/equity/enter-capital.ts';
import { executeTransfer } from '@guanyun/application/equity/execute-transfer.ts';
import { exemptLevel } from '@guanyun/application/equity/exempt-level.ts';
import { importBods, previewBods } from '@guanyun/application/equity/import-bods.ts';
import { readParticulars, recordParticular } from '@guanyun/application/equity/particulars.ts';
import { readCapTable } from '@guanyun/application/equity/read-cap-table.ts';
import { readStructure } from '@guanyun/application/equity/read-equity.ts';
import { recordDate } from '@guanyun/application/equity/record-date.ts';
import { recordPayment } from '@guanyun/application/equity/record-payment.ts';
import { reorganize } from '@guanyun/application/equity/reorganize.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { steps } from '@guanyun/domain/matters/matter-case.ts';
import { business, exempters, importers } from '@guanyun/domain/organizations/permissions.ts';
import { answered } from '../failure.ts';
import { allowed, router } from '../procedure.ts';
import { groupAccountsProcedures } from './group-accounts.router.ts';
import {
  zBodsFile,
  zCapTable,
  zCorrect,
  zEndExemption,
  zEnterCapital,
  zExecuteTransfer,
  zExemptLevel,
  zImportBods,
  zParticulars,
  zRecordDate,
  zRecordParticular,
  zRecordPayment,
  zReorganize,
  zStructure,
} from './input.ts';
import { planProcedures } from './plans.router.ts';

const dated = <T extends { asOf: string; knownOn?: string | undefined }>(input: T) => ({
  ...input,
  asOf: localDate(input.asOf),
  knownOn: input.knownOn === undefined ? undefined : localDate(input.knownOn),
});

const day = (text: string | undefined) => (text === undefined ? undefined : localDate(text));
/** Whoever keeps the register of members in a company. */
const registrars = ['company_handler', 'company_finance'] as const;

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
  enterCapital: allowed(steps.spend.posts)
    .input(zEnterCapital)
    .mutation(({ ctx, input }) => {
      const { registerOn, registrationOn, ...rest } = input;
      const days = { registerOn: localDate(registerOn), registrationOn: day(registrationOn) };
      return answered(enterCapital(ctx.deps, ctx.actor, { ...rest, ...days }));
    }),
  reorganize: allowed(steps.spend.posts)
    .input(zReorganize)
    .mutation(({ ctx, input }) => {
      const days = { registerOn: localDate(input.registerOn), registrationOn: day(input.registrationOn) };
      return answered(reorganize(ctx.deps, ctx.actor, { ...input, ...days }));
    }),
  recordPayment: allowed(registrars)
    .input(zRecordPayment)
    .mutation(({ ctx, input }) =>
      answered(recordPayment(ctx.deps, ctx.actor, { ...input, on: localDate(input.on) })),
    ),
  particulars: allowed(business)
    .input(zParticulars)
    .query(({ ctx, input }) => readParticulars(ctx.deps, ctx.actor, dated(input))),
  recordParticular: allowed(registrars)
    .input(zRecordParticular)
    .mutation(({ ctx, input }) =>
      answered(recordParticular(ctx.deps, ctx.actor, { ...input, validFrom: localDate(input.validFrom) })),
    ),
  recordDate: allowed(registrars)
    .input(zRecordDate)
    .mutation(({ ctx, input }) =>
      answered(recordDate(ctx.deps, ctx.actor, { ...input, on: localDate(input.on) })),
    ),
  correct: allowed(registrars)
    .input(zCorrect)
    .mutation(({ ctx, input }) => answered(correctEvent(ctx.deps, ctx.actor, input))),
  exemptLevel: allowed(exempters)
    .input(zExemptLevel)
    .mutation(({ ctx, input }) => {
      const term = { validFrom: localDate(input.validFrom), validTo: localDate(input.validTo) };
      return answered(exemptLevel(ctx.deps, ctx.actor, { ...input, ...term }));
    }),
  endExemption: allowed(exempters)
    .input(zEndExemption)
    .mutation(({ ctx, input }) =>
      answered(endExemption(ctx.deps, ctx.actor, { ...input, on: localDate(input.on) })),
    ),
  ...planProcedures,
  previewBods: allowed(importers.equity)
    .input(zBodsFile)
    .query(({ ctx, input }) => previewBods(ctx.deps, ctx.actor, input)),
  importBods: allowed(importers.equity)
    .input(zImportBods)
    .mutation(({ ctx, input }) => answered(importBods(ctx.deps, ctx.actor, input))),
  ...groupAccountsProcedures,
});
