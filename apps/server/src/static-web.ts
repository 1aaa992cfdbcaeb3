import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const YEAR_SECONDS = 31_536_000;

/** The build puts a digest of the content into the names under `assets`, so those never change. */
const isHashed = (path: string): boolean => /[\\/]assets[\\/][^\\/]+-[\w-]{8,}\.\w+$/.test(path);

/** A page of the web's own router: asked for by navigation, without an ending. */
function isPage(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0] ?? '';
  const accept = request.headers.accept ?? '';
  return (
    request.method === 'GET' &&
    accept.includes('text/html') &&
    !/\.\w+$/.test(path) &&
    !path.startsWith('/trpc')
  );
}

const nothing = (reply: FastifyReply): FastifyReply =>
  reply.code(404).send({ failure: { kind: 'not_found' } });

/** Serves the built web from `root`; without one every unknown address is 404. */
export async function serveWeb(app: FastifyInstance, root: string | null): Promise<void> {
  if (root === null) {
    app.setNotFoundHandler((_, reply) => nothing(reply));
    return;
  }
  await app.register(fastifyStatic, {
    root,
    cacheControl: false,
    dotfiles: 'ignore',
    setHeaders: (response, path) => {
      const cache = isHashed(path) ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache';
      response.header('cache-control', cache);
    },
  });
  app.setNotFoundHandler((request, reply) =>
    isPage(request) ? reply.sendFile('index.html') : nothing(reply),
  );
}
