import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT, SERVER_MAIN } from '../paths.ts';

/** One server of a zone, as it runs in production: a process of its own. */
export type ServerProcess = {
  readonly url: string;
  readonly child: ChildProcess;
  /** Asks it to stop; its exit code and how many seconds it took. */
  stop(): Promise<{ code: number | null; seconds: number }>;
};

const START_SECONDS = 120;

/** Below the ports that the system hands out by itself: what asks for any port, or connects anywhere, gets none of these. */
const PORTS = { from: 10_000, to: 20_000 };

async function freePort(): Promise<number> {
  const probe = createServer();
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    const free = await new Promise<boolean>((done) =>
      probe.once('error', () => done(false)).listen(port, '127.0.0.1', () => done(true)),
    );
    probe.removeAllListeners('error');
    if (!free) continue;
    await new Promise((done) => probe.close(done));
    return port;
  }
}

/** Starts the real server process and waits until it is ready. */
export async function startServerProcess(settings: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const port = await freePort();
  const steering = /^(GUANYUN_|DATABASE_|PG|NODE_OPTIONS$|HOST$|VITEST)/;
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !steering.test(name)));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SERVER_MAIN], {
    cwd: ROOT,
    env: { ...kept, PORT: String(port), GUANYUN_LOG: 'error', ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4000);
  });
  const url = `http://127.0.0.1:${port}`;
  for (const until = Date.now() + START_SECONDS * 1000; Date.now() < until; await wait(50)) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    if ((await fetch(`${url}/readyz`).catch(() => null))?.ok === true)
      return {
        url,
        child,
        async stop() {
          const began = performance.now();
          const gone = new Promise((done) => child.once('exit', done));
          child.kill('SIGTERM');
          if (child.exitCode === null && child.signalCode === null) await gone;
          return { code: child.exitCode, seconds: (performance.now() - began) / 1000 };
        },
      };
  }
  child.kill('SIGKILL');
  throw new Error(`the server did not start:\n${said}`);
}

/** A proxy before them that gives each request to the next one; one that is gone is left out from then on. */
export async function roundRobin(urls: readonly string[]): Promise<{ url: string; close(): Promise<void> }> {
  const alive = [...urls];
  let turn = 0;
  const pass = (incoming: IncomingMessage, answer: ServerResponse): void => {
    turn += 1;
    const to = alive[turn % alive.length];
    if (to === undefined) {
      answer.writeHead(502).end();
      return;
    }
    const onward = request(new URL(incoming.url ?? '/', to), {
      method: incoming.method,
      headers: incoming.headers,
    });
    onward.on('response', (from) => {
      answer.writeHead(from.statusCode ?? 502, from.headers);
      from.pipe(answer);
    });
    onward.on('error', () => {
      const at = alive.indexOf(to);
      if (at >= 0) alive.splice(at, 1);
      if (answer.headersSent) answer.destroy();
      else answer.writeHead(502).end();
    });
    incoming.pipe(onward);
  };
  const server: Server = createServer(pass);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
