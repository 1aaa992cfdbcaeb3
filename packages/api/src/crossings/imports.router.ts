import {
  commitImport,
  importProgress,
  previewImport,
} from '@guanyun/application/crossings/import-workbook.ts';
import { type ImportTemplate, importers } from '@guanyun/domain/organizations/permissions.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { answered } from '../failure.ts';
import { zDigest, zRequestId } from '../kernel/input.ts';
import { allowed, router } from '../procedure.ts';

const zTemplate = z.enum(Object.keys(importers) as [ImportTemplate, ...ImportTemplate[]]);
const zPreview = z.strictObject({ template: zTemplate, digest: zDigest });
const importing = [...new Set(Object.values(importers).flat())];

const mayImport = (post: PostKind, template: ImportTemplate): boolean =>
  (importers[template] as readonly PostKind[]).includes(post);

/** The workbook must be this post's to bring in. */
function check(post: PostKind, template: ImportTemplate): void {
  if (!mayImport(post, template)) throw new TRPCError({ code: 'FORBIDDEN' });
}

const titles = {
  organizations: { zh: '组团、单位、人员与委托书', en: 'Clusters, organisations, people and mandates' },
  equity: { zh: '股权', en: 'Equity' },
  'cooperation-list': { zh: '合作事项清单', en: 'Cooperation list' },
  calendar: { zh: '放假与调休日历', en: 'Days off and make-up days' },
  'group-accounts': { zh: '集团报表', en: 'Group accounts' },
  assets: { zh: '资产', en: 'Assets' },
  'asset-classes': { zh: '资产分类代码', en: 'Classes of assets' },
} as const;

export const importsRouter = router({
  templates: allowed(importing).query(({ ctx }) =>
    zTemplate.options
      .filter((name) => mayImport(ctx.actor.post.kind, name))
      .map((name) => ({ name, title: titles[name] })),
  ),
  preview: allowed(importing)
    .input(zPreview)
    .query(({ ctx, input }) => {
      check(ctx.actor.post.kind, input.template);
      return previewImport(ctx.deps, ctx.actor, input);
    }),
  progress: allowed(importing)
    .input(zPreview.pick({ digest: true }))
    .query(({ ctx, input }) => importProgress(ctx.deps, ctx.actor, input)),
  commit: allowed(importing)
    .input(zPreview.extend({ requestId: zRequestId }))
    .mutation(({ ctx, input }) => {
      check(ctx.actor.post.kind, input.template);
      return answered(commitImport(ctx.deps, ctx.actor, input));
    }),
});
