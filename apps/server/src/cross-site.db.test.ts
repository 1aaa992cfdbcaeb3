import { randomUUID } from 'node:crypto';
import { permissionTable } from '@guanyun/api/permission-table.ts';
import { appRouter } from '@guanyun/api/router.ts';
import { chanceOf } from '@guanyun/application/matters/testing/random-command.ts';
import { canSignIn, type PostKind, postKinds } from '@guanyun/domain/organizations/posts.ts';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Headers, type HostileServer, hostileServer, ours } from './testing/hostile-server.ts';
import { wire } from './testing/hostile-values.ts';
import { inputFor, type Schema } from './testing/input-of.ts';

/**
 * Nothing that another site makes a browser send changes anything, even with the cookie of somebody who may: every
 * mutation, with each type of body that a page of another site can send without asking first, and from each kind of place.
 */
const SEED = Number(process.env.GUANYUN_SEED ?? Math.floor(Math.random() * 2 ** 31));
const chance = chanceOf(SEED);
const mutations = permissionTable(appRouter._def.procedures).filter(({ type }) => type === 'mutation');

/** With what type a page sends it, and what then stands in the body. */
const bodies: Readonly<Record<string, (json: string) => { type: string | null; payload: string }>> = {
  multipart: (json) => ({
    type: 'multipart/form-data; boundary=xyz',
    payload: `--xyz\r\nContent-Disposition: form-data; name="0"\r\n\r\n${json}\r\n--xyz--\r\n`,
  }),
  plain: (payload) => ({ type: 'text/plain', payload }),
  urlencoded: (json) => ({
    type: 'application/x-www-form-urlencoded',
    payload: `input=${encodeURIComponent(json)}`,
  }),
  stream: (payload) => ({ type: 'application/octet-stream', payload }),
  none: (payload) => ({ type: null, payload }),
};
/** From where: with the headers that a browser puts to it. */
const places: Readonly<Record<string, Headers>> = {
  'cross-site': { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  'same-site': { origin: 'http://other.localhost:8080', 'sec-fetch-site': 'same-site' },
  'no origin': {},
};

let server: HostileServer;
let before: unknown;
beforeAll(async () => {
  server = await hostileServer();
  // Everybody is signed in before rows are counted.
  for (const kind of postKinds.filter(canSignIn)) await server.cookieOf(kind);
  before = await standing();
});
afterAll(() => server?.close());

/** What any executed mutation would have left. */
async function standing(): Promise<unknown> {
  const [row] = await server.database.owner.sequelize.query(
    `SELECT (SELECT count(*)::int FROM zone_test.journal) AS journal, (SELECT count(*)::int FROM zone_test.requests) AS requests,
       (SELECT count(*)::int FROM zone_test.sessions) AS sessions,
       (SELECT count(*)::int FROM zone_test.sessions WHERE ended_at IS NOT NULL) AS ended`,
    { plain: false },
  );
  return row;
}

const someoneFor = (posts: (typeof mutations)[number]['posts']): PostKind =>
  (typeof posts === 'string' ? postKinds : posts).filter(canSignIn)[0] as PostKind;

/** JSON that the procedure might well take. */
function jsonFor(name: string): string {
  const all = appRouter._def.procedures as unknown as Record<string, { _def: { inputs: unknown[] } }>;
  const known = { idsFor: () => [randomUUID()], digests: ['d'.repeat(64)], codes: [] };
  return wire(inputFor(all[name]?._def.inputs[0] as Schema | undefined, chance, known, 0) ?? {});
}

async function refused(request: InjectOptions, statuses: readonly number[], told: string): Promise<void> {
  const answer = await server.app.inject(request);
  expect(statuses, `${told} → ${answer.statusCode} ${answer.body.slice(0, 300)}`).toContain(
    answer.statusCode,
  );
  expect(answer.headers, told).not.toHaveProperty('access-control-allow-origin');
}

it('every mutation is refused to every other site, whatever the body', async () => {
  let tried = 0;
  for (const { name, posts } of mutations) {
    const cookie = await server.cookieOf(someoneFor(posts));
    for (const [body, of] of Object.entries(bodies)) {
      for (const [place, from] of Object.entries(places)) {
        const { type, payload } = of(jsonFor(name));
        const headers = {
          host: ours.host,
          cookie,
          ...from,
          ...(type === null ? {} : { 'content-type': type }),
        };
        await refused(
          { method: 'POST', url: `/trpc/${name}`, headers, payload },
          [403],
          `${name} ${body} ${place}`,
        );
        tried += 1;
      }
    }
  }
  expect(await standing()).toEqual(before);
  console.log(
    `G30: ${mutations.length} mutations × ${Object.keys(bodies).length} bodies × ${Object.keys(places).length} places = ${tried} refused, 0 executions, seed ${SEED}`,
  );
});

it('no mutation runs by reading, by another method, or inside a batch of questions', async () => {
  let tried = 0;
  for (const { name, posts } of mutations) {
    const cookie = await server.cookieOf(someoneFor(posts));
    const input = encodeURIComponent(jsonFor(name));
    const one = async (request: InjectOptions, statuses: readonly number[]): Promise<void> => {
      tried += 1;
      await refused(
        { ...request, headers: { ...ours, cookie, ...request.headers } },
        statuses,
        `${request.method} ${request.url}`,
      );
    };
    await one({ method: 'GET', url: `/trpc/${name}?input=${input}` }, [405, 414]);
    await one({ method: 'HEAD', url: `/trpc/${name}?input=${input}` }, [200, 204, 404, 405, 414]);
    const override = {
      'x-http-method-override': 'POST',
      'x-http-method': 'POST',
      'x-method-override': 'POST',
    };
    await one(
      { method: 'GET', url: `/trpc/${name}?_method=POST&input=${input}`, headers: override },
      [405, 414],
    );
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const)
      await one(
        { method, url: `/trpc/${name}`, headers: { 'content-type': 'application/json' }, payload: '{}' },
        [405],
      );
    const batch = encodeURIComponent(`{"0":{},"1":${jsonFor(name)}}`);
    await one({ method: 'GET', url: `/trpc/setup.state,${name}?batch=1&input=${batch}` }, [400, 405, 414]);
  }
  expect(await standing()).toEqual(before);
  console.log(
    `G30: ${tried} readings, other methods and batches of ${mutations.length} mutations, 0 executions`,
  );
});

