import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import type { Context } from '@guanyun/api/context.ts';
import { type AppRouter, appRouter } from '@guanyun/api/router.ts';
import type { LogSigner } from '@guanyun/application/evidence/signed-note.ts';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import { isStorageFull } from '@guanyun/application/kernel/storage-full.ts';
import type { Actor } from '@guanyun/application/organizations/actor.ts';
import { actorOf } from '@guanyun/application/organizations/sign-in.ts';
import type { Database } from '@guanyun/db/kernel/connection.ts';
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { databaseState } from './database-state.ts';
import type { DocumentStore } from './document-store.ts';
import { documentRoutes } from './documents.ts';
import { exportRoutes } from './exports.ts';
import { judgeGate } from './gate.ts';
import type { Limits } from './limits.ts';
import { isDatabaseAway, type LogStream, logOptions } from './log.ts';
import { logRoutes } from './log-routes.ts';
import { admitMachines, fileActor, machineBehind } from './machine-keys.ts';
import type { Metrics } from './metrics.ts';
import { ocdsRoutes } from './ocds.ts';
import { type Oidc, oidcRoutes, providerDesk } from './oidc/oidc-routes.ts';
import { openApiRoutes } from './open-api/routes.ts';
import { boundLoad } from './overload.ts';
import { paperRoutes } from './papers/paper-routes.ts';
import type { Scanner } from './scanner.ts';
import { sessionCookie } from './session-cookie.ts';
import type { Settings } from './settings.ts';
import { serveWeb } from './static-web.ts';

/** What the host is built from. */
export type Host = {
  readonly settings: Pick<Settings, 'home' | 'web' | 'publicOrigin' | 'logLevel'> &
    Partial<Pick<Settings, 'trustedProxies'>>;
  readonly deps: Deps;
  /** The database on connections of its own, for health alone: it is not to wait behind the work. Absent: on those of the work. */
  readonly pulse?: Database;
  readonly store: DocumentStore;
  readonly limits: Limits;
  readonly signer: LogSigner;
  /** Who counts what is answered; absent: nobody. */
  readonly metrics?: Metrics;
  /** Absent: people sign in by password alone. */
  readonly oidc?: Oidc | undefined;
  /** Where the log goes; absent: to standard error. */
  readonly log?: LogStream | undefined;
  /** Looks into files before they are kept. */
  readonly scanner?: Scanner | null;
};

/** The most procedures in one request. */
export const BATCH_MAX = 20;
export const BODY_MAX = 2 * 1024 * 1024;
const HEALTH_SECONDS = 3;
/** A batch names all its procedures in the path. */
const PATH_MAX = 2000;

/** Where uploads are while they are judged: beside the documents, so that keeping one is a rename. */
export const uploadsFolder = (home: string): string => join(home, 'uploads');

const isSecure = (host: Host): boolean => host.settings.publicOrigin?.startsWith('https:') ?? false;

/** Whether a batch holds something that a supplier does under seal. */
const isSealed = (path: string): boolean => /^\/trpc\/(.*,)?sealed\./.test(decodeURIComponent(path));

/** Who asked, for the log; of a supplier it says nothing, since who comes when says who bids. */
const callers = new WeakMap<FastifyRequest, string>();
const remember = (request: FastifyRequest, actor: Actor | null): void => {
  if (actor !== null && actor.post.side !== 'supplier') callers.set(request, actor.accountId);
};

function contextOf(host: Host): (call: { req: FastifyRequest; res: FastifyReply }) => Promise<Context> {
  return async ({ req, res }) => {
    const session = sessionCookie(req, res, isSecure(host));
    const actor =
      machineBehind(req) ??
      (session.token === null ? null : await actorOf(host.deps, session.token, isQuiet(req)));
    remember(req, actor);
    return {
      deps: host.deps,
      actor,
      session,
      attempt: (procedure, key) => host.limits.attempt(procedure, key, req.ip),
      resetAttempts: (procedure, key) => host.limits.reset(procedure, key, req.ip),
      client: req.ip,
      origin: host.settings.publicOrigin ?? req.headers.origin ?? '',
      assertion: assertionIn(req),
      code: codeIn(req),
      provider: host.oidc && providerDesk(host.oidc, req, res),
    };
  };
}

/** Whether a page asked by itself, which does not keep a session alive. */
const isQuiet = ({ headers }: FastifyRequest): boolean => headers['x-guanyun-quiet'] !== undefined;

/** The one-time code that came with an act. */
function codeIn({ headers }: FastifyRequest): string | null {
  const sent = headers['x-guanyun-code'];
  return sent === undefined ? null : String(sent);
}

/** The signature of a person's own key that came with an act: JSON in base64url. What cannot be read is no key's. */
function assertionIn({ headers }: FastifyRequest): unknown {
  const sent = headers['x-guanyun-approval'];
  if (sent === undefined) return null;
  try {
    return JSON.parse(Buffer.from(String(sent), 'base64url').toString());
  } catch {
    return 'unreadable';
  }
}

async function protect(app: FastifyInstance, host: Host): Promise<void> {
  const secure = isSecure(host);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    const { method, headers } = request;
    const refusal = judgeGate(
      // The route that will run, however its path was written.
      { method, path: request.routeOptions.url ?? '', headers },
      host.settings.publicOrigin,
    );
    if (refusal !== null)
      return reply.code(refusal.status).send({ failure: { kind: 'gate', code: refusal.code } });
    return undefined;
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        // antd writes its styles into the page while it runs.
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:'],
        'connect-src': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    xFrameOptions: { action: 'deny' },
  });
  await app.register(cookie);
  admitMachines(app, host);
}

