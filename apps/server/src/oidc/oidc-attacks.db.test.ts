import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { type EvilProvider, type Forged, startEvilProvider } from './testing/evil-provider.ts';
import { freePort, PASSWORD, type SignInServer, signInServer } from './testing/sign-in-server.ts';
import { type TinyBrowser, tinyBrowser } from './testing/tiny-browser.ts';

const secret = 'a secret of the client that is long enough for HS256';
const CLIENT = 'guanyun';
let evil: EvilProvider;
let server: SignInServer;

const settings = () => ({
  ...{ issuer: evil.issuer, clientId: CLIENT, credential: { secret } },
  ...{ name: '示例统一身份', scopes: 'openid', administrators: false },
});
beforeAll(async () => {
  evil = await startEvilProvider(secret);
  server = await signInServer(await freePort(), settings());
  await server.hire('jingban', 'company_handler');
  await server.sql(
    `INSERT INTO identities (id, account_id, issuer, subject, name, linked_at) SELECT gen_random_uuid(), id, $1, 'p-jingban', 'x', now() FROM accounts`,
    [evil.issuer],
  );
});
afterAll(async () => {
  await server?.close();
  await evil?.stop();
});
beforeEach(() => {
  evil.metadata = {};
  evil.brought.length = 0;
  evil.away(false);
});

const seconds = (): number => Math.floor(Date.now() / 1000);
const rightly = (nonce: string) => ({
  iss: evil.issuer,
  ...{ aud: CLIENT, sub: 'p-jingban', nonce },
  ...{ iat: seconds(), exp: seconds() + 300, auth_time: seconds() - 5 },
});
/** A browser that has gone off to the provider, and what it took along. */
async function gone(to = '/'): Promise<{ browser: TinyBrowser; state: string; nonce: string; asked: URL }> {
  const browser = tinyBrowser(server.origin);
  const start = await browser.go(`${server.origin}/oidc/start?to=${encodeURIComponent(to)}`);
  const asked = new URL(start.to ?? '');
  const { state, nonce } = Object.fromEntries(asked.searchParams) as Record<'state' | 'nonce', string>;
  return { browser, state, nonce, asked };
}
const callback = (of: Record<string, string>): string =>
  `${server.origin}/oidc/callback?${new URLSearchParams({ code: 'c', iss: evil.issuer, ...of })}`;
async function comesBack(browser: TinyBrowser, of: Record<string, string>): Promise<string> {
  const done = await browser.go(callback(of), 'cross-site');
  expect(done.status).toBe(303);
  return (done.to ?? '').replace(server.origin, '');
}
/** What becomes of a sign-in that the provider answers so. */
async function answeredWith(forge: (right: ReturnType<typeof rightly>) => Forged): Promise<string> {
  const { browser, state, nonce } = await gone();
  evil.answer = forge(rightly(nonce));
  const to = await comesBack(browser, { state });
  const { status } = await browser.call('session.me');
  expect([to, status]).toEqual([to, to === '/' ? 200 : 401]);
  return to;
}
const BAD = '/sign-in?failed=ANSWER_BAD';
const LOST = '/sign-in?failed=FLOW_LOST';

test('the question has PKCE, state and nonce that nobody guesses, and no more scopes than were set', async () => {
  const [{ asked }, { asked: next }] = [await gone(), await gone()];
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    ...{ response_type: 'code', client_id: CLIENT, scope: 'openid', code_challenge_method: 'S256' },
    redirect_uri: `${server.origin}/oidc/callback`,
  });
  for (const key of ['state', 'nonce', 'code_challenge']) {
    expect(asked.searchParams.get(key)?.length).toBeGreaterThanOrEqual(43);
    expect(asked.searchParams.get(key)).not.toBe(next.searchParams.get(key));
  }
});

test('a right answer signs in', async () => {
  expect(await answeredWith((claims) => ({ claims }))).toBe('/');
});

