/** The places that are none to come back to: sign-in itself, and what is no page. */
const NOT_BACK = /^\/(sign-in|setup|oidc|trpc|documents|papers|exports|log\/)/;

/** The path to go to after sign-in, if it is one of this site; otherwise the workbench. */
export function ownPath(asked: unknown, origin: string): string {
  if (typeof asked !== 'string' || !asked.startsWith('/') || asked.length > 1000) return '/';
  const url = URL.parse(asked, origin);
  if (url === null || url.origin !== origin || NOT_BACK.test(url.pathname)) return '/';
  const path = `${url.pathname}${url.search}`;
  // Two slashes at the front would be another host.
  return /^\/[/\\]/.test(path) ? '/' : path;
}