/** Wrong passwords, missing rights and too many tries; that a session ran out is nothing to look into. */
const turnedAway = (code: string, path = ''): boolean =>
  code === 'FORBIDDEN' ||
  code === 'TOO_MANY_REQUESTS' ||
  (code === 'UNAUTHORIZED' && path === 'session.signIn');

async function procedures(app: FastifyInstance, host: Host): Promise<void> {
  const trpcOptions: FastifyTRPCPluginOptions<AppRouter>['trpcOptions'] = {
    router: appRouter,
    maxBatchSize: BATCH_MAX,
    // The pages ask by POST: a question may carry more ids than an address holds.
    allowMethodOverride: true,
    createContext: contextOf(host),
    // Answers belong to who asked; nothing on the way keeps them.
    responseMeta: ({ errors }) => ({
      headers: { 'cache-control': 'no-store' },
      ...(errors.some((error) => isDatabaseAway(error.cause)) ? { status: 503 } : {}),
    }),
    onError: ({ error, path, req, ctx }) => {
      if (!isSealed(`/trpc/${path ?? ''}`)) host.metrics?.failed(error);
      if (error.code === 'INTERNAL_SERVER_ERROR')
        req.log.error({ err: error.cause ?? error, path }, 'procedure failed');
      // A batch has one status for all its procedures, so whoever was turned away from one is named here.
      else if (turnedAway(error.code, path) && ctx?.actor?.post.side !== 'supplier')
        req.log.warn({ path, code: error.code, account: callers.get(req), client: req.ip }, 'turned away');
    },
  };
  await app.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions });
}

function health(app: FastifyInstance, host: Host): void {
  const state = () => databaseState(host.pulse ?? host.deps.db, host.deps.zone, HEALTH_SECONDS);
  app.get('/healthz', async (request, reply) => {
    try {
      return await reply
        .header('cache-control', 'no-store')
        .send({ status: 'ok', ...(await state()), zone: host.deps.zone });
    } catch (error) {
      request.log.warn({ err: error }, 'the database is away');
      return reply.code(503).send({ status: 'database away', zone: host.deps.zone });
    }
  });
  app.get('/readyz', async (_, reply) => {
    const ready = await state().then(
      () => true,
      () => false,
    );
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready });
  });
}

/** The whole HTTP side, not yet listening. Order: request id, gate, headers, cookies, then the routes. */
export async function createHttp(host: Host): Promise<FastifyInstance> {
  const app = fastify({
    ...logOptions(host.settings.logLevel, host.log),
    genReqId: () => randomUUID(),
    bodyLimit: BODY_MAX,
    requestTimeout: 60_000,
    // Only a proxy on this machine, or in a network that was named, may say who the client is.
    trustProxy:
      host.settings.publicOrigin === null ? false : ['loopback', ...(host.settings.trustedProxies ?? [])],
    routerOptions: { maxParamLength: PATH_MAX },
  });
  app.addHook('onResponse', async (request, reply) => {
    const path = request.url.split('?')[0];
    // When and from where a bid came in says who bids: of a sealed procedure the log knows failures of ours alone.
    if (reply.statusCode < 500 && isSealed(path ?? '')) return;
    host.metrics?.answered(path ?? '', request.routeOptions.url ?? '', reply);
    const line = {
      method: request.method,
      path,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      client: request.ip,
      account: callers.get(request),
    };
    if (reply.statusCode >= 400 || /^\/(trpc|api|documents|papers)/.test(path ?? ''))
      request.log.info(line, 'request');
    else request.log.debug(line, 'request');
  });
  app.setErrorHandler((error: { statusCode?: number; code?: string }, request, reply) => {
    const status = error.statusCode ?? (isDatabaseAway(error) ? 503 : 500);
    if (status >= 500) request.log.error({ err: error }, 'request failed');
    // Of a bug the client learns only under which id it was logged.
    return reply.code(status).send({
      failure: isStorageFull(error) ? { kind: 'full' } : null,
      ...(status >= 500 ? { id: request.id } : { code: error.code ?? 'BAD_REQUEST' }),
    });
  });
  await protect(app, host);
  const load = boundLoad(app);
  host.metrics?.watch(load);
  await procedures(app, host);
  await app.register(openApiRoutes, { contextOf: contextOf(host) });
  const guard = {
    deps: host.deps,
    // Of the files a machine is given nothing but the right to hand one in; the route asks for that itself.
    actorOf: async (request: FastifyRequest, reply: FastifyReply) =>
      fileActor(request, (await contextOf(host)({ req: request, res: reply })).actor),
    attempt: (procedure: string, key: string) => host.limits.attempt(procedure, key, ''),
  };
  await app.register(documentRoutes, {
    ...guard,
    store: host.store,
    uploads: uploadsFolder(host.settings.home),
    scanner: host.scanner ?? null,
  });
  const known = { ...guard, origin: host.settings.publicOrigin ?? '' };
  await app.register(paperRoutes, known);
  await app.register(ocdsRoutes, known);
  await app.register(exportRoutes, guard);
  await app.register(logRoutes, { ...guard, signer: host.signer });
  if (host.oidc !== undefined) await app.register(oidcRoutes, { ...guard, ...host.oidc });
  health(app, host);
  await serveWeb(app, host.settings.web);
  return app;
}
