import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  useRouterState,
} from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { RouteFailed, RouteMissing } from './shell/route-states.tsx';

/** What an address may carry besides its path: dates, ids, filters. All text; anything else is dropped. */
const searchKeys = [
  'asOf',
  'knownOn',
  'warrant',
  'search',
  'from',
  'to',
  'clusterId',
  'ownerId',
  'kind',
  'id',
  'rule',
  'tab',
  'states',
  'matters',
  'companyId',
  'level',
  'dueBy',
  'order',
  'text',
  'class',
  'award',
  'apart',
  'failed',
] as const;
const readings = ['register', 'registration', 'decision'] as const;
const assetStates = ['held', 'in_transfer', 'transferred'] as const;
type Search = { [K in (typeof searchKeys)[number]]?: string } & {
  basis?: (typeof readings)[number];
  state?: (typeof assetStates)[number];
};

const oneOf = <T extends string>(values: readonly T[], key: string, raw: unknown): { [k: string]: T } => {
  const value = values.find((v) => v === raw);
  return value === undefined ? {} : { [key]: value };
};
const textSearch = (raw: Record<string, unknown>): Search => ({
  ...Object.fromEntries(
    searchKeys.flatMap((key) =>
      typeof raw[key] === 'string' || typeof raw[key] === 'number' ? [[key, String(raw[key])]] : [],
    ),
  ),
  ...oneOf(readings, 'basis', raw.basis),
  ...oneOf(assetStates, 'state', raw.state),
});

/** The frame comes with the first page inside it; the sign-in page does without. */
const Shell = lazy(() => import('./shell/shell.tsx'));

function Frame() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  if (['/sign-in', '/setup', '/register'].includes(path) || /^\/(notices|receipts)/.test(path))
    return <Outlet />;
  return (
    <Suspense fallback={null}>
      <Shell />
    </Suspense>
  );
}

const root = createRootRoute({
  component: Frame,
  errorComponent: RouteFailed,
  notFoundComponent: RouteMissing,
});

const page = <P extends string>(path: P, load: () => Promise<{ default: React.ComponentType }>) =>
  createRoute({
    getParentRoute: () => root,
    path,
    validateSearch: textSearch,
    component: lazyRouteComponent(load),
  });

