import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { boundLoad, type Load, RETRY_SECONDS } from './overload.ts';

let app: FastifyInstance;
afterEach(() => {
  app.server.closeAllConnections();
  return app.close();
});

/** A server of which each answer waits until it is let go. */
async function slowServer(
  atOnce: number,
): Promise<{ url: string; load: () => Load; letGo: () => void; port: number }> {
  app = fastify();
  const load = boundLoad(app, atOnce);
  const held: (() => void)[] = [];
  const held1 = () => new Promise<void>((go) => held.push(go));
  app.post('/trpc/:path', async () => {
    await held1();
    return { done: true };
  });
  // As procedures are answered: a stream, which ends with its reader.
  app.post('/trpc/streamed', async (_, reply) => {
    await held1();
    return reply.send(new Response('{"done":true}', { headers: { 'content-type': 'application/json' } }));
  });
  app.get('/healthz', async () => ({ status: 'ok' }));
  await app.listen({ port: 0 });
  const { port } = app.server.address() as { port: number };
  const letGo = () => {
    for (const go of held.splice(0)) go();
  };
  return { url: `http://127.0.0.1:${port}`, port, load, letGo };
}
const ask = (url: string, path: string): Promise<Response> =>
  fetch(`${url}/trpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 500) throw new Error('it never came to that');
    await wait(10);
  }
}

describe('more than can be answered in time', () => {
  it('is told to come back, health is answered, and once there is room all goes on', async () => {
    const { url, load, letGo } = await slowServer(3);
    const first = [ask(url, 'a.b'), ask(url, 'a.b'), ask(url, 'a.b')];
    await until(() => load().inUse === 3);
    const away = await ask(url, 'a.b');
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, String(RETRY_SECONDS)]);
    expect(await away.json()).toEqual({ failure: { kind: 'overloaded' } });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    letGo();
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200, 200]);
    await until(() => load().inUse === 0);
    const again = ask(url, 'a.b');
    await until(() => load().inUse === 1);
    letGo();
    expect((await again).status).toBe(200);
    expect(load().turnedAway).toBe(1);
  });

  it('counts the procedures of a batch, however the comma is written', async () => {
    const { url, load, letGo } = await slowServer(3);
    const batch = ask(url, 'a.b,a.c%2Ca.d?batch=1');
    await until(() => load().inUse === 3);
    expect((await ask(url, 'a.b')).status).toBe(503);
    letGo();
    expect((await batch).status).toBe(200);
  });

  it('has every place free again when all who asked hung up before their answer', async () => {
    const { url, load, letGo } = await slowServer(3);
    for (const path of ['streamed', 'a.b', 'streamed']) {
      const stop = new AbortController();
      const gone = fetch(`${url}/trpc/${path}`, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' },
        signal: stop.signal,
      }).catch(() => null);
      const before = load().inUse;
      await until(() => load().inUse === before + 1);
      stop.abort();
      await gone;
    }
    // The work goes on, and so does its place, until there is an answer.
    await wait(50);
    expect(load().inUse).toBe(3);
    letGo();
    await until(() => load().inUse === 0);
  });

  it('turns away at a pace of its own, so that whoever asks again at once does not keep it busy', async () => {
    const { url, load, letGo } = await slowServer(1);
    const first = ask(url, 'a.b');
    await until(() => load().inUse === 1);
    const from = performance.now();
    const insistent = Array.from({ length: 50 }, async () => {
      while (performance.now() - from < 1500) expect((await ask(url, 'a.b')).status).toBe(503);
    });
    await Promise.all(insistent);
    expect(load().turnedAway).toBeLessThanOrEqual(150);
    letGo();
    expect((await first).status).toBe(200);
  });

  it('takes no place for whoever sends slowly; that of whoever hung up is free when the work is done', async () => {
    const { url, port, load, letGo } = await slowServer(2);
    const slow = connect(port, '127.0.0.1');
    slow.write(
      'POST /trpc/a.b HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{',
    );
    const stop = new AbortController();
    const gone = fetch(`${url}/trpc/a.b`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
      signal: stop.signal,
    }).catch(() => null);
    await until(() => load().inUse === 1);
    stop.abort();
    await gone;
    letGo();
    await until(() => load().inUse === 0);
    const last = ask(url, 'a.b');
    await until(() => load().inUse === 1);
    letGo();
    expect((await last).status).toBe(200);
    slow.destroy();
  });
});
