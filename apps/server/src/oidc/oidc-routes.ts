import type { ProviderDesk } from '@guanyun/api/context.ts';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import type { Actor } from '@guanyun/application/organizations/actor.ts';
import { tokenDigest } from '@guanyun/application/organizations/sign-in.ts';
import { endByProvider, signInByProvider } from '@guanyun/application/organizations/sign-in-by-provider.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SERVER_CALL } from '../gate.ts';
import { sessionCookie } from '../session-cookie.ts';
import { ProviderAway } from './discovery.ts';
import { type OidcCookies, oidcCookies } from './oidc-cookies.ts';
import { ownPath } from './own-path.ts';
import { AnswerRefused, type Provider } from './provider.ts';
import type { Seal } from './sealed-cookie.ts';

/** Single sign-on of a zone, as the host needs it. */
export type Oidc = {
  readonly provider: Provider;
  readonly seal: Seal;
  /** Origin under which browsers reach the server. */
  readonly origin: string;
};
type OidcHost = Oidc & {
  readonly deps: Deps;
  readonly actorOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Actor | null>;
  readonly attempt: (procedure: string, key: string) => Promise<boolean>;
};

/** Why nobody was signed in or nothing was proven; the page has a sentence for each. */
type Failed = 'AWAY' | 'BUSY' | 'FLOW_LOST' | 'REFUSED_THERE' | 'ANSWER_BAD' | 'NOT_LINKED' | 'ACCOUNT_OUT';

const LOGOUT_BYTES = 16_384;
const NAVIGATION = { exposeHeadRoute: false } as const;

const secureAt = (origin: string): boolean => origin.startsWith('https:');
const cookiesOf = (oidc: Oidc, request: FastifyRequest, reply: FastifyReply): OidcCookies =>
  oidcCookies(request, reply, { seal: oidc.seal, secure: secureAt(oidc.origin) });

/** The provider as the procedures see it. */
export function providerDesk(oidc: Oidc, request: FastifyRequest, reply: FastifyReply): ProviderDesk {
  const cookies = cookiesOf(oidc, request, reply);
  const { settings, reachable, farewell } = oidc.provider;
  return {
    name: settings.name,
    administrators: settings.administrators,
    reachable,
    waitingFor(accountId) {
      const waiting = cookies.read('identity');
      return waiting?.account === accountId ? waiting.identity : null;
    },
    forget: () => cookies.clear('identity'),
    async farewell(token) {
      const kept = cookies.read('farewell');
      if (kept === null || kept.session !== tokenDigest(token)) return null;
      cookies.clear('farewell');
      return farewell(kept.idToken).catch(() => null);
    },
  };
}

const failedBy = (error: unknown): { code: Failed; reason: string } => {
  if (error instanceof AnswerRefused) return { code: error.code, reason: error.reason };
  if (error instanceof ProviderAway) return { code: 'AWAY', reason: error.message };
  throw error;
};

/** Back to the page that asked, with why it did not go on. The log has the reason, never a token, a code or the address. */
function turnBack(
  request: FastifyRequest,
  reply: FastifyReply,
  back: { readonly page: '/sign-in' | '/identity'; readonly to: string },
  why: { readonly code: Failed; readonly reason: string },
): FastifyReply {
  request.log.warn({ ...why, client: request.ip }, 'not signed in by the provider');
  const query = new URLSearchParams({ failed: why.code, ...(back.to === '/' ? {} : { to: back.to }) });
  return reply.redirect(`${back.page}?${query}`, 303);
}

/** `GET /oidc/start?to=…` sends the browser to the provider; with `link=1` to have an identity proven for the own account. */
async function start(host: OidcHost, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const query = request.query as Record<string, unknown>;
  const linking = query.link === '1';
  const back = {
    page: linking ? '/identity' : '/sign-in',
    to: linking ? '/' : ownPath(query.to, host.origin),
  } as const;
  const refuse = (code: Failed, reason: string) => turnBack(request, reply, back, { code, reason });
  if (!(await host.attempt('oidc.start', request.ip))) return refuse('BUSY', 'too many');
  // Another site neither starts a sign-in here nor a link.
  if (!['same-origin', 'none', undefined].includes(request.headers['sec-fetch-site'] as string | undefined))
    return refuse('FLOW_LOST', 'started by another site');
  const actor = await host.actorOf(request, reply);
  if (linking && actor === null) return reply.redirect('/sign-in?to=%2Fidentity', 303);
  const { token } = sessionCookie(request, reply, secureAt(host.origin));
  try {
    const { url, ...checks } = await host.provider.begin(linking);
    const previous = token === null ? null : tokenDigest(token);
    const link = linking ? (actor?.accountId ?? null) : null;
    cookiesOf(host, request, reply).set('flow', { ...checks, to: back.to, link, previous });
    return reply.redirect(url, 303);
  } catch (error) {
    const { code, reason } = failedBy(error);
    return refuse(code, reason);
  }
}

