import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { Health, Memory } from './soak-judge.ts';
import type { SoakZone } from './soak-zone.ts';

const EVERY_MS = 1000;

/** The memory that a process has of the machine, in MB, as Linux counts it. */
const residentOf = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** A figure that the server tells of itself. */
const told = (text: string, name: string): number =>
  Number(new RegExp(`^${name.replace(/[{}]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1]);

/** How much the server has under way by its own count. */
export async function underWay({ metricsUrl }: SoakZone): Promise<number> {
  return told(await (await fetch(metricsUrl)).text(), 'guanyun_load{what="in_use"}');
}

export type Watch = { readonly memory: Memory[]; connections: number; stop(): Promise<void> };

/** Looks every second at the server's memory and at the connections that PostgreSQL holds for it. */
export async function watch(zone: SoakZone): Promise<Watch> {
  const client = new pg.Client({ connectionString: zone.postgres.url });
  await client.connect();
  const began = performance.now();
  const memory: Memory[] = [];
  let over = false;
  const look = async (): Promise<void> => {
    const text = await (await fetch(zone.metricsUrl)).text();
    memory.push({
      minute: (performance.now() - began) / 60_000,
      resident: residentOf(zone.server.child.pid ?? 0),
      heap: told(text, 'guanyun_nodejs_heap_size_used_bytes') / 1024 ** 2,
    });
    const { rows } = await client.query<{ held: number }>(
      `SELECT count(*)::int AS held FROM pg_stat_activity WHERE usename = 'guanyun_app'`,
    );
    seen.connections = Math.max(seen.connections, rows[0]?.held ?? 0);
  };
  const going = (async () => {
    while (!over) {
      const from = performance.now();
      await look();
      await new Promise((go) => setTimeout(go, Math.max(0, EVERY_MS - (performance.now() - from))));
    }
  })();
  const seen: Watch = {
    ...{ memory, connections: 0 },
    async stop() {
      over = true;
      await going;
      await client.end();
    },
  };
  return seen;
}

/** Asks for the server's health, again and again, until it is told to stop. */
export function askHealth(url: string): () => Promise<Health[]> {
  const said: Health[] = [];
  let over = false;
  const going = (async () => {
    while (!over) {
      const from = performance.now();
      const status = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5000) }).then(
        (answer) => answer.text().then(() => answer.status),
        () => 0,
      );
      said.push({ status, millis: performance.now() - from });
      await new Promise((go) => setTimeout(go, 200));
    }
  })();
  return async () => {
    over = true;
    await going;
    return said;
  };
}
