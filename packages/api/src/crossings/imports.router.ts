import { commitImport, previewImport } from '@guanyun/application/crossings/import-workbook.ts';
import { z } from 'zod';
import { answered } from '../failure.ts';
import { zDigest, zRequestId } from '../kernel/input.ts';
import { allowed, router } from '../procedure.ts';

const zTemplate = z.enum(['organizations', 'equity', 'cooperation-list']);
const zPreview = z.strictObject({ template: zTemplate, digest: zDigest });
const importers = ['committee_reviewer'] as const;

const titles = {
  organizations: { zh: '组团、单位、人员与委托书', en: 'Clusters, organisations, people and mandates' },
  equity: { zh: '股权', en: 'Equity' },
  'cooperation-list': { zh: '合作事项清单', en: 'Cooperation list' },
} as const;

export const importsRouter = router({
  templates: allowed(importers).query(() => zTemplate.options.map((name) => ({ name, title: titles[name] }))),
  preview: allowed(importers)
    .input(zPreview)
    .query(({ ctx, input }) => previewImport(ctx.deps, ctx.actor, input)),
  commit: allowed(importers)
    .input(zPreview.extend({ requestId: zRequestId }))
    .mutation(({ ctx, input }) => answered(commitImport(ctx.deps, ctx.actor, input))),
});