/** `GET /oidc/callback`: where the provider sends the browser back to. */
async function callback(host: OidcHost, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const cookies = cookiesOf(host, request, reply);
  const flow = cookies.read('flow');
  cookies.clear('flow');
  const back = {
    page: (flow?.link ?? null) === null ? '/sign-in' : '/identity',
    to: flow?.to ?? '/',
  } as const;
  const refuse = (code: Failed, reason: string) => turnBack(request, reply, back, { code, reason });
  if (!(await host.attempt('oidc.callback', request.ip))) return refuse('BUSY', 'too many');
  if (flow === null) return refuse('FLOW_LOST', 'no flow of this browser');
  if ((request.query as { state?: unknown }).state !== flow.state)
    return refuse('FLOW_LOST', 'another state');
  try {
    const answer = new URL(request.url.replace(/^[^?]*/, '/oidc/callback'), host.origin);
    const { idToken, ...proven } = await host.provider.finish(answer, flow);
    if (flow.link !== null) {
      const { issuer, subject, name } = proven;
      cookies.set('identity', { account: flow.link, identity: { issuer, subject, name } });
      return reply.redirect('/identity', 303);
    }
    const { administrators } = host.provider.settings;
    const made = await signInByProvider(host.deps, proven, { administrators, previous: flow.previous });
    if (typeof made === 'string') return refuse(made, proven.issuer);
    sessionCookie(request, reply, secureAt(host.origin)).set(made.token);
    const session = tokenDigest(made.token);
    // A hint too long for a cookie is left out: the provider then asks who leaves.
    if (!cookies.set('farewell', { session, idToken })) cookies.set('farewell', { session, idToken: null });
    return reply.redirect(flow.to, 303);
  } catch (error) {
    const { code, reason } = failedBy(error);
    return refuse(code, reason);
  }
}

/** `POST /oidc/backchannel-logout`: the provider's server says that a session there is over (OpenID Connect Back-Channel Logout 1.0). */
async function backChannel(
  host: OidcHost,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const refuse = (reason: string) => {
    request.log.warn({ reason, client: request.ip }, 'logout token refused');
    return reply.code(400).send({ error: 'invalid_request' });
  };
  if (!(await host.attempt('oidc.logout', request.ip))) return reply.code(429).send({ error: 'slow_down' });
  const tokens = new URLSearchParams(String(request.body ?? '')).getAll('logout_token');
  if (tokens.length !== 1) return refuse('no single token');
  try {
    const word = await host.provider.readLogout(tokens[0] ?? '');
    const answer = await endByProvider(host.deps, word);
    if (answer.outcome === 'refused') return refuse(answer.refusals[0].code);
    request.log.info({ sessions: answer.answer.sessions }, 'sessions ended by the provider');
    return reply.code(200).send();
  } catch (error) {
    const { code, reason } = failedBy(error);
    // The provider tries again where it is ours that cannot reach its keys.
    return code === 'AWAY' ? reply.code(503).send({ error: 'temporarily_unavailable' }) : refuse(reason);
  }
}

/** Sign-in through a provider of identities; see docs/adr/0028. */
export async function oidcRoutes(app: FastifyInstance, host: OidcHost): Promise<void> {
  app.addHook('onRequest', async (_, reply) => {
    reply.header('cache-control', 'no-store');
  });
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: LOGOUT_BYTES },
    (_request, body, done) => done(null, body),
  );
  app.get('/oidc/start', NAVIGATION, (request, reply) => start(host, request, reply));
  app.get('/oidc/callback', NAVIGATION, (request, reply) => callback(host, request, reply));
  app.post(SERVER_CALL, (request, reply) => backChannel(host, request, reply));
}
