import { randomUUID } from 'node:crypto';
import { actorOf } from '@guanyun/application/organizations/sign-in.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type IdentityProvider, startIdentityProvider } from './testing/identity-provider.ts';
import { freePort, PASSWORD, type SignInServer, signInServer } from './testing/sign-in-server.ts';
import { type TinyBrowser, tinyBrowser, type Visit } from './testing/tiny-browser.ts';

const client = { id: 'guanyun', secret: 'a secret of the client +/%&' };
let provider: IdentityProvider;
let server: SignInServer;

beforeAll(async () => {
  const port = await freePort();
  provider = await startIdentityProvider({ ...client, origin: `http://127.0.0.1:${port}` });
  server = await signInServer(port, {
    issuer: provider.issuer,
    clientId: client.id,
    credential: { secret: client.secret },
    ...{ name: '示例统一身份', scopes: 'openid profile', administrators: false },
  });
  await server.hire('jingban', 'company_handler');
  await server.hire('shencha', 'committee_reviewer');
  await server.hire('fazhi', 'committee_legal');
  await server.hire('anquan', 'security_admin');
  await server.hire('toubiao', 'supplier_bidder');
});
afterAll(async () => {
  await server?.close();
  await provider?.stop();
});

const signedIn = async (login: string): Promise<TinyBrowser> => {
  const browser = tinyBrowser(server.origin);
  const answer = await browser.call('session.signIn', { account: login, password: PASSWORD });
  expect(answer.status).toBe(200);
  return browser;
};
const back = (address: string): boolean => address.startsWith(`${server.origin}/oidc/callback`);

/** To the provider, where this person says who it is; stops before the answer reaches us. */
async function vouched(browser: TinyBrowser, start: string, person: string): Promise<Visit> {
  const form = await browser.follow(await browser.go(`${server.origin}${start}`), back);
  // Who is known to the provider still need not say it again.
  if (form.to !== null) return form;
  expect(form.body).toContain('确认身份');
  return browser.follow(await browser.submit(form.address, { login: person }), back);
}
/** The whole way, until a page of ours. */
async function through(browser: TinyBrowser, start: string, person: string): Promise<string> {
  const answer = await vouched(browser, start, person);
  const done = await browser.go(answer.to ?? '', 'cross-site');
  return (done.to ?? '').replace(server.origin, '');
}
const me = async (browser: TinyBrowser): Promise<string | number> => {
  const { status, json } = await browser.call('session.me');
  return status === 200 ? (json as { result: { data: { account: string } } }).result.data.account : status;
};
const refusal = ({ json }: { json: unknown }): unknown =>
  (json as { error?: { data?: { failure?: { refusals?: { code: string }[] } } } }).error?.data?.failure
    ?.refusals?.[0]?.code;
const prove = (over: object = {}) => ({ requestId: randomUUID(), password: PASSWORD, ...over });

async function linked(login: string, person: string): Promise<TinyBrowser> {
  const browser = await signedIn(login);
  expect(await through(browser, '/oidc/start?link=1', person)).toBe('/identity');
  const answer = await browser.call('identity.link', prove());
  expect([answer.status, answer.json]).toMatchObject([200, { result: { data: { name: `示例 ${person}` } } }]);
  return browser;
}

test('an identity that no account has linked signs nobody in', async () => {
  const browser = tinyBrowser(server.origin);
  expect(await through(browser, '/oidc/start?to=%2Fmatters', 'p-jingban')).toBe(
    '/sign-in?failed=NOT_LINKED&to=%2Fmatters',
  );
  expect(await me(browser)).toBe(401);
  expect((await server.sql('SELECT 1 FROM accounts')).length).toBe(5);
});

test('an account links one with its password, signs in by it, and comes out where it wanted to go', async () => {
  const own = await signedIn('jingban');
  expect(await through(own, '/oidc/start?link=1', 'p-jingban')).toBe('/identity');
  expect(await own.call('identity.mine')).toMatchObject({
    json: { result: { data: { linked: null, allowed: true, waiting: '示例 p-jingban' } } },
  });
  expect(refusal(await own.call('identity.link', prove({ password: 'wrong' })))).toBe('PASSWORD_WRONG');
  expect((await own.call('identity.link', prove())).status).toBe(200);
  expect(refusal(await own.call('identity.link', prove()))).toBe('IDENTITY_NOT_PROVEN');

  const browser = tinyBrowser(server.origin);
  expect(await through(browser, '/oidc/start?to=%2Fmatters%3Fstates%3Ddraft', 'p-jingban')).toBe(
    '/matters?states=draft',
  );
  expect(await me(browser)).toBe('jingban');
  const [cookie] = [...browser.cookies(server.origin)].filter(([name]) => name === 'guanyun');
  const actor = await actorOf(server.deps, cookie?.[1] ?? '');
  expect(actor?.signIn).toMatchObject({ issuer: provider.issuer, acr: '2' });
  expect(actor?.signIn?.authTime).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  // The flow's cookie is used up.
  expect([...browser.cookies(server.origin).keys()].sort()).toEqual(['guanyun', 'guanyun-farewell']);
});