it.each<[string, Headers]>([
  ['an origin that begins like ours', { origin: 'http://localhost:8080.evil.example' }],
  ['an origin that ends like ours', { origin: 'http://evil-localhost:8080' }],
  ['another port', { origin: 'http://localhost:80801' }],
  ['another scheme', { origin: 'https://localhost:8080' }],
  ['an opaque origin', { origin: 'null' }],
  ['two origins', { origin: 'http://localhost:8080, https://evil.example' }],
  ['our origin in capitals of another site', { origin: 'HTTP://LOCALHOST:8080' }],
  ['a site said twice', { 'sec-fetch-site': 'same-origin, cross-site' }],
  ['a site in capitals', { 'sec-fetch-site': 'Cross-Site' }],
  ['an unknown site', { 'sec-fetch-site': 'new-kind-of-site' }],
  ['the header missing', { 'x-guanyun': '' }],
  ['the header otherwise', { 'x-guanyun': '1, 1' }],
])('with JSON and all else as ours, %s is refused', async (told, wrong) => {
  const cookie = await server.cookieOf('committee_reviewer');
  const headers = { ...ours, 'content-type': 'application/json', cookie, ...wrong };
  await refused({ method: 'POST', url: '/trpc/session.signOut', headers, payload: '{}' }, [403], told);
  expect(await standing()).toEqual(before);
});

it('a body that is not JSON runs nothing from our own pages either, however the path is written', async () => {
  const cookie = await server.cookieOf('committee_reviewer');
  const { type, payload } = (bodies.multipart as (json: string) => { type: string; payload: string })('{}');
  const paths = [
    '/trpc/',
    '/%74rpc/',
    '/trp%63/',
    '/TRPC/',
    '//trpc/',
    '/./trpc/',
    '/trpc//',
    '/x/../trpc/',
    '/trpc;x=1/',
    '/trpc%2f',
  ];
  for (const path of paths)
    for (const content of [type, 'text/plain', 'application/json+x', 'text/plain; application/json', '']) {
      const headers = { ...ours, cookie, 'content-type': content };
      const url = `${path}session.signOut`;
      await refused({ method: 'POST', url, headers, payload }, [400, 404, 405, 415], `${url} ${content}`);
    }
  expect(await standing()).toEqual(before);
});

it('and the very same call from our own page does run', async () => {
  const cookie = await server.cookieOf('committee_reviewer');
  const answer = await server.app.inject({
    ...{ method: 'POST', url: '/trpc/session.signOut', payload: '{}' },
    headers: { ...ours, cookie, 'content-type': 'application/json' },
  });
  expect(answer.statusCode).toBe(200);
  expect(await standing()).not.toEqual(before);
});
