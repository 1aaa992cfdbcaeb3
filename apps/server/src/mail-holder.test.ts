import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { holderOf } from './log-holders.ts';
import type { SmtpSettings } from './mail-settings.ts';
import { certificateFor } from './testing/certificate.ts';
import { headerOf, type MailServer, mailServer, partsOf } from './testing/mail-server.ts';

const good = { address: certificateFor('127.0.0.1'), name: certificateFor('localhost') };
const bad = {
  expired: certificateFor('127.0.0.1', 0),
  other: certificateFor('127.0.0.9'),
  unknown: certificateFor('127.0.0.1'),
};
const before = getCACertificates('default');
beforeAll(() => {
  const trusted = [good.address, good.name, bad.expired, bad.other];
  setDefaultCACertificates([...before, ...trusted.map(({ cert }) => cert)]);
});
afterAll(() => setDefaultCACertificates(before));

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});
async function served(wanted: Parameters<typeof mailServer>[0]): Promise<MailServer> {
  const server = await mailServer(wanted);
  open.push(server);
  return server;
}

const ROOT = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
const noteOf = (origin: string, size: number) =>
  `${origin}\n${size}\n${ROOT}\n\n— ${origin} ${'Az3grlgt'.repeat(11)}\n`;
const login = { user: 'guanyun', password: 's3cret/of:the@box' };
const LOGIN = `${login.user}:${login.password}`;
const to = (port: number, over: Partial<SmtpSettings> = {}) =>
  holderOf('mailto:inspectors@example.cn', {
    ...{ host: '127.0.0.1', port, tls: 'none', login: null, from: 'guanyun@zone.example.cn' },
    ...over,
  });

/** Signed over every byte: names beyond ASCII, lines that SMTP or an mbox would change, a line longer than mail allows. */
const origins = [
  'guanyun/qijiang',
  'guanyun/两江新区#sm3',
  '.guanyun/dots',
  'From guanyun',
  `guanyun/${'z'.repeat(1200)}`,
];
test.each(origins)('text and file of the mail are the note, byte for byte: %s', async (origin) => {
  const server = await served({ tls: 'none' });
  const note = noteOf(origin, 1234);
  await to(server.port).give(note);
  const [mail] = server.mails;
  expect(mail).toMatchObject({ from: 'guanyun@zone.example.cn', to: ['inspectors@example.cn'] });
  const { head, parts } = partsOf(mail?.raw ?? '');
  expect(parts.map(({ bytes }) => bytes)).toEqual([Buffer.from(note), Buffer.from(note)]);
  expect(parts[0]?.head).toMatch(/^content-type: text\/plain; charset=utf-8\r\n/i);
  expect(parts[1]?.head).toMatch(/^content-type: application\/octet-stream; name=checkpoint\.txt\r\n/i);
  const zone = origin.replace(/^guanyun\//, '').replace('#sm3', '');
  expect(headerOf(head, 'Subject')).toBe(`存证检查点 ${zone} 1234`);
  expect(headerOf(head, 'Auto-Submitted')).toBe('auto-generated');
  expect(/flowed|x-mailer/i.test(mail?.raw ?? '')).toBe(false);
  expect(Math.max(...(mail?.raw ?? '').split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
});

test('what is sent twice can be told from what is new', async () => {
  const server = await served({ tls: 'none' });
  for (const size of [7, 7, 8]) await to(server.port).give(noteOf('guanyun/zone', size));
  const [one, again, next] = server.mails.map(({ raw }) => headerOf(partsOf(raw).head, 'Message-ID'));
  expect(one).toMatch(/^<checkpoint\.[0-9a-f]{32}@zone\.example\.cn>$/);
  expect([again === one, next === one]).toEqual([true, false]);
});

test('only a checkpoint is written to anybody', async () => {
  const server = await served({ tls: 'none' });
  await expect(to(server.port).give('note')).rejects.toThrow('no checkpoint');
  expect(server.mails).toEqual([]);
});

test('signs in under TLS alone, from the first byte or by STARTTLS', async () => {
  const [implicit, upgraded] = [
    await served({ tls: 'implicit', cert: good.address, login: LOGIN }),
    await served({ tls: 'starttls', cert: good.name, login: LOGIN }),
  ];
  const note = noteOf('guanyun/zone', 1);
  await to(implicit.port, { tls: 'implicit', login }).give(note);
  await to(upgraded.port, { tls: 'starttls', login, host: 'localhost' }).give(note);
  for (const { mails, logins } of [implicit, upgraded])
    expect([mails.map(({ secure }) => secure), logins]).toEqual([[true], [LOGIN]]);
});

test.each(Object.entries(bad))(
  'a certificate that is %s is refused before anything is said',
  async (_, cert) => {
    for (const tls of ['implicit', 'starttls'] as const) {
      const server = await served({ tls, cert, login: LOGIN });
      const giving = to(server.port, { tls, login }).give(noteOf('guanyun/zone', 1));
      await expect(giving).rejects.toThrow(/CERT/);
      expect([server.mails, server.logins]).toEqual([[], []]);
    }
  },
);

test('a server without STARTTLS is told neither password nor checkpoint', async () => {
  const server = await served({ tls: 'none', login: LOGIN });
  const giving = to(server.port, { tls: 'starttls', login }).give(noteOf('guanyun/zone', 1));
  await expect(giving).rejects.toThrow('the mail was not taken: ETLS STARTTLS');
  expect([server.mails, server.logins]).toEqual([[], []]);
});

test('a failure is told by its kind, without what the server said', async () => {
  const note = noteOf('guanyun/zone', 1);
  const picky = await served({ tls: 'none', unknown: 'inspectors@example.cn' });
  await expect(to(picky.port).give(note)).rejects.toThrow('the mail was not taken: EENVELOPE RCPT TO 550');
  const locked = await served({ tls: 'none', login: `${login.user}:another` });
  const failure: unknown = await to(locked.port, { login })
    .give(note)
    .catch((error: unknown) => error);
  expect(String(failure)).toBe('Error: the mail was not taken: EAUTH AUTH PLAIN 535');
  expect(locked.logins).toEqual([LOGIN]);
  const { port } = await served({ tls: 'none' });
  await open.pop()?.close();
  await expect(to(port).give(note)).rejects.toThrow('the mail was not taken: ECONNREFUSED');
});

/** Greets for ever, a line in half a second. */
async function drip(): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    const timer = setInterval(() => socket.write('220-wait\r\n'), 500);
    socket.on('close', () => clearInterval(timer));
  });
  open.push({
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

test('a server that is slow is waited for ten seconds in all', async () => {
  const silent = await served({ tls: 'none', silent: true });
  const ports = [silent.port, await drip()];
  const begun = performance.now();
  const waited = await Promise.all(
    ports.map(async (port) => {
      await expect(to(port).give(noteOf('guanyun/zone', 1))).rejects.toThrow(
        /^the mail was not taken: E(ABORT|TIMEDOUT)/,
      );
      return performance.now() - begun;
    }),
  );
  expect(Math.min(...waited)).toBeGreaterThan(9000);
  expect(Math.max(...waited)).toBeLessThan(12_000);
  expect(silent.mails).toHaveLength(1);
});
