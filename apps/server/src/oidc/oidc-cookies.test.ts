import cookie from '@fastify/cookie';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { oidcCookies } from './oidc-cookies.ts';
import { createSeal } from './sealed-cookie.ts';

const seal = createSeal('secret of the client');
const flow = { state: 's', nonce: 'n', verifier: 'v', to: '/', link: null, previous: null };

async function answerOf(secure: boolean, idToken: string) {
  const app = fastify();
  await app.register(cookie);
  app.get('/', async (request, reply) => {
    const cookies = oidcCookies(request, reply, { seal, secure });
    cookies.set('flow', flow);
    cookies.set('farewell', { session: 'd', idToken });
    cookies.clear('identity');
    return cookies.read('flow');
  });
  const first = await app.inject({ url: '/' });
  const [sent] = first.cookies;
  const back = await app.inject({ url: '/', cookies: { [sent?.name ?? '']: sent?.value ?? '' } });
  await app.close();
  return { cookies: first.cookies, read: back.json() };
}

test('behind TLS they are of this very host, for TLS alone, and out of reach of scripts', async () => {
  const { cookies, read } = await answerOf(true, 'token');
  expect(read).toEqual(flow);
  const common = { path: '/', httpOnly: true, secure: true };
  expect(cookies).toMatchObject([
    { ...common, name: '__Host-guanyun-flow', sameSite: 'Lax', maxAge: 600 },
    { ...common, name: '__Host-guanyun-farewell', sameSite: 'Strict', maxAge: 8 * 3600 },
    { ...common, name: '__Host-guanyun-identity', sameSite: 'Strict', value: '' },
  ]);
  for (const one of cookies) expect(one).not.toHaveProperty('domain');
});

test('without TLS they have the plain name; what no browser would keep is not sent', async () => {
  const { cookies } = await answerOf(false, 'x'.repeat(3000));
  expect(cookies.map(({ name }) => name)).toEqual(['guanyun-flow', 'guanyun-identity']);
});