describe('an ID token is not believed', () => {
  const hour = 3600;
  const lies: Readonly<Record<string, (right: ReturnType<typeof rightly>) => Forged>> = {
    'without a nonce': (right) => ({ claims: { ...right, nonce: undefined } }),
    'with the nonce of another sign-in': (right) => ({ claims: { ...right, nonce: 'x'.repeat(43) } }),
    'for another audience': (right) => ({ claims: { ...right, aud: 'another' } }),
    'for several, by another party': (right) => ({
      claims: { ...right, aud: [CLIENT, 'another'], azp: 'another' },
    }),
    'of another issuer': (right) => ({ claims: { ...right, iss: 'https://evil.example' } }),
    expired: (right) => ({ claims: { ...right, iat: seconds() - hour, exp: seconds() - 120 } }),
    'of the future': (right) => ({ claims: { ...right, iat: seconds() + 120, nbf: seconds() + 120 } }),
    'without an end': (right) => ({ claims: { ...right, exp: undefined } }),
    'without a subject': (right) => ({ claims: { ...right, sub: undefined } }),
    'of a person who proved itself too long ago': (right) => ({
      claims: { ...right, auth_time: seconds() - 9 * hour },
    }),
    'signed by nobody (alg none)': (claims) => ({ claims, signed: 'by nobody' }),
    'signed with the client secret (HS256)': (claims) => ({ claims, signed: 'with the secret' }),
    'signed by another key': (claims) => ({ claims, signed: 'by another' }),
    'signed by a key that is not there': (claims) => ({ claims, header: { kid: 'two' } }),
  };
  it.each(Object.keys(lies))('%s', async (lie) => {
    expect(await answeredWith(lies[lie] as (typeof lies)[string])).toBe(BAD);
  });
});

test('clocks may differ by half a minute', async () => {
  const around = (by: number) => (right: ReturnType<typeof rightly>) => ({
    claims: { ...right, iat: seconds() + by, nbf: seconds() + by, exp: seconds() + by + 10 },
  });
  expect(await answeredWith(around(20))).toBe('/');
  expect(await answeredWith(around(-30))).toBe('/');
  expect(await answeredWith(around(60))).toBe(BAD);
});

test('an answer with another state, none, two, or in another browser is not taken to the provider', async () => {
  const { browser, state, nonce } = await gone('/matters');
  evil.answer = { claims: rightly(nonce) };
  expect(await comesBack(tinyBrowser(server.origin), { state })).toBe(LOST);
  expect(await comesBack(browser, { state: `${state}x` })).toBe(`${LOST}&to=%2Fmatters`);
  // The first answer has used the flow up, right or wrong.
  expect(await comesBack(browser, { state })).toBe(LOST);
  const again = await gone();
  expect(await comesBack(again.browser, {})).toBe(LOST);
  const twice = await gone();
  const two = await twice.browser.go(
    `${callback({ state: twice.state })}&state=${twice.state}`,
    'cross-site',
  );
  expect(two.to).toBe(`${server.origin}${LOST}`);
  expect(evil.brought).toEqual([]);
});

test('a callback that is replayed with its cookie gets as far as the provider, which knows the code is spent', async () => {
  const { browser, state, nonce } = await gone();
  const flow = new Map(browser.cookies(server.origin));
  evil.answer = { claims: rightly(nonce) };
  expect(await comesBack(browser, { state })).toBe('/');
  const thief = tinyBrowser(server.origin);
  for (const [name, value] of flow) thief.cookies(server.origin).set(name, value);
  evil.answer = 400;
  expect(await comesBack(thief, { state })).toBe(BAD);
  expect((await thief.call('session.me')).status).toBe(401);
});

test('an answer of a mixed-up issuer is not taken to the provider', async () => {
  for (const of of [{ iss: 'https://other.example' }, { iss: '' }]) {
    const { browser, state, nonce } = await gone();
    evil.answer = { claims: rightly(nonce) };
    expect(await comesBack(browser, { state, ...of })).toBe(BAD);
  }
  expect(evil.brought).toEqual([]);
});

