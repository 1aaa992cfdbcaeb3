import { readFile } from 'node:fs/promises';
import { testDeps } from '@guanyun/application/kernel/testing/deps.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { TRPCError } from '@trpc/server';
import { afterAll, describe, expect, it } from 'vitest';
import { createMetrics, serveMetrics } from './metrics.ts';

const database = await cloneTestDatabase();
afterAll(() => database.drop());
const metricsOf = () => {
  const metrics = createMetrics(testDeps(database.app, () => new Date()));
  metrics.watch(() => ({ inUse: 7, turnedAway: 2 }));
  return metrics;
};
const answer = (statusCode: number, elapsedTime: number) => ({ statusCode, elapsedTime });

describe('what is counted', () => {
  it('is said on an address of its own and nowhere else', async () => {
    const metrics = metricsOf();
    const served = await serveMetrics(metrics, { host: '127.0.0.1', port: 0 });
    const url = `http://127.0.0.1:${served.port}`;
    metrics.answered('/trpc/matters.list,session.me', '/trpc/:path', answer(200, 42));
    metrics.answered('/trpc/matters.propose', '/trpc/:path', answer(503, 2000));
    metrics.answered('/documents/aa', '/documents/:digest', answer(404, 3));
    metrics.failed(new TRPCError({ code: 'FORBIDDEN' }));
    metrics.holderFailed();
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).toContain('guanyun_request_seconds_count{area="trpc/matters",status="2xx"} 1');
    expect(text).toContain('guanyun_request_seconds_bucket{le="3",area="trpc/matters",status="5xx"} 1');
    expect(text).toContain('guanyun_request_seconds_count{area="/documents/:digest",status="4xx"} 1');
    expect(text).toContain('guanyun_failures_total{code="FORBIDDEN"} 1');
    expect(text).toContain('guanyun_log_holder_failures_total 1');
    expect(text).toContain('guanyun_load{what="turned_away"} 2');
    expect(text).toMatch(/guanyun_database_connections\{state="idle"\} \d/);
    expect(text).toMatch(/guanyun_log\{what="uncovered_entries"\} \d/);
    expect(Math.abs(Number(/clock_ahead_seconds"\} (\S+)/.exec(text)?.[1]))).toBeLessThan(5);
    expect((await fetch(`${url}/`)).status).toBe(404);
    expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(404);
    await served.close();
  });

  it('has no more names than there are areas, whatever is called', async () => {
    const metrics = metricsOf();
    for (let n = 0; n < 200; n += 1)
      metrics.answered(`/trpc/${'x'.repeat(50)}${n}.y`, '/trpc/:path', answer(404, 1));
    const text = await metrics.registry.metrics();
    expect(text).toContain('guanyun_request_seconds_count{area="trpc/other",status="4xx"} 200');
    expect(text.match(/guanyun_request_seconds_count/g)).toHaveLength(1);
  });

  it('is all that the alerts ask for', async () => {
    const rules = await readFile(new URL('../../../infra/monitoring/alerts.yml', import.meta.url), 'utf8');
    const metrics = metricsOf();
    metrics.answered('/trpc/matters.list', '/trpc/:path', answer(200, 1));
    metrics.failed(new TRPCError({ code: 'FORBIDDEN' }));
    const text = await metrics.registry.metrics();
    const asked = [...rules.matchAll(/guanyun_[a-z_]+/g)].map(([name]) => name);
    expect(asked.length).toBeGreaterThan(6);
    for (const name of new Set(asked)) expect(text, name).toContain(name);
    const labels = [...rules.matchAll(/(?:what|state)="([a-z_]+)"/g)].map(([, label]) => label ?? '');
    for (const label of labels) expect(text).toContain(`"${label}"`);
  });
});
