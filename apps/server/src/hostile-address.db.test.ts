import { randomUUID } from 'node:crypto';
import { chanceOf } from '@guanyun/application/matters/testing/random-command.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HostileServer, hostileServer, LEAK, ours } from './testing/hostile-server.ts';
import { hostileDays, hostileTexts } from './testing/hostile-values.ts';

/** What stands in an address, a header or around a batch: no route fails over it. */
const SEED = Number(process.env.GUANYUN_SEED ?? Math.floor(Math.random() * 2 ** 31));
const ROUNDS = Number(process.env.GUANYUN_FUZZ ?? 40);
const chance = chanceOf(SEED);

let server: HostileServer;
beforeAll(async () => {
  server = await hostileServer();
});
afterAll(() => server?.close());

async function sound(request: InjectOptions): Promise<void> {
  const began = performance.now();
  const answer = await server.app.inject(request);
  const told = `${request.method ?? 'GET'} ${JSON.stringify(request.url).slice(0, 500)} → ${answer.statusCode} ${answer.body.slice(0, 300)}`;
  expect(answer.statusCode, told).toBeLessThan(500);
  if (answer.headers['content-type']?.toString().includes('json'))
    expect(answer.body, told).not.toMatch(LEAK);
  expect(performance.now() - began, told).toBeLessThan(20_000);
}

/** Every route that is read by its address, with what it asks for and the posts that may. */
const routes: readonly { url: string; asks: readonly string[]; post: PostKind | null }[] = [
  { url: '/exports/matters.xlsx', asks: ['filter'], post: 'committee_reviewer' },
  { url: '/exports/equity.xlsx', asks: ['asOf', 'basis', 'knownOn'], post: 'company_handler' },
  { url: '/exports/equity.json', asks: ['asOf', 'knownOn', 'extent', 'basis'], post: 'auditor' },
  { url: '/exports/group-accounts.xlsx', asks: ['groupId', 'periodEnd', 'knownOn'], post: 'company_finance' },
  {
    url: '/exports/idle-land.xlsx',
    asks: ['asOf', 'clusterId', 'state', 'from', 'to'],
    post: 'committee_head',
  },
  { url: '/exports/assets-statement.xlsx', asks: ['asOf', 'knownOn'], post: 'company_finance' },
  { url: '/exports/vouchers.xlsx', asks: ['organizationId', 'book', 'from', 'to'], post: 'company_finance' },
  { url: '/ocds/releases.json', asks: ['after'], post: null },
  { url: '/ocds/records/*.json', asks: [], post: 'company_handler' },
  { url: '/documents/*', asks: ['matter'], post: 'company_handler' },
  { url: '/issued/*', asks: [], post: null },
  { url: '/templates/*', asks: [], post: 'company_handler' },
  { url: '/papers/*/*', asks: [], post: 'committee_reviewer' },
  { url: '/papers/warrant/*.pdf', asks: [], post: 'committee_reviewer' },
  { url: '/trpc/*', asks: ['input', 'batch'], post: 'committee_reviewer' },
  { url: '/*', asks: ['x'], post: null },
  { url: '/assets/*', asks: [], post: null },
];

it('no route that serves files is left out', () => {
  const known = server.app.printRoutes({ commonPrefix: false });
  const served = [...known.matchAll(/\/?(exports|ocds|documents|issued|templates|papers)\b/g)].map(
    ([, name]) => name,
  );
  for (const name of new Set(served))
    expect(
      routes.some(({ url }) => url.startsWith(`/${name}/`)),
      `${name}`,
    ).toBe(true);
  expect(new Set(served).size).toBe(6);
});

/** As a browser would send it, or with bytes that are no text. */
const written = (text: string): string =>
  chance.maybe(0.15)
    ? chance.pick([
        '%00',
        '%zz',
        '%',
        '%ED%A0%80',
        '%FF%FE',
        '%C0%AF',
        '..%2f..%2f',
        '%2e%2e',
        '%0d%0aX-Y:%201',
      ])
    : encodeURIComponent(text.toWellFormed());
