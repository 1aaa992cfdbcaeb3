import { adjustAsset } from '@guanyun/application/assets/adjust-asset.ts';
import { attachDocument } from '@guanyun/application/assets/attach-document.ts';
import { depreciate } from '@guanyun/application/assets/depreciate.ts';
import { disposeAsset } from '@guanyun/application/assets/dispose-asset.ts';
import { encumber, encumbranceStep } from '@guanyun/application/assets/encumber.ts';
import { mergeAssets } from '@guanyun/application/assets/merge-assets.ts';
import { readAssetStory } from '@guanyun/application/assets/read-asset-story.ts';
import { listRuns, previewRun } from '@guanyun/application/assets/read-depreciation.ts';
import { splitAsset } from '@guanyun/application/assets/split-asset.ts';
import {
  assetKeepers,
  business,
  depreciationRunners,
  encumbranceRecorders,
} from '@guanyun/domain/organizations/permissions.ts';
import { answered } from '../failure.ts';
import { zIdInput } from '../kernel/input.ts';
import { allowed, router } from '../procedure.ts';
import {
  zAdjust,
  zAttach,
  zDepreciate,
  zDispose,
  zEncumber,
  zEncumbranceStep,
  zMerge,
  zRunPreview,
  zSplit,
} from './acts-input.ts';

/** What happens to an asset while it is in a book. */
export const assetActsRouter = router({
  story: allowed(business)
    .input(zIdInput)
    .query(({ ctx, input }) => readAssetStory(ctx.deps, ctx.actor, input.id)),
  encumber: allowed(encumbranceRecorders)
    .input(zEncumber)
    .mutation(({ ctx, input }) => answered(encumber(ctx.deps, ctx.actor, input))),
  encumbranceStep: allowed(encumbranceRecorders)
    .input(zEncumbranceStep)
    .mutation(({ ctx, input }) => answered(encumbranceStep(ctx.deps, ctx.actor, input))),
  adjust: allowed(assetKeepers)
    .input(zAdjust)
    .mutation(({ ctx, input }) => answered(adjustAsset(ctx.deps, ctx.actor, input))),
  split: allowed(assetKeepers)
    .input(zSplit)
    .mutation(({ ctx, input }) => answered(splitAsset(ctx.deps, ctx.actor, input))),
  merge: allowed(assetKeepers)
    .input(zMerge)
    .mutation(({ ctx, input }) => answered(mergeAssets(ctx.deps, ctx.actor, input))),
  dispose: allowed(assetKeepers)
    .input(zDispose)
    .mutation(({ ctx, input }) => answered(disposeAsset(ctx.deps, ctx.actor, input))),
  attach: allowed(assetKeepers)
    .input(zAttach)
    .mutation(({ ctx, input }) => answered(attachDocument(ctx.deps, ctx.actor, input))),
  runs: allowed(business).query(({ ctx }) => listRuns(ctx.deps, ctx.actor)),
  previewRun: allowed(depreciationRunners)
    .input(zRunPreview)
    .query(({ ctx, input }) => previewRun(ctx.deps, ctx.actor, input)),
  depreciate: allowed(depreciationRunners)
    .input(zDepreciate)
    .mutation(({ ctx, input }) => answered(depreciate(ctx.deps, ctx.actor, input))),
});