test('a sealed cookie that was altered, made elsewhere, or is another kind opens nothing', async () => {
  const { browser, state } = await gone();
  const cookies = browser.cookies(server.origin);
  const flow = cookies.get('guanyun-flow') ?? '';
  const middle = Math.floor(flow.length / 2);
  for (const forged of [
    `${flow.slice(0, middle)}${flow[middle] === 'A' ? 'B' : 'A'}${flow.slice(middle + 1)}`,
    Buffer.from(JSON.stringify({ state })).toString('base64url'),
    'x',
  ]) {
    cookies.set('guanyun-flow', forged);
    expect(await comesBack(browser, { state })).toBe(LOST);
  }
});

test('what the provider did not sign in stays out, and says so', async () => {
  const { browser, state } = await gone();
  expect(await comesBack(browser, { state, error: 'access_denied', code: '' })).toBe(
    '/sign-in?failed=REFUSED_THERE',
  );
});

test('the provider goes away: before, in the middle, and with its own failure; the password still works', async () => {
  const { browser, state } = await gone();
  evil.away(true);
  expect(await comesBack(browser, { state })).toBe('/sign-in?failed=AWAY');
  const answer = (await browser.call('identity.provider')).json as {
    result: { data: { reachable: boolean } };
  };
  expect(answer.result.data.reachable).toBe(false);
  expect((await browser.call('session.signIn', { account: 'jingban', password: PASSWORD })).status).toBe(200);
  evil.away(false);
  const next = await gone();
  evil.answer = 502;
  expect(await comesBack(next.browser, { state: next.state })).toBe('/sign-in?failed=AWAY');
});

test('metadata of another issuer, or with an unprotected address, is no provider', async () => {
  const reachable = async () =>
    (
      (await tinyBrowser(server.origin).call('identity.provider')).json as {
        result: { data: { reachable: boolean } };
      }
    ).result.data.reachable;
  expect(await reachable()).toBe(true);
  for (const metadata of [
    { issuer: 'https://other.example' },
    { issuer: `${evil.issuer}/` },
    { token_endpoint: 'http://elsewhere.example/token' },
    { jwks_uri: 'ftp://elsewhere.example/jwks' },
  ]) {
    evil.metadata = metadata;
    expect([metadata, await reachable()]).toEqual([metadata, false]);
  }
});

