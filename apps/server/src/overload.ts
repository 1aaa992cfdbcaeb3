import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * The most procedures, downloads and papers that are answered at once. Ten connections serve them, so the last of them waits for ten
 * others; who comes on top is told to come back rather than kept until everyone's answer is late.
 */
export const AT_ONCE = 100;
/** Seconds after which whoever was turned away may try again. */
export const RETRY_SECONDS = 2;
/**
 * Who is turned away learns it after a while: told at once, four hundred connections that ask again at once keep the server busy with
 * nothing but turning them away. No more than so many wait for it; the others are told at once.
 */
const HOLD_MS = 1000;
const HELD_MAX = 2000;

/** What costs nothing, or is bounded elsewhere: pages, health, uploads (as slow as their senders; counted by the minute). */
const costly = /^\/(trpc|papers|exports|templates|ocds|log)\//;
/** A batch is as much work as the procedures that it names. */
const weightOf = (path: string): number =>
  path.startsWith('/trpc/') ? (path.match(/,|%2c/gi)?.length ?? 0) + 1 : 1;

/** How full the server is. */
export type Load = { readonly inUse: number; readonly turnedAway: number };

/**
 * Answers 503 with `Retry-After` while as much is under way as can be answered in time; nothing of such a request is read. Health
 * and the pages themselves are always answered.
 */
export function boundLoad(app: FastifyInstance, atOnce = AT_ONCE): () => Load {
  let [inUse, turnedAway, held] = [0, 0, 0];
  const taken = new WeakMap<FastifyRequest, number>();
  const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? '';
  app.addHook('onRequest', async (request, reply) => {
    if (inUse < atOnce || !costly.test(pathOf(request))) return undefined;
    turnedAway += 1;
    if (held < HELD_MAX) {
      held += 1;
      await wait(HOLD_MS);
      held -= 1;
    }
    return reply
      .code(503)
      .header('retry-after', String(RETRY_SECONDS))
      .header('cache-control', 'no-store')
      .send({ failure: { kind: 'overloaded' } });
  });
  // Not before its body is here: who sends slowly takes nobody's place.
  app.addHook('preHandler', async (request) => {
    if (!costly.test(pathOf(request))) return;
    const weight = weightOf(pathOf(request));
    taken.set(request, weight);
    inUse += weight;
  });
  const free = (request: FastifyRequest): void => {
    inUse -= taken.get(request) ?? 0;
    taken.delete(request);
  };
  // Where whoever asked has hung up the work goes on until there is an answer; that it was sent (`onResponse`) is never told then.
  app.addHook('onSend', async (request, reply) => {
    if (reply.raw.closed) free(request);
    else reply.raw.once('close', () => free(request));
  });
  return () => ({ inUse, turnedAway });
}
