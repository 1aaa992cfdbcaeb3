import { randomUUID } from 'node:crypto';
import { type SignInPolicy, signInPolicy } from '@guanyun/domain/organizations/credentials.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oneTimeCodes } from './one-time-codes.ts';
import { type HostileServer, hostileServer } from './testing/hostile-server.ts';
import { asks, codeOf, enters, newcomer, PASSWORD, rowsOf, stateOf } from './testing/own-account.ts';

/** The clock of phones and of the server; half a minute each time it is asked to move. */
let phone = Date.UTC(2026, 10, 23, 2, 0, 7);
const later = (steps = 1): number => {
  phone += steps * 30_000;
  return phone;
};
let now = new Date('2026-11-23T02:00:00Z');
let server: HostileServer;

beforeAll(async () => {
  server = await hostileServer({ deps: { codes: oneTimeCodes(() => phone), now: () => now } });
});
afterAll(() => server?.close());

const id = randomUUID;
const next = 'Mo9-herons-by-Fu';

/** An account with codes, and its secret. */
async function withCodes(kind: Parameters<typeof newcomer>[1]) {
  const one = await newcomer(server, kind);
  const { cookie } = await enters(server, one.login, PASSWORD);
  const { data } = await asks<{ secret: string; sealed: string; address: string }>(
    server,
    'account.beginCodes',
    { password: PASSWORD },
    { cookie },
  );
  const code = codeOf(data.secret, later());
  const on = await asks(
    server,
    'account.addCodes',
    { requestId: id(), sealed: data.sealed, code },
    { cookie },
  );
  expect(on.status).toBe(200);
  return { ...one, cookie, secret: data.secret, sealed: data.sealed };
}

test('one’s own password is changed after the old one; every other session ends, and the old one is good for nothing', async () => {
  const { login, accountId } = await newcomer(server, 'committee_reviewer');
  const [here, elsewhere] = [await enters(server, login, PASSWORD), await enters(server, login, PASSWORD)];
  const change = (password: string, wanted: string) =>
    asks<{ ended: number }>(
      server,
      'account.changePassword',
      { requestId: id(), password, next: wanted },
      { cookie: here.cookie },
    );
  expect((await change('not-this-one-9X', next)).refusal).toBe('PASSWORD_WRONG');
  expect((await change(PASSWORD, 'short')).refusal).toBe('PASSWORD_TOO_WEAK');
  expect((await change(PASSWORD, `${login}-A9!xyzw`)).refusal).toBe('PASSWORD_TOO_WEAK');
  expect((await change(PASSWORD, PASSWORD)).refusal).toBe('PASSWORD_SAME');
  expect((await asks(server, 'session.me', undefined, elsewhere)).status).toBe(200);
  expect((await change(PASSWORD, next)).data).toEqual({ ended: 1 });
  expect((await asks(server, 'session.me', undefined, elsewhere)).status).toBe(401);
  expect((await asks(server, 'session.me', undefined, here)).status).toBe(200);
  expect([
    (await enters(server, login, PASSWORD)).status,
    (await enters(server, login, next)).status,
  ]).toEqual([401, 200]);
  // Neither password stands anywhere in what is kept of it.
  const kept = await rowsOf<{ text: string }>(
    server,
    `SELECT j.content::text || coalesce(r.answer::text, '') AS text FROM journal j LEFT JOIN requests r ON r.id = j.request_id WHERE j.account_id = $1`,
    [accountId],
  );
  expect(kept.length).toBeGreaterThan(4);
  for (const { text } of kept) for (const secret of [PASSWORD, next]) expect(text).not.toContain(secret);
});

test('sessions are seen, and ended one by one or all but this one, after the password', async () => {
  const { login } = await newcomer(server, 'auditor');
  const cookies = [];
  for (let i = 0; i < 4; i += 1) cookies.push((await enters(server, login, PASSWORD)).cookie);
  const [here] = cookies;
  const seen = async () =>
    (
      await asks<{ sessions: { id: string; this: boolean }[] }>(server, 'account.security', undefined, {
        cookie: here ?? '',
      })
    ).data.sessions;
  const end = (which: string | null, password: string) =>
    asks<{ ended: number }>(
      server,
      'account.endSessions',
      { requestId: id(), id: which, password },
      { cookie: here ?? '' },
    );
  const other = (await seen()).find((one) => !one.this)?.id ?? '';
  expect((await seen()).length).toBe(4);
  expect((await end(other, 'wrong-Password-1')).refusal).toBe('PASSWORD_WRONG');
  expect((await end(other, PASSWORD)).data).toEqual({ ended: 1 });
  // Of somebody else none is ended, whose id it is.
  const stranger = await newcomer(server, 'auditor');
  await enters(server, stranger.login, PASSWORD);
  const [theirs] = await rowsOf<{ id: string }>(server, 'SELECT id FROM sessions WHERE account_id = $1', [
    stranger.accountId,
  ]);
  expect((await end(theirs?.id ?? '', PASSWORD)).data).toEqual({ ended: 0 });
  expect((await end(null, PASSWORD)).data).toEqual({ ended: 2 });
  expect((await seen()).map((one) => one.this)).toEqual([true]);
});