test('only own paths are gone back to', async () => {
  for (const [asked, to] of [
    ['/matters?states=draft', '/matters?states=draft'],
    ['https://evil.example/', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/.//evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/\t/evil.example', '/'],
    ['/oidc/start', '/'],
    ['/sign-in?failed=AWAY', '/'],
  ] as const) {
    const { browser, state, nonce } = await gone(asked);
    evil.answer = { claims: rightly(nonce) };
    expect([asked, await comesBack(browser, { state })]).toEqual([asked, to]);
  }
});

test('another site starts no sign-in and no linking, and the flow’s cookie alone comes along from there', async () => {
  const browser = tinyBrowser(server.origin);
  await browser.call('session.signIn', { account: 'jingban', password: PASSWORD });
  for (const path of ['/oidc/start', '/oidc/start?link=1']) {
    const answer = await browser.go(`${server.origin}${path}`, 'cross-site');
    expect(answer.to).toContain('failed=FLOW_LOST');
  }
  const started = await browser.go(`${server.origin}/oidc/start`);
  const set = started.headers.getSetCookie();
  expect(set).toEqual([
    expect.stringMatching(/^guanyun-flow=.*Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/),
  ]);
  expect(started.headers.get('cache-control')).toBe('no-store');
  expect((await fetch(`${server.origin}/oidc/callback`, { method: 'HEAD' })).status).toBe(404);
});

describe('a logout token', () => {
  const event = { 'http://schemas.openid.net/event/backchannel-logout': {} };
  let n = 0;
  const right = () => {
    n += 1;
    const now = seconds();
    return {
      ...{ iss: evil.issuer, aud: CLIENT, sub: 'p-jingban', jti: `t-${n}` },
      ...{ iat: now, exp: now + 120, events: event },
    };
  };
  const typ = { typ: 'logout+jwt' };
  const send = async (forged: Forged): Promise<number> =>
    (
      await fetch(`${server.origin}/oidc/backchannel-logout`, {
        method: 'POST',
        body: new URLSearchParams({ logout_token: await evil.sign(forged) }),
      })
    ).status;
  const lies: Readonly<Record<string, () => Forged>> = {
    'that is an ID token': () => ({ claims: right(), header: { typ: 'JWT' } }),
    'without a type': () => ({ claims: right() }),
    'with a nonce': () => ({ claims: { ...right(), nonce: 'x' }, header: typ }),
    'without the event': () => ({ claims: { ...right(), events: { other: {} } }, header: typ }),
    'whose event is no object': () => ({
      claims: { ...right(), events: { 'http://schemas.openid.net/event/backchannel-logout': 'x' } },
      header: typ,
    }),
    'about nobody': () => ({ claims: { ...right(), sub: undefined }, header: typ }),
    'without a name of its own': () => ({ claims: { ...right(), jti: undefined }, header: typ }),
    'without an end': () => ({ claims: { ...right(), exp: undefined }, header: typ }),
    'for another audience': () => ({ claims: { ...right(), aud: 'another' }, header: typ }),
    'of another issuer': () => ({ claims: { ...right(), iss: 'https://evil.example' }, header: typ }),
    expired: () => ({ claims: { ...right(), exp: seconds() - 60 }, header: typ }),
    'of an hour ago': () => ({ claims: { ...right(), iat: seconds() - 3600 }, header: typ }),
    'signed by nobody': () => ({ claims: right(), header: typ, signed: 'by nobody' }),
    'signed with the secret': () => ({ claims: right(), header: typ, signed: 'with the secret' }),
    'signed by another key': () => ({ claims: right(), header: typ, signed: 'by another' }),
  };
  const signedIn = async (): Promise<TinyBrowser> => {
    const { browser, state, nonce } = await gone();
    evil.answer = { claims: { ...rightly(nonce), iat: seconds() - 20 } };
    expect(await comesBack(browser, { state })).toBe('/');
    return browser;
  };

  it.each(Object.keys(lies))('%s ends nothing', async (lie) => {
    const forge = lies[lie];
    if (forge === undefined) throw new Error(lie);
    expect(await send(forge())).toBe(400);
    expect((await server.sql('SELECT 1 FROM provider_logouts')).length).toBe(0);
  });

  it('of a subject ends all of its sessions, and what the provider said before it begins none', async () => {
    const [one, two] = [await signedIn(), await signedIn()];
    const late = await gone();
    const saidBefore = { ...rightly(late.nonce), iat: seconds() - 20 };
    const claims = right();
    expect(await send({ claims, header: typ })).toBe(200);
    for (const browser of [one, two]) expect((await browser.call('session.me')).status).toBe(401);
    evil.answer = { claims: saidBefore };
    expect(await comesBack(late.browser, { state: late.state })).toBe('/sign-in?failed=ACCOUNT_OUT');
    expect(await send({ claims, header: typ })).toBe(400);
  });

  it('is asked for again where the provider’s keys cannot be had', async () => {
    const fresh = await signInServer(await freePort(), settings());
    try {
      evil.away(true);
      const body = new URLSearchParams({ logout_token: await evil.sign({ claims: right(), header: typ }) });
      const sent = () => fetch(`${fresh.origin}/oidc/backchannel-logout`, { method: 'POST', body });
      expect((await sent()).status).toBe(503);
      evil.away(false);
      expect((await sent()).status).toBe(200);
    } finally {
      await fresh.close();
    }
  });
});

test('the log says what was wrong, and has no token, code, state or secret', () => {
  const log = server.lines.join('');
  for (const code of [
    'ANSWER_BAD',
    'FLOW_LOST',
    'AWAY',
    'REFUSED_THERE',
    'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  ])
    expect([code, log.includes(code)]).toEqual([code, true]);
  for (const word of ['eyJ', 'code=c', 'state=', secret, 'p-jingban'])
    expect([word, log.includes(word)]).toEqual([word, false]);
});
