/** What the gate looks at; header names in lower case. */
export type Knock = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
};

/** Why a request is turned away before anything reads its body. */
export type GateRefusal = {
  readonly status: 403 | 405 | 415;
  readonly code: 'CROSS_SITE' | 'METHOD' | 'CONTENT_TYPE';
};

/** The header a page of another origin cannot send without asking first, and we answer no such question. */
export const GATE_HEADER = 'x-guanyun';

/** Called by the identity provider's server and by no browser: the signed token in its body lets it in, no cookie does. */
export const SERVER_CALL = '/oidc/backchannel-logout';

const crossSite: GateRefusal = { status: 403, code: 'CROSS_SITE' };
const one = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(', ') : value;

/** The origin under which this request reached us; behind a proxy it is the one that was set. */
function ownOrigin(knock: Knock, publicOrigin: string | null): string {
  return publicOrigin ?? `http://${one(knock.headers.host) ?? ''}`;
}

function typeAllowed(knock: Knock): boolean {
  const type = (one(knock.headers['content-type']) ?? '').split(';')[0]?.trim().toLowerCase();
  if (knock.path === SERVER_CALL) return type === 'application/x-www-form-urlencoded';
  if (/^\/(trpc|api\/v1)(\/|$)/.test(knock.path)) return type === 'application/json';
  return type === 'multipart/form-data';
}

/** What takes no input is asked without a body, and a body that is none has no type. */
const hasNoBody = ({ headers }: Knock): boolean =>
  headers['content-type'] === undefined &&
  headers['transfer-encoding'] === undefined &&
  (one(headers['content-length']) ?? '0') === '0';

/** A key in a header is no browser's doing: what carries one and no cookie is not sent by another site's page. */
export const bearerOf = ({ headers }: Pick<Knock, 'headers'>): string | null =>
  headers.cookie === undefined
    ? (/^Bearer (.*)$/i.exec(one(headers.authorization) ?? '')?.[1] ?? null)
    : null;

/**
 * Only our own pages change anything: every request that is not a read must come from the same origin, carry the
 * header a form cannot send, and be JSON for `/trpc` or a multipart upload for `/documents`. One address is for another server,
 * and for no browser at all.
 * @returns null when it may pass
 */
export function judgeGate(knock: Knock, publicOrigin: string | null): GateRefusal | null {
  if (knock.method === 'GET' || knock.method === 'HEAD') return null;
  if (knock.method !== 'POST') return { status: 405, code: 'METHOD' };
  if (bearerOf(knock) !== null)
    return hasNoBody(knock) || typeAllowed(knock) ? null : { status: 415, code: 'CONTENT_TYPE' };
  const site = one(knock.headers['sec-fetch-site']);
  if (knock.path === SERVER_CALL) {
    if (site !== undefined || knock.headers.origin !== undefined) return crossSite;
    return typeAllowed(knock) ? null : { status: 415, code: 'CONTENT_TYPE' };
  }
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return crossSite;
  const origin = one(knock.headers.origin);
  if (origin !== undefined && origin !== ownOrigin(knock, publicOrigin)) return crossSite;
  if (one(knock.headers[GATE_HEADER]) !== '1') return crossSite;
  return typeAllowed(knock) ? null : { status: 415, code: 'CONTENT_TYPE' };
}