test('a session ends after a quarter of an hour without use; what a page asks by itself is none', async () => {
  const { login } = await newcomer(server, 'auditor');
  const { cookie } = await enters(server, login, PASSWORD);
  const began = now;
  const minutes = (count: number): void => {
    now = new Date(began.getTime() + count * 60_000);
  };
  const me = (headers = {}) => asks(server, 'session.me', undefined, { cookie, headers });
  try {
    minutes(14);
    expect((await me()).status).toBe(200);
    minutes(28);
    expect((await me({ 'x-guanyun-quiet': '1' })).status).toBe(200);
    minutes(30);
    expect((await me({ 'x-guanyun-quiet': '1' })).status).toBe(401);
  } finally {
    now = began;
  }
});

test('with codes on, the password alone opens nothing; a code opens once', async () => {
  const one = await withCodes('committee_reviewer');
  expect((await enters(server, one.login, PASSWORD)).refusal).toBe('CODE_WANTED');
  const code = codeOf(one.secret, later());
  // Without the right password a right code says nothing.
  const wrong = await enters(server, one.login, 'wrong-Password-1', code);
  expect([wrong.status, wrong.refusal]).toEqual([401, null]);
  expect((await enters(server, one.login, PASSWORD, '000000')).refusal).toBe('CODE_INVALID');
  const racers = await Promise.all(
    Array.from({ length: 8 }, () => enters(server, one.login, PASSWORD, code)),
  );
  expect(racers.filter((answer) => answer.status === 200).length).toBe(1);
  expect(new Set(racers.map((answer) => answer.refusal))).toEqual(new Set([null, 'CODE_INVALID']));
  expect((await enters(server, one.login, PASSWORD, code)).refusal).toBe('CODE_INVALID');
  expect((await enters(server, one.login, PASSWORD, codeOf(one.secret, phone - 60_000))).refusal).toBe(
    'CODE_INVALID',
  );
});

test('setting up takes the password, is this account’s alone, and not for long', async () => {
  const one = await newcomer(server, 'committee_reviewer');
  const { cookie } = await enters(server, one.login, PASSWORD);
  expect(
    (await asks(server, 'account.beginCodes', { password: 'wrong-Password-1' }, { cookie })).refusal,
  ).toBe('PASSWORD_WRONG');
  const begin = await asks<{ secret: string; sealed: string }>(
    server,
    'account.beginCodes',
    { password: PASSWORD },
    { cookie },
  );
  const { secret, sealed } = begin.data;
  const add = (body: object, as = cookie) =>
    asks(
      server,
      'account.addCodes',
      { requestId: id(), sealed, code: codeOf(secret, phone), ...body },
      { cookie: as },
    );
  expect((await add({ code: '123456' })).refusal).toBe('CODE_INVALID');
  expect((await add({ sealed: 'bm9uZQ==' })).refusal).toBe('CODES_SET_UP_LATE');
  const thief = await newcomer(server, 'committee_reviewer');
  expect((await add({}, (await enters(server, thief.login, PASSWORD)).cookie)).refusal).toBe(
    'CODES_SET_UP_LATE',
  );
  const began = now;
  now = new Date(now.getTime() + 14 * 60_000);
  expect((await asks(server, 'session.me', undefined, { cookie })).status).toBe(200);
  now = new Date(began.getTime() + 16 * 60_000);
  expect((await add({})).refusal).toBe('CODES_SET_UP_LATE');
  now = began;
  const both = await Promise.all([add({}), add({})]);
  expect(both.map((answer) => answer.status).sort()).toEqual([200, 422]);
  expect((await asks(server, 'account.beginCodes', { password: PASSWORD }, { cookie })).refusal).toBe(
    'CODES_SET_UP_ALREADY',
  );
  const [row] = await rowsOf<{ text: string }>(
    server,
    'SELECT g::text AS text FROM otp_generators g WHERE account_id = $1',
    [one.accountId],
  );
  expect(row?.text).not.toContain(secret);
});

