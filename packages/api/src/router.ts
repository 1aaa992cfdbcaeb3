import { administratorKinds, type PostKind, postKinds } from '@guanyun/domain/organizations/posts.ts';
import { accountingRouter } from './accounting/accounting.router.ts';
import { assetActsRouter } from './assets/asset-acts.router.ts';
import { assetsRouter } from './assets/assets.router.ts';
import { assetFinanceRouter } from './assets/finance.router.ts';
import { landRouter } from './assets/land.router.ts';
import { bidChecksRouter } from './contracts/bid-checks.router.ts';
import { contractsRouter } from './contracts/contracts.router.ts';
import { contractLifeRouter } from './contracts/life.router.ts';
import { splitsRouter } from './contracts/splits.router.ts';
import { noticesRouter, sealedRouter, tendersRouter } from './contracts/tenders.router.ts';
import { accountRouter } from './crossings/account.router.ts';
import { delegationsRouter } from './crossings/delegations.router.ts';
import { identityAdministrationRouter, identityRouter } from './crossings/identity.router.ts';
import { importsRouter } from './crossings/imports.router.ts';
import { mandatesRouter } from './crossings/mandates.router.ts';
import { workbenchRouter } from './crossings/workbench.router.ts';
import { equityRouter } from './equity/equity.router.ts';
import { evidenceRouter } from './evidence/evidence.router.ts';
import { signingRouter } from './evidence/signing.router.ts';
import { webhooksRouter } from './evidence/webhooks.router.ts';
import { catalogueRouter } from './matters/catalogue.router.ts';
import { executionRouter, obligationsRouter, warrantsRouter } from './matters/execution.router.ts';
import { mattersRouter } from './matters/matters.router.ts';
import { meetingsRouter } from './matters/meetings.router.ts';
import { viewsRouter } from './matters/views.router.ts';
import {
  administrationRouter,
  organizationsRouter,
  sessionRouter,
  setUpRouter,
} from './organizations/organizations.router.ts';
import { servicesRouter } from './organizations/services.router.ts';
import { type PermissionRow, permissionTable } from './permission-table.ts';
import { allowed, mergeRouters, router } from './procedure.ts';
import { rulesRouter } from './rules.router.ts';

const permissionsRouter = router({
  permissions: allowed(administratorKinds).query(
    (): { posts: readonly PostKind[]; procedures: PermissionRow[] } => ({
      posts: postKinds,
      procedures: allPermissions(),
    }),
  ),
});

/** Every procedure that the house has. */
export const appRouter = router({
  session: sessionRouter,
  account: accountRouter,
  signing: signingRouter,
  setup: setUpRouter,
  identity: identityRouter,
  workbench: workbenchRouter,
  organizations: organizationsRouter,
  administration: mergeRouters(administrationRouter, identityAdministrationRouter, permissionsRouter),
  services: servicesRouter,
  delegations: delegationsRouter,
  mandates: mandatesRouter,
  catalogue: catalogueRouter,
  matters: mergeRouters(mattersRouter, executionRouter),
  meetings: meetingsRouter,
  warrants: warrantsRouter,
  views: viewsRouter,
  obligations: obligationsRouter,
  equity: equityRouter,
  contracts: mergeRouters(contractsRouter, contractLifeRouter, splitsRouter),
  tenders: mergeRouters(tendersRouter, bidChecksRouter),
  notices: noticesRouter,
  sealed: sealedRouter,
  assets: mergeRouters(assetsRouter, assetActsRouter, landRouter, assetFinanceRouter),
  accounting: accountingRouter,
  evidence: evidenceRouter,
  webhooks: webhooksRouter,
  rules: rulesRouter,
  imports: importsRouter,
});

export type AppRouter = typeof appRouter;

/** The whole table of permissions, one row for each procedure. */
export const allPermissions = (): PermissionRow[] => permissionTable(appRouter._def.procedures);
