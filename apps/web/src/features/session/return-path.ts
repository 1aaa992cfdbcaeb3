/** Where to go after sign-in: the page that was asked for, if it is one of this site; otherwise the workbench. */
export function returnPath(asked: string | undefined, origin: string): string {
  if (asked === undefined || !asked.startsWith('/')) return '/';
  const url = URL.parse(asked, origin);
  if (url === null || url.origin !== origin) return '/';
  if (url.pathname === '/sign-in' || url.pathname === '/setup') return '/';
  return `${url.pathname}${url.search}`;
}