test('off again takes the password and a code', async () => {
  const one = await withCodes('auditor');
  const off = (password: string, code: string) =>
    asks(server, 'account.removeCodes', { requestId: id(), password, code }, { cookie: one.cookie });
  expect((await off('wrong-Password-1', codeOf(one.secret, later()))).refusal).toBe('PASSWORD_WRONG');
  expect((await off(PASSWORD, '000000')).refusal).toBe('CODE_INVALID');
  expect((await off(PASSWORD, codeOf(one.secret, phone))).status).toBe(200);
  expect((await enters(server, one.login, PASSWORD)).status).toBe(200);
  expect(
    await stateOf(server, 'UPDATE otp_generators SET ended_at = NULL WHERE account_id = $1', [one.accountId]),
  ).toBe('GY101');
});

test('what answers with a name is confirmed by a code, and the record says so', async () => {
  const one = await withCodes('security_admin');
  const person = await newcomer(server, 'auditor');
  const [{ organizationId } = { organizationId: '' }] = await rowsOf<{ organizationId: string }>(
    server,
    'SELECT organization_id AS "organizationId" FROM posts WHERE person_id = $1',
    [person.personId],
  );
  const grant = (requestId: string, code?: string) =>
    asks(
      server,
      'administration.grantPost',
      {
        ...{ requestId, personId: person.personId, organizationId, kind: 'committee_reviewer' },
        ...{ from: '2026-11-23', to: null },
      },
      { cookie: one.cookie, ...(code === undefined ? {} : { code }) },
    );
  expect((await grant(id())).refusal).toBe('CODE_WANTED');
  expect((await grant(id(), '000000')).refusal).toBe('CODE_INVALID');
  expect((await grant(id(), 'not digits')).refusal).toBe('CODE_INVALID');
  const [request, code] = [id(), codeOf(one.secret, later())];
  expect((await grant(request, code)).status).toBe(200);
  // The same request again is answered as before; the same code under another is refused.
  expect((await grant(request, code)).status).toBe(200);
  expect((await grant(id(), code)).refusal).toBe('CODE_INVALID');
  const [approval] = await rowsOf<{ requestId: string }>(
    server,
    'SELECT request_id AS "requestId" FROM otp_approvals WHERE generator_id IN (SELECT id FROM otp_generators WHERE account_id = $1)',
    [one.accountId],
  );
  expect(approval?.requestId).toBe(request);
  // Of another account's request a code says nothing, whoever writes it.
  const [foreign] = await rowsOf<{ id: string }>(
    server,
    'SELECT id FROM requests WHERE account_id IS DISTINCT FROM $1 LIMIT 1',
    [one.accountId],
  );
  expect(
    await stateOf(
      server,
      `INSERT INTO otp_approvals (request_id, generator_id, step, confirmed_at)
       SELECT $1, u.generator_id, u.step, now() FROM otp_uses u JOIN otp_generators g ON g.id = u.generator_id
       WHERE g.account_id = $2 AND NOT EXISTS (SELECT 1 FROM otp_approvals o WHERE (o.generator_id, o.step) = (u.generator_id, u.step)) LIMIT 1`,
      [foreign?.id, one.accountId],
    ),
  ).toBe('GY101');
});

