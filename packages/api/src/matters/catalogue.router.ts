import {
  discardCatalogue,
  draftCatalogue,
  reviseCatalogue,
} from '@guanyun/application/matters/draft-catalogue.ts';
import {
  listCatalogueVersions,
  readCatalogueVersion,
  readFigures,
} from '@guanyun/application/matters/read-catalogue.ts';
import { releaseCatalogue } from '@guanyun/application/matters/release-catalogue.ts';
import { business } from '@guanyun/domain/organizations/permissions.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { answered } from '../failure.ts';
import { zIdInput } from '../kernel/input.ts';
import { allowed, router } from '../procedure.ts';
import { zCatalogueDraft, zCatalogueRevise, zCatalogueSeen } from './input.ts';

/** Who keeps the catalogue handles no case; everyone with business may read it. */
const keepers: readonly PostKind[] = ['catalogue_admin'];
const readers: readonly PostKind[] = [...business, ...keepers];

export const catalogueRouter = router({
  figures: allowed(readers).query(({ ctx }) => readFigures(ctx.deps, ctx.actor)),
  versions: allowed(readers).query(({ ctx }) => listCatalogueVersions(ctx.deps, ctx.actor)),
  version: allowed(readers)
    .input(zIdInput)
    .query(({ ctx, input }) => readCatalogueVersion(ctx.deps, ctx.actor, input.id)),
  draft: allowed(keepers)
    .input(zCatalogueDraft)
    .mutation(({ ctx, input }) => answered(draftCatalogue(ctx.deps, ctx.actor, input))),
  revise: allowed(keepers)
    .input(zCatalogueRevise)
    .mutation(({ ctx, input }) => answered(reviseCatalogue(ctx.deps, ctx.actor, input))),
  discard: allowed(keepers)
    .input(zCatalogueSeen)
    .mutation(({ ctx, input }) => answered(discardCatalogue(ctx.deps, ctx.actor, input))),
  release: allowed(keepers)
    .input(zCatalogueSeen)
    .mutation(({ ctx, input }) => answered(releaseCatalogue(ctx.deps, ctx.actor, input))),
});