test('the journal has the linking and the sign-in, with how the person was signed in', async () => {
  const rows = await server.sql<{ act: string; outcome: string; sign_in: unknown; content: object }>(
    `SELECT act, outcome, sign_in, content FROM journal WHERE act IN ('identity.link', 'session.signInByProvider') ORDER BY index`,
  );
  expect(rows.map(({ act, outcome }) => `${act} ${outcome}`)).toEqual([
    'identity.link refused',
    'identity.link accepted',
    'identity.link refused',
    'session.signInByProvider accepted',
  ]);
  expect(rows[1]?.sign_in).toBeNull();
  expect(rows[3]?.sign_in).toMatchObject({ issuer: provider.issuer, acr: '2' });
  expect(rows[3]?.content).toMatchObject({ subject: 'p-jingban', acr: '2' });
});

test('a new sign-in ends the session that the browser had', async () => {
  const browser = await signedIn('jingban');
  const before = browser.cookies(server.origin).get('guanyun') ?? '';
  expect(await through(browser, '/oidc/start', 'p-jingban')).toBe('/');
  expect(browser.cookies(server.origin).get('guanyun')).not.toBe(before);
  expect(await actorOf(server.deps, before)).toBeNull();
});

test('one identity is one account’s, one account has one identity: in the decision and in the database', async () => {
  const other = await signedIn('shencha');
  expect(await through(other, '/oidc/start?link=1', 'p-jingban')).toBe('/identity');
  expect(refusal(await other.call('identity.link', prove()))).toBe('IDENTITY_TAKEN');
  const own = await signedIn('jingban');
  expect(await through(own, '/oidc/start?link=1', 'p-other')).toBe('/identity');
  expect(refusal(await own.call('identity.link', prove()))).toBe('IDENTITY_LINKED_ALREADY');
  const insert = (subject: string, login: string) =>
    server.sql(
      `INSERT INTO identities (id, account_id, issuer, subject, name, linked_at) SELECT gen_random_uuid(), id, $1, $2, 'x', now() FROM accounts WHERE login = $3`,
      [provider.issuer, subject, login],
    );
  const against = (constraint: string) => ({ parent: { constraint } });
  await expect(insert('p-jingban', 'shencha')).rejects.toMatchObject(against('identities_subject'));
  await expect(insert('p-other', 'jingban')).rejects.toMatchObject(against('identities_account'));
});

test('administrators and suppliers link none, and the setting is asked again at sign-in', async () => {
  for (const login of ['anquan', 'toubiao']) {
    const browser = await signedIn(login);
    await through(browser, '/oidc/start?link=1', `p-${login}`);
    expect(refusal(await browser.call('identity.link', prove()))).toBe('IDENTITY_NOT_FOR_POST');
  }
  // As if it had been linked while the setting allowed it.
  await server.sql(
    `INSERT INTO identities (id, account_id, issuer, subject, name, linked_at) SELECT gen_random_uuid(), id, $1, 'p-anquan', 'x', now() FROM accounts WHERE login = 'anquan'`,
    [provider.issuer],
  );
  expect(await through(tinyBrowser(server.origin), '/oidc/start', 'p-anquan')).toBe(
    '/sign-in?failed=ACCOUNT_OUT',
  );
});

test('what one account had proven, another that signs in at the same browser cannot link', async () => {
  const browser = await signedIn('shencha');
  expect(await through(browser, '/oidc/start?link=1', 'p-shencha')).toBe('/identity');
  await browser.call('session.signIn', { account: 'fazhi', password: PASSWORD });
  expect(refusal(await browser.call('identity.link', prove()))).toBe('IDENTITY_NOT_PROVEN');
});

test('signing out leaves at the provider too, and only where the session came from it', async () => {
  const browser = tinyBrowser(server.origin);
  await through(browser, '/oidc/start', 'p-jingban');
  const out = (await browser.call('session.signOut', {})).json as {
    result: { data: { elsewhere: string | null } };
  };
  const farewell = new URL(out.result.data.elsewhere ?? '');
  expect(farewell.origin).toBe(provider.issuer);
  expect(farewell.searchParams.get('post_logout_redirect_uri')).toBe(`${server.origin}/sign-in`);
  expect(farewell.searchParams.get('id_token_hint')).toMatch(/^ey/);
  expect((await browser.go(farewell.href, 'same-origin')).status).toBe(200);
  expect(await me(browser)).toBe(401);
  const byPassword = await signedIn('jingban');
  expect(await byPassword.call('session.signOut', {})).toMatchObject({
    json: { result: { data: { done: true, elsewhere: null } } },
  });
});

const sidOf = async (subject: string): Promise<string> => {
  const [row] = await server.sql<{ sid: string }>(
    `SELECT v.provider_session AS sid FROM identity_sessions v JOIN identities i ON i.id = v.identity_id JOIN sessions s USING (token_digest)
     WHERE i.subject = $1 AND s.ended_at IS NULL ORDER BY s.created_at DESC LIMIT 1`,
    [subject],
  );
  return row?.sid ?? '';
};