test('a first password is random, shown once, changed before anything else, and gone after a week', async () => {
  const admin = await newcomer(server, 'system_admin');
  const { cookie } = await enters(server, admin.login, PASSWORD);
  const people = await rowsOf<{ id: string }>(
    server,
    `INSERT INTO persons (id, name, source) VALUES (gen_random_uuid(), '示例新人', 'illustrative') RETURNING id`,
  );
  const personId = people[0]?.id ?? '';
  await rowsOf(
    server,
    `INSERT INTO posts (id, person_id, organization_id, kind, valid_from, source) VALUES (gen_random_uuid(), $1, $2, 'committee_reviewer', '2026-01-01', 'illustrative') RETURNING id`,
    [personId, server.zone.committee],
  );
  const input = { requestId: id(), personId, account: 'xin.ren' };
  const made = await asks<{ password: string | null }>(server, 'administration.createAccount', input, {
    cookie,
  });
  const first = made.data.password ?? '';
  expect(first).toMatch(/^([a-zA-Z0-9]{4}-){4}[a-zA-Z0-9]{4}$/);
  const again = await asks<{ password: string | null }>(server, 'administration.createAccount', input, {
    cookie,
  });
  expect([again.status, again.data.password]).toEqual([200, null]);

  const entered = await enters(server, 'xin.ren', first);
  expect(entered.data.must).toBe('password');
  expect((await asks(server, 'matters.list', {}, entered)).status).toBe(403);
  const file = await server.app.inject({
    method: 'GET',
    url: '/exports/matters.xlsx',
    headers: { cookie: entered.cookie ?? '' },
  });
  expect(file.statusCode).toBe(401);
  const change = { requestId: id(), password: first, next };
  expect((await asks(server, 'account.changePassword', change, entered)).status).toBe(200);
  const me = await asks<{ must: string | null }>(server, 'session.me', undefined, entered);
  expect(me.data.must).toBeNull();
  expect((await enters(server, 'xin.ren', first)).status).toBe(401);

  // Another one is not used in its week, and then is none.
  const [second] = await rowsOf<{ id: string }>(
    server,
    `INSERT INTO persons (id, name, source) VALUES (gen_random_uuid(), '示例迟到', 'illustrative') RETURNING id`,
  );
  await rowsOf(
    server,
    `INSERT INTO posts (id, person_id, organization_id, kind, valid_from, source) VALUES (gen_random_uuid(), $1, $2, 'committee_reviewer', '2026-01-01', 'illustrative') RETURNING id`,
    [second?.id, server.zone.committee],
  );
  const slow = await asks<{ password: string }>(
    server,
    'administration.createAccount',
    { requestId: id(), personId: second?.id, account: 'chi.dao' },
    { cookie },
  );
  const began = now;
  now = new Date(began.getTime() + (7 * 24 * 60 + 1) * 60_000);
  expect((await enters(server, 'chi.dao', slow.data.password)).status).toBe(401);
  now = began;
  expect((await enters(server, 'chi.dao', slow.data.password)).status).toBe(200);
});

test('a reset takes two administrators, ends sessions and lost codes, and its password is good for a day', async () => {
  const [system, security] = [
    await newcomer(server, 'system_admin'),
    await newcomer(server, 'security_admin'),
  ];
  const asking = await enters(server, system.login, PASSWORD);
  const releasing = await enters(server, security.login, PASSWORD);
  const owner = await withCodes('committee_reviewer');
  const ask = (accountId: string) =>
    asks<{ id: string }>(
      server,
      'administration.askReset',
      { requestId: id(), accountId, withCodes: true, reason: '当面核对工作证' },
      asking,
    );
  expect((await ask(system.accountId)).refusal).toBe('RESET_OWN');
  const asked = await ask(owner.accountId);
  expect((await ask(owner.accountId)).refusal).toBe('RESET_ASKED_ALREADY');
  // Nothing has changed yet, and who asked cannot release.
  expect((await asks(server, 'session.me', undefined, { cookie: owner.cookie })).status).toBe(200);
  expect(
    (await asks(server, 'administration.releaseReset', { requestId: id(), id: asked.data.id }, asking))
      .status,
  ).toBe(403);
  const own = await ask(security.accountId);
  expect(
    (await asks(server, 'administration.releaseReset', { requestId: id(), id: own.data.id }, releasing))
      .refusal,
  ).toBe('RESET_ALONE');
  const request = { requestId: id(), id: asked.data.id };
  const released = await asks<{ password: string | null }>(
    server,
    'administration.releaseReset',
    request,
    releasing,
  );
  const temporary = released.data.password ?? '';
  expect(temporary.length).toBe(24);
  const again = await asks<{ password: string | null }>(
    server,
    'administration.releaseReset',
    request,
    releasing,
  );
  expect(again.data.password).toBeNull();
  expect((await asks(server, 'session.me', undefined, { cookie: owner.cookie })).status).toBe(401);
  expect((await enters(server, owner.login, PASSWORD)).status).toBe(401);
  const entered = await enters(server, owner.login, temporary);
  expect([entered.status, entered.data.must]).toEqual([200, 'password']);
  const began = now;
  now = new Date(began.getTime() + (24 * 60 + 1) * 60_000);
  expect((await enters(server, owner.login, temporary)).status).toBe(401);
  now = began;

  // The database keeps to it, whoever writes.
  const reset = 'UPDATE accounts SET password_hash = $2, password_until = now() WHERE id = $1';
  expect(await stateOf(server, reset, [owner.accountId, 'x'])).toBe('GY101');
  expect(
    await stateOf(
      server,
      "UPDATE password_resets SET released_by = asked_by, released_at = asked_at, password_until = asked_at + interval '1 day' WHERE id = $1",
      [own.data.id],
    ),
  ).toBe('23514');
  expect(
    await stateOf(server, 'UPDATE password_resets SET ended_at = asked_at WHERE id = $1', [asked.data.id]),
  ).toBe('GY101');
});

