import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Notice } from '@guanyun/application/evidence/send-notices.ts';
import { afterEach, expect, test } from 'vitest';
import { webhookSender } from './webhook-sender.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});
async function receiver(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`;
}
const notice = (address: string): Notice => ({
  ...{ id: 'n1', kind: 'plain', address, secrets: ['whsec_AAAA'], act: 'matters.accept', name: '受理' },
  ...{ title: '', at: '2026-11-23T01:59:00.000Z', path: '/' },
});
const allowed = { networks: [], loopback: true, origin: 'https://guanyun.example.cn' };
const never = new AbortController().signal;
const send = webhookSender(allowed);

test('what is answered is kept, without what a database chokes on and no more than 500 characters', async () => {
  const address = await receiver((_, answer) => answer.writeHead(200).end(`好\0\u0007${'字'.repeat(900)}`));
  const sent = await send(notice(address), never);
  expect(sent).toMatchObject({ status: 200, delivered: true, failure: null });
  expect([...sent.answer]).toHaveLength(500);
  expect(sent.answer.startsWith('好  字')).toBe(true);
});

test('a redirect is not followed', async () => {
  let inner = 0;
  const target = await receiver((_, answer) => {
    inner += 1;
    answer.end();
  });
  const address = await receiver((_, answer) => answer.writeHead(307, { location: target }).end());
  expect(await send(notice(address), never)).toMatchObject({ status: 307, delivered: false });
  expect(inner).toBe(0);
});

test('of an endless answer 64 kB are read', async () => {
  let written = 0;
  const address = await receiver((_, answer) => {
    answer.writeHead(200);
    const more = (): void => {
      written += 16_384;
      if (!answer.destroyed) answer.write('x'.repeat(16_384), () => setImmediate(more));
    };
    more();
  });
  expect(await send(notice(address), never)).toMatchObject({ status: 200, delivered: true });
  await new Promise((done) => setTimeout(done, 200));
  expect(written).toBeLessThan(8 * 1024 * 1024);
});

test('whoever hangs is left after ten seconds, also in the middle of an answer', async () => {
  const silent = await receiver(() => undefined);
  const drip = await receiver((_, answer) => {
    answer.writeHead(200);
    const timer = setInterval(() => answer.write('x'), 100);
    answer.on('close', () => clearInterval(timer));
  });
  const both = await Promise.all([send(notice(silent), never), send(notice(drip), never)]);
  for (const sent of both) {
    expect(sent).toMatchObject({ delivered: false, failure: 'TIMEOUT' });
    expect(sent.ms).toBeGreaterThan(9000);
    expect(sent.ms).toBeLessThan(13_000);
  }
}, 20_000);

test('a failure tells its kind and nothing of the address', async () => {
  const address = await receiver(() => undefined);
  const [server] = servers.splice(0);
  await new Promise((done) => server?.close(done));
  const sent = await send(notice(`${address}?key=hidden`), never);
  expect(sent).toMatchObject({ status: null, failure: 'ECONNREFUSED', answer: '' });
  const strict = webhookSender({ ...allowed, loopback: false });
  expect(await strict(notice('https://127.0.0.1:1/?key=hidden'), never)).toMatchObject({
    ...{ failure: 'ADDRESS_REFUSED 127.0.0.1', delivered: false },
  });
});

test('a name that stands for an address inside is refused when it is called', async () => {
  const strict = webhookSender({ ...allowed, loopback: false });
  const sent = await strict(notice('https://localhost/'), never);
  expect(sent.failure).toMatch(/^ADDRESS_REFUSED (127\.0\.0\.1|::1)$/);
});

test('when the server stops, what is under way ends', async () => {
  const stop = new AbortController();
  const address = await receiver(() => stop.abort());
  expect(await send(notice(address), stop.signal)).toMatchObject({ failure: 'STOPPED', delivered: false });
});
