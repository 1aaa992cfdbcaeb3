import type { AppRouter } from '@guanyun/api/router.ts';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>['imports'];
/** The check of a file of BODS. */
export type BodsPreview = inferRouterOutputs<AppRouter>['equity']['previewBods'];
/** The capital of a company that a file does not say. */
export type Capital = NonNullable<inferRouterInputs<AppRouter>['equity']['previewBods']['capital']>[number];
export type Template = Outputs['templates'][number];
export type Preview = Outputs['preview'];
/** How far an import is; null where this server does not know. */
export type Progress = Outputs['progress'];
export type BadCell = Preview['problems'][number];
export type SummaryLine = Preview['summary'][number];
export type Asked = inferRouterInputs<AppRouter>['imports']['preview'];

/** The server lists no more bad cells than this. */
export const LISTED_MAX = 1000;

/** Where a template is downloaded. */
export const templatePath = (name: string): string => `/templates/${name}.xlsx`;