test('a reset is refused with a reason, lapses after a day, and an administrator ends sessions alone', async () => {
  const [system, security] = [
    await newcomer(server, 'system_admin'),
    await newcomer(server, 'security_admin'),
  ];
  const asking = await enters(server, system.login, PASSWORD);
  const releasing = await enters(server, security.login, PASSWORD);
  const owner = await newcomer(server, 'auditor');
  const session = await enters(server, owner.login, PASSWORD);
  const ask = () =>
    asks<{ id: string }>(
      server,
      'administration.askReset',
      { requestId: id(), accountId: owner.accountId, withCodes: false, reason: '本人到场' },
      asking,
    );
  const asked = await ask();
  const refuse = { requestId: id(), id: asked.data.id, reason: '未能核实' };
  expect((await asks(server, 'administration.refuseReset', refuse, releasing)).status).toBe(200);
  const release = (reset: string, as: typeof releasing) =>
    asks(server, 'administration.releaseReset', { requestId: id(), id: reset }, as);
  expect((await release(asked.data.id, releasing)).refusal).toBe('RESET_OVER');
  const second = await ask();
  const began = now;
  now = new Date(began.getTime() + (24 * 60 + 1) * 60_000);
  const tomorrow = await enters(server, security.login, PASSWORD);
  expect((await release(second.data.id, tomorrow)).refusal).toBe('RESET_OVER');
  now = began;
  expect((await asks(server, 'session.me', undefined, session)).status).toBe(200);
  const end = { requestId: id(), accountId: owner.accountId, reason: '手机遗失' };
  expect((await asks(server, 'administration.endSessions', end, releasing)).status).toBe(200);
  expect((await asks(server, 'session.me', undefined, session)).status).toBe(401);
  expect((await enters(server, owner.login, PASSWORD)).status).toBe(200);
});

test('where a second factor is required, nothing else is open before it is there', async () => {
  const policy: { -readonly [K in keyof SignInPolicy]: SignInPolicy[K] } = { ...signInPolicy };
  const strict = await hostileServer({
    deps: { codes: oneTimeCodes(() => phone), now: () => now, signIn: policy },
  });
  policy.secondFactor = 'required';
  try {
    const one = await newcomer(strict, 'committee_reviewer');
    const entered = await enters(strict, one.login, PASSWORD);
    expect(entered.data.must).toBe('codes');
    expect((await asks(strict, 'matters.list', {}, entered)).status).toBe(403);
    const { data } = await asks<{ secret: string; sealed: string }>(
      strict,
      'account.beginCodes',
      { password: PASSWORD },
      entered,
    );
    const first = { requestId: id(), sealed: data.sealed, code: codeOf(data.secret, later()) };
    expect((await asks(strict, 'account.addCodes', first, entered)).status).toBe(200);
    expect((await asks(strict, 'matters.list', {}, entered)).status).not.toBe(403);
  } finally {
    await strict.close();
  }
});

test('codes are guessed five times a quarter of an hour, at the door and in an act', async () => {
  const limited = await hostileServer({ limited: true, deps: { codes: oneTimeCodes(() => phone) } });
  try {
    const one = await newcomer(limited, 'security_admin');
    const { cookie } = await enters(limited, one.login, PASSWORD);
    const { data } = await asks<{ secret: string; sealed: string }>(
      limited,
      'account.beginCodes',
      { password: PASSWORD },
      { cookie },
    );
    const first = { requestId: id(), sealed: data.sealed, code: codeOf(data.secret, later()) };
    expect((await asks(limited, 'account.addCodes', first, { cookie })).status).toBe(200);
    const grant = (code: string) =>
      asks(
        limited,
        'administration.grantPost',
        {
          ...{ requestId: id(), personId: id(), organizationId: id(), kind: 'auditor' },
          ...{ from: '2026-11-23', to: null },
        },
        { cookie, code },
      );
    const acts = [];
    for (let i = 0; i < 8; i += 1) acts.push((await grant(`00000${i}`)).status);
    expect(acts).toEqual([422, 422, 422, 422, 422, 429, 429, 429]);
    const door = [];
    for (let i = 0; i < 8; i += 1)
      door.push((await enters(limited, one.login, PASSWORD, `00000${i}`)).status);
    expect(door).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
  } finally {
    await limited.close();
  }
});
