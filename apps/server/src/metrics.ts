import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refused } from '@guanyun/api/failure.ts';
import { logStanding } from '@guanyun/application/evidence/log-tree.ts';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import { poolOf } from '@guanyun/db/kernel/connection.ts';
import type { TRPCError } from '@trpc/server';
import type { FastifyReply } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Load } from './overload.ts';

/** Counts what the server does, for those who run it. Nothing in it says who did what, and nothing at all who bids. */
export type Metrics = {
  readonly registry: Registry;
  /** One answer: `path` as it was called, `route` as it is known. */
  answered(path: string, route: string, reply: Pick<FastifyReply, 'statusCode' | 'elapsedTime'>): void;
  failed(error: TRPCError): void;
  holderFailed(): void;
  watch(load: () => Load): void;
};

const SECONDS = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30] as const;

/** The area of a procedure (`matters`) or the route: names that are known beforehand, so that nobody fills the memory with others. */
const areaOf = (path: string, route: string): string =>
  route.startsWith('/trpc/') ? `trpc/${/^\/trpc\/([a-zA-Z]{1,40})\./.exec(path)?.[1] ?? 'other'}` : route;

/** What is read when somebody asks. */
function gauges(registers: Registry[], deps: Deps, load: () => Load): void {
  const pool = poolOf(deps.db);
  const read = <K extends string>(
    name: string,
    help: string,
    values: () => Readonly<Record<K, number>>,
    label: string,
  ) =>
    new Gauge({
      ...{ name, help, registers, labelNames: [label] },
      collect() {
        for (const [key, value] of Object.entries<number>(values())) this.set({ [label]: key }, value);
      },
    });
  read(
    'guanyun_database_connections',
    'connections in use, idle, and requests waiting for one',
    () => ({ in_use: pool.using, idle: pool.available, waiting: pool.waiting }),
    'state',
  );
  read(
    'guanyun_load',
    'procedures under way now; requests turned away since the start',
    () => ({ in_use: load().inUse, turned_away: load().turnedAway }),
    'what',
  );
  new Gauge({
    name: 'guanyun_log',
    help: 'entries that no checkpoint covers, seconds since the newest one, and how far the clock of the database is ahead',
    registers,
    labelNames: ['what'],
    async collect() {
      const { uncovered, checkpointSeconds, clockSeconds } = await logStanding(deps);
      this.set({ what: 'uncovered_entries' }, uncovered);
      this.set({ what: 'checkpoint_age_seconds' }, checkpointSeconds ?? 0);
      this.set({ what: 'database_clock_ahead_seconds' }, clockSeconds);
    },
  });
}

export function createMetrics(deps: Deps): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'guanyun_' });
  const registers = [registry];
  const seconds = new Histogram({
    name: 'guanyun_request_seconds',
    help: 'how long answers took',
    ...{ registers, labelNames: ['area', 'status'], buckets: [...SECONDS] },
  });
  const failures = new Counter({
    name: 'guanyun_failures_total',
    help: 'procedures that refused or failed, by refusal or kind',
    ...{ registers, labelNames: ['code'] },
  });
  const holders = new Counter({
    name: 'guanyun_log_holder_failures_total',
    help: 'checkpoints that could not be made or handed out',
    registers,
  });
  return {
    registry,
    answered: (path, route, reply) =>
      seconds.observe(
        { area: areaOf(path, route), status: `${Math.floor(reply.statusCode / 100)}xx` },
        reply.elapsedTime / 1000,
      ),
    failed: (error) =>
      failures.inc({
        code: error.cause instanceof Refused ? (error.cause.refusals[0]?.code ?? error.code) : error.code,
      }),
    holderFailed: () => holders.inc(),
    watch: (load) => gauges(registers, deps, load),
  };
}

/** Answers `GET /metrics` on an address of its own, which no proxy leads to. */
export async function serveMetrics(
  { registry }: Metrics,
  at: { readonly host: string; readonly port: number },
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      // The database is away: what the process knows of itself is lost with it for this once.
      () => response.writeHead(503).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