test('the provider ends the session that it names at the next request, and no other; its word counts once', async () => {
  await linked('fazhi', 'p-fazhi');
  const [one, two, byPassword] = [
    tinyBrowser(server.origin),
    tinyBrowser(server.origin),
    await signedIn('fazhi'),
  ];
  await through(one, '/oidc/start', 'p-fazhi');
  await through(two, '/oidc/start', 'p-fazhi');
  const sid = await sidOf('p-fazhi');
  expect(sid).not.toBe('');
  expect(await provider.logOut('p-fazhi', sid)).toBe(200);
  expect([await me(one), await me(two), await me(byPassword)]).toEqual(['fazhi', 401, 'fazhi']);
  const token = provider.sent.at(-1) ?? '';
  const send = (body: string, type = 'application/x-www-form-urlencoded') =>
    fetch(`${server.origin}/oidc/backchannel-logout`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
  const again = await send(`logout_token=${token}`);
  expect([again.status, await again.json()]).toEqual([400, { error: 'invalid_request' }]);
  expect((await send(JSON.stringify({ logout_token: token }), 'application/json')).status).toBe(415);
  const [entry] = await server.sql<{ outcome: string; content: { sessions: number } }>(
    `SELECT outcome, content FROM journal WHERE act = 'identity.endByProvider' AND outcome = 'accepted'`,
  );
  expect(entry?.content).toMatchObject({ subject: 'p-fazhi', providerSession: sid, sessions: 1 });
  expect(
    (await server.sql(`SELECT 1 FROM journal WHERE refusal = 'LOGOUT_REPLAYED' AND person_id IS NULL`))
      .length,
  ).toBe(1);
});

test('a session that the provider has ended is not begun afterwards, in the database neither', async () => {
  const [row] = await server.sql<{ identity: string; sid: string }>(
    `SELECT v.identity_id AS identity, l.provider_session AS sid FROM provider_logouts l JOIN identity_sessions v USING (provider_session)`,
  );
  await server.sql(
    `INSERT INTO sessions (token_digest, account_id, post_id) SELECT 'late', a.id, p.id FROM accounts a JOIN posts p USING (person_id)
     WHERE a.login = 'fazhi'`,
  );
  await expect(
    server.sql(
      `INSERT INTO identity_sessions (token_digest, identity_id, provider_session, issued_at) VALUES ('late', $1, $2, now())`,
      [row?.identity, row?.sid],
    ),
  ).rejects.toMatchObject({ original: { code: 'GY102' } });
});

test('a security administrator unlinks: its sessions are out at the next request, and it signs in no more', async () => {
  const browser = await linked('shencha', 'p-shencha');
  const vouchedFor = tinyBrowser(server.origin);
  await through(vouchedFor, '/oidc/start', 'p-shencha');
  expect(await me(vouchedFor)).toBe('shencha');
  const admin = await signedIn('anquan');
  const [account] = await server.sql<{ id: string }>(`SELECT id FROM accounts WHERE login = 'shencha'`);
  const asked = { requestId: randomUUID(), accountId: account?.id, reason: '离岗' };
  expect((await browser.call('administration.unlinkIdentity', asked)).status).toBe(403);
  expect((await admin.call('administration.unlinkIdentity', asked)).status).toBe(200);
  expect([await me(vouchedFor), await me(browser)]).toEqual([401, 'shencha']);
  expect(await through(vouchedFor, '/oidc/start', 'p-shencha')).toBe('/sign-in?failed=NOT_LINKED');
  expect(
    (await admin.call('administration.unlinkIdentity', { ...asked, requestId: randomUUID() })).status,
  ).toBe(404);
  await expect(
    server.sql(`UPDATE identities SET ended_at = NULL WHERE subject = 'p-shencha'`),
  ).rejects.toThrow('ended stays so');
  // Free again, for the same account or another.
  await linked('shencha', 'p-shencha');
});

test('a person unlinks the own identity with the password', async () => {
  const browser = await signedIn('shencha');
  expect(refusal(await browser.call('identity.unlink', prove({ password: 'wrong' })))).toBe('PASSWORD_WRONG');
  expect((await browser.call('identity.unlink', prove())).status).toBe(200);
  expect((await browser.call('identity.unlink', prove())).status).toBe(404);
});

test('a disabled account does not come in this way either', async () => {
  await server.sql(
    `UPDATE accounts SET disabled_at = now(), disabled_reason = '示例' WHERE login = 'jingban'`,
  );
  expect(await through(tinyBrowser(server.origin), '/oidc/start', 'p-jingban')).toBe(
    '/sign-in?failed=ACCOUNT_OUT',
  );
});

test('the log has no token, no code, no verifier and no subject', () => {
  const log = server.lines.join('');
  expect(log).toContain('not signed in by the provider');
  expect(log).toContain('sessions ended by the provider');
  for (const word of ['eyJ', 'code=', 'state=', client.secret, 'p-fazhi', 'logout_token'])
    expect([word, log.includes(word)]).toEqual([word, false]);
});
