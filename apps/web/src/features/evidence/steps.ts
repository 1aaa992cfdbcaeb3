/** The page that shows a step, as a path: a vote is on its meeting's page, a higher decision on its matter's. */
export function pagePath(kind: string, id: string): string | null {
  const safe = encodeURIComponent(id);
  const paths: Record<string, string> = {
    asset: `/assets/${safe}`,
    order: `/orders/${safe}`,
    warrant: `/warrants/${safe}`,
    meeting: `/meetings/${safe}`,
    matter: `/matters/${safe}`,
    contract: `/contracts/${safe}`,
    list: `/lists/${safe}`,
    equity: `/equity/${safe}`,
    vote: `/meetings/${safe}`,
    external: `/matters/${safe}`,
    cooperation_list: `/lists/${safe}`,
    company: `/organizations/${safe}`,
    organization: `/organizations/${safe}`,
    land: `/land/${safe}`,
    voucher: `/vouchers/${safe}`,
  };
  return Object.hasOwn(paths, kind) ? (paths[kind] ?? null) : null;
}