function value(ask: string): string {
  const { zone } = server;
  const usual: readonly string[] = [
    zone.group,
    zone.sub,
    randomUUID(),
    '2026-06-30',
    '2026-11-22',
    'd'.repeat(64),
  ];
  if (ask === 'filter' || ask === 'input') {
    const text = chance.pick(hostileTexts);
    return chance.pick([
      JSON.stringify({ search: text }),
      JSON.stringify({ cursor: text, companyId: text }),
      JSON.stringify({ dueBy: chance.pick(hostileDays), states: [text] }),
      `{"search":"${'['.repeat(2000)}"}`,
      `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
      text,
    ]);
  }
  return chance.pick([
    chance.pick(usual),
    chance.pick(usual),
    chance.pick(hostileTexts),
    chance.pick(hostileDays),
  ]);
}

it(`${ROUNDS} hostile addresses of every route are answered`, async () => {
  for (const { url, asks, post } of routes) {
    const headers = { ...ours, ...(post === null ? {} : { cookie: await server.cookieOf(post) }) };
    for (let round = 0; round < ROUNDS; round += 1) {
      const path = url.replaceAll('*', () => written(value('')));
      const query = asks
        .filter(() => chance.maybe(0.8))
        .flatMap((ask) => Array(chance.maybe(0.1) ? 2 : 1).fill(ask))
        .map((ask: string) => `${ask}=${written(value(ask))}`);
      await sound({ url: `${path}?${query.join('&')}`, headers });
    }
  }
  console.log(`G27: ${routes.length} routes × ${ROUNDS} addresses, 0 × 5xx, 0 leaks, seed ${SEED}`);
});

it('what is around an input is answered too', async () => {
  const cookie = await server.cookieOf('committee_reviewer');
  const headers = { ...ours, cookie, 'content-type': 'application/json' };
  const payloads = [
    ...[
      '',
      '{',
      'null',
      '[]',
      '1',
      '"x"',
      '[[]]',
      '{"0":1,"__proto__":{}}',
      '{"__proto__":{"0":{}}}',
      '\u0000',
      '\ufeff{}',
    ],
    ...[
      `{"0":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      '['.repeat(500_000),
      '{"0":'.repeat(100_000),
      '1e400',
      '-',
    ],
    ...[
      `{"id":"${'x'.repeat(1_900_000)}"}`,
      `[${'0,'.repeat(900_000)}0]`,
      `{${'"a":1,'.repeat(200_000)}"b":2}`,
    ],
  ];
  const urls = [
    ...[
      '/trpc/matters.get',
      '/trpc/matters.get?batch=1',
      '/trpc/matters.get,matters.list?batch=1',
      '/trpc/',
      '/trpc',
    ],
    ...[
      '/trpc/,,,,?batch=1',
      '/trpc/__proto__',
      '/trpc/constructor?batch=1',
      '/trpc/matters.get?batch=2',
      '/trpc/%zz',
    ],
    ...[
      '/trpc/sealed.submit%',
      '/trpc/sealed.%zz',
      '/trpc/matters',
      '/trpc/matters.get.x',
      '/trpc/toString.call',
    ],
    ...[
      `/trpc/${'a,'.repeat(900)}?batch=1`,
      `/trpc/${'x'.repeat(3000)}`,
      '/trpc/matters.get?batch=1&batch=1&input=1&input=2',
    ],
  ];
  for (const url of urls)
    for (const payload of payloads) await sound({ method: 'POST', url, headers, payload });
  const odd = {
    cookie: [
      'guanyun=',
      'guanyun=%zz',
      `guanyun=${'x'.repeat(8000)}`,
      'guanyun=a; guanyun=b',
      '\u00ff=1;;;=',
    ],
  };
  for (const one of odd.cookie) await sound({ url: '/trpc/session.me', headers: { ...ours, cookie: one } });
  for (const type of [
    'application/json; charset=utf-16',
    'application/json;;',
    'APPLICATION/JSON',
    'application/json; charset="',
  ])
    await sound({
      method: 'POST',
      url: '/trpc/matters.get',
      headers: { ...headers, 'content-type': type },
      payload: '{}',
    });
  const trpc = {
    'trpc-accept': 'application/jsonl',
    accept: 'text/event-stream',
    'x-trpc-source': '\u00ff',
    'last-event-id': 'x',
  };
  await sound({
    method: 'POST',
    url: '/trpc/matters.get?batch=1',
    headers: { ...headers, ...trpc },
    payload: '{"0":{}}',
  });
});