const pages = [
  page('/sign-in', () => import('./features/session/sign-in-page.tsx')),
  page('/setup', () => import('./features/session/set-up-page.tsx')),
  page('/', () => import('./features/workbench/workbench-page.tsx')),
  page('/matters', () => import('./features/matters/matters-page.tsx')),
  page('/matters/new', () => import('./features/matters/new-matter-page.tsx')),
  page('/matters/$id', () => import('./features/matters/matter-page.tsx')),
  page('/matters/$id/replay', () => import('./features/matters/replay-page.tsx')),
  page('/consultations', () => import('./features/matters/consultations-page.tsx')),
  page('/meetings', () => import('./features/matters/meetings-page.tsx')),
  page('/meetings/new', () => import('./features/matters/new-meeting-page.tsx')),
  page('/meetings/$id', () => import('./features/matters/meeting-page.tsx')),
  page('/warrants', () => import('./features/matters/warrants-page.tsx')),
  page('/warrants/$id', () => import('./features/matters/warrant-page.tsx')),
  page('/supervision', () => import('./features/matters/supervision-page.tsx')),
  page('/organizations', () => import('./features/organizations/organizations-page.tsx')),
  page('/organizations/$id', () => import('./features/organizations/organization-page.tsx')),
  page('/equity', () => import('./features/equity/structure-page.tsx')),
  page('/equity/accounts', () => import('./features/equity/accounts-page.tsx')),
  page('/equity/plans', () => import('./features/equity/plans-page.tsx')),
  page('/equity/plans/$id', () => import('./features/equity/plan-page.tsx')),
  page('/equity/$companyId', () => import('./features/equity/cap-table-page.tsx')),
  page('/lists', () => import('./features/contracts/lists-page.tsx')),
  page('/lists/$id', () => import('./features/contracts/list-page.tsx')),
  page('/contracts', () => import('./features/contracts/contracts-page.tsx')),
  page('/contracts/new', () => import('./features/contracts/gate-page.tsx')),
  page('/splits', () => import('./features/contracts/splits-page.tsx')),
  page('/splits/$id', () => import('./features/contracts/split-page.tsx')),
  page('/contracts/sign', () => import('./features/contracts/sign-page.tsx')),
  page('/contracts/$id', () => import('./features/contracts/contract-page.tsx')),
  page('/tenders', () => import('./features/tenders/tenders-page.tsx')),
  page('/tenders/new', () => import('./features/tenders/new-tender-page.tsx')),
  page('/tenders/$id', () => import('./features/tenders/tender-page.tsx')),
  page('/bid-checks', () => import('./features/tenders/bid-checks-page.tsx')),
  page('/bid-checks/new', () => import('./features/tenders/new-bid-check-page.tsx')),
  page('/bid-checks/$id', () => import('./features/tenders/bid-check-page.tsx')),
  page('/experts', () => import('./features/tenders/experts-page.tsx')),
  page('/notices', () => import('./features/tenders/notices-page.tsx')),
  page('/notices/$id', () => import('./features/tenders/notice-page.tsx')),
  page('/register', () => import('./features/tenders/register-page.tsx')),
  page('/bid/$id', () => import('./features/tenders/bid-page.tsx')),
  page('/my-bids', () => import('./features/tenders/my-bids-page.tsx')),
  page('/clusters', () => import('./features/assets/clusters-page.tsx')),
  page('/assets', () => import('./features/assets/assets-page.tsx')),
  page('/depreciation', () => import('./features/assets/depreciation-page.tsx')),
  page('/assets/$id', () => import('./features/assets/asset-page.tsx')),
  page('/land', () => import('./features/assets/land-page.tsx')),
  page('/land/$id', () => import('./features/assets/land-parcel-page.tsx')),
  page('/asset-classes', () => import('./features/assets/classes-page.tsx')),
  page('/orders', () => import('./features/assets/orders-page.tsx')),
  page('/orders/$id', () => import('./features/assets/order-page.tsx')),
  page('/ageing', () => import('./features/assets/ageing-page.tsx')),
  page('/lock-ups', () => import('./features/assets/lock-ups-page.tsx')),
  page('/reconciliation', () => import('./features/assets/reconciliation-page.tsx')),
  page('/vouchers', () => import('./features/accounting/vouchers-page.tsx')),
  page('/vouchers/$id', () => import('./features/accounting/voucher-page.tsx')),
  page('/delegations', () => import('./features/delegations/delegations-page.tsx')),
  page('/journal', () => import('./features/evidence/journal-page.tsx')),
  page('/security', () => import('./features/security/security-page.tsx')),
  page('/signing-keys', () => import('./features/session/signing-keys-page.tsx')),
  page('/identity', () => import('./features/session/identity-page.tsx')),
  page('/log', () => import('./features/evidence/log-page.tsx')),
  page('/receipts/$index/$leaf', () => import('./features/evidence/receipt-page.tsx')),
  page('/chain/$assetId', () => import('./features/evidence/chain-page.tsx')),
  page('/catalogue', () => import('./features/catalogue/catalogue-page.tsx')),
  page('/catalogue/$id', () => import('./features/catalogue/version-page.tsx')),
  page('/rules', () => import('./features/rules/rules-page.tsx')),
  page('/imports', () => import('./features/imports/imports-page.tsx')),
  page('/accounts', () => import('./features/administration/accounts-page.tsx')),
  page('/posts', () => import('./features/administration/posts-page.tsx')),
  page('/mandates', () => import('./features/mandates/mandates-page.tsx')),
  page('/webhooks', () => import('./features/webhooks/webhooks-page.tsx')),
  page('/services', () => import('./features/services/services-page.tsx')),
  page('/permissions', () => import('./features/administration/permissions-page.tsx')),
] as const;

const routeTree = root.addChildren([...pages]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: RouteFailed,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
