import { randomUUID } from 'node:crypto';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import { inTransaction } from '@guanyun/db/kernel/transaction.ts';
import { saveAccount, savePersons, savePosts } from '@guanyun/db/organizations/person.store.ts';
import { everything, postRow } from '@guanyun/db/testing/builders.ts';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createHttp } from './http.ts';
import { createLimits, limitsOf } from './limits.ts';
import { type Headers, type HostileServer, hostileServer, ours } from './testing/hostile-server.ts';

/** Tries against one account; `GUANYUN_TRIES=10000` is the full count. */
const TRIES = Number(process.env.GUANYUN_TRIES ?? 400);
const BATCH = 20;
const PASSWORD = 'Correct-Horse-7';

let server: HostileServer;
let app: FastifyInstance;
/** Which hashes were checked since the test began; null stands for nobody's. */
let checked: (string | null)[] = [];

async function addAccount(login: string): Promise<void> {
  const passwordHash = await server.host.deps.passwords.hash(PASSWORD);
  const personId = randomUUID();
  await inTransaction(server.database.owner, everything, async (tx) => {
    await savePersons(tx, [{ id: personId, code: null, name: '示例', source: 'illustrative' }]);
    await savePosts(tx, [postRow({ personId, organizationId: server.zone.group, kind: 'company_handler' })]);
    const state = { disabledAt: null, disabledReason: null };
    await saveAccount(tx, { id: randomUUID(), login, personId, passwordHash, ...state });
  });
}

beforeAll(async () => {
  server = await hostileServer();
  const { deps } = server.host;
  const passwords: Deps['passwords'] = {
    hash: deps.passwords.hash,
    verify: (hash, password) => {
      checked.push(hash);
      return deps.passwords.verify(hash, password);
    },
  };
  const limits = createLimits(server.database.app);
  app = await createHttp({ ...server.host, deps: { ...deps, passwords }, limits });
  await addAccount('known');
});
afterAll(async () => {
  await app?.close();
  await server?.close();
});
beforeEach(async () => {
  checked = [];
  await server.database.owner.sequelize.query('TRUNCATE guanyun.rate_limits');
});

type Try = { readonly account: string; readonly password: string };

/** Sends these tries in one request. @returns how each was answered */
async function batch(tries: readonly Try[], from: string, headers: Headers = {}): Promise<string[]> {
  const answer = await app.inject({
    method: 'POST',
    url: `/trpc/${tries.map(() => 'session.signIn').join(',')}?batch=1`,
    headers: { ...ours, 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(Object.fromEntries(tries.entries())),
    remoteAddress: from,
  });
  type Item = { error?: { data: { code: string } } };
  return (answer.json() as Item[]).map(({ error }) => error?.data.code ?? 'OK');
}
const wrong = (account: string, n: number): Try => ({ account, password: `wrong-${n}` });
const tryMany = (count: number, of: (n: number) => Try): Try[][] =>
  Array.from({ length: Math.ceil(count / BATCH) }, (_, b) =>
    Array.from({ length: BATCH }, (_, n) => of(b * BATCH + n)),
  );

it(`${TRIES} tries against one account from ever other addresses reach the hash as often as allowed`, async () => {
  const spelt = ['known', 'KNOWN', ' known ', 'Known\u2003', '\tkNOWN'];
  const batches = tryMany(TRIES, (n) => wrong(spelt[n % spelt.length] ?? '', n));
  const codes: string[] = [];
  // Four at a time, each from an address of its own: what is counted is counted before it is waited for.
  for (let at = 0; at < batches.length; at += 4)
    codes.push(
      ...(
        await Promise.all(
          batches
            .slice(at, at + 4)
            .map((tries, n) => batch(tries, `10.${(at + n) >> 8}.${(at + n) & 255}.1`)),
        )
      ).flat(),
    );
  expect(checked.length).toBe(limitsOf.account);
  expect(codes.filter((code) => code === 'UNAUTHORIZED')).toHaveLength(limitsOf.account);
  expect(codes.filter((code) => code !== 'UNAUTHORIZED' && code !== 'TOO_MANY_REQUESTS')).toEqual([]);
  console.log(
    `G31: ${codes.length} tries against one account in batches of ${BATCH}, ${checked.length} reached the hash`,
  );
});

it(`${TRIES} tries against ever other accounts from one address reach the hash as often as allowed`, async () => {
  const codes: string[] = [];
  let n = 0;
  for (const tries of tryMany(TRIES, (at) => wrong(`nobody-${at}`, at))) {
    n += 1;
    // What the caller says of its own address counts for nothing.
    const said = {
      'x-forwarded-for': `192.0.2.${n % 250}`,
      forwarded: `for=192.0.2.${n % 250}`,
      'x-real-ip': '192.0.2.1',
    };
    codes.push(...(await batch(tries, '10.9.9.9', said)));
  }
  expect(checked.length).toBe(limitsOf.client);
  expect(codes.filter((code) => code === 'UNAUTHORIZED')).toHaveLength(limitsOf.client);
  console.log(
    `G31: ${codes.length} tries from one address in batches of ${BATCH}, ${checked.length} reached the hash`,
  );
});

it('guesses at others do not use up the tries of one who is left alone', async () => {
  for (const tries of tryMany(3 * BATCH, (n) => wrong(`nobody-${n}`, n))) await batch(tries, '10.9.9.9');
  expect(await batch([{ account: 'known', password: PASSWORD }], '10.8.8.8')).toEqual(['OK']);
});

it('a known account and an unknown one cost one hash each, and are answered alike', async () => {
  const answers: string[] = [];
  const ms = { known: 0, unknown: 0 };
  const rounds = process.env.GUANYUN_TRIES === undefined ? 3 : 60;
  for (let round = 0; round < rounds; round += 1) {
    await server.database.owner.sequelize.query('TRUNCATE guanyun.rate_limits');
    // In turn first, so that neither has the warmer machine.
    const order = round % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
    for (const account of order) {
      const began = performance.now();
      const answer = await app.inject({
        ...{ method: 'POST', url: '/trpc/session.signIn', remoteAddress: '10.7.7.7' },
        headers: { ...ours, 'content-type': 'application/json' },
        payload: JSON.stringify({ account, password: 'wrong' }),
      });
      ms[account] += performance.now() - began;
      answers.push(`${answer.statusCode} ${answer.body}`);
    }
  }
  expect(checked.filter((hash) => hash === null)).toHaveLength(rounds);
  expect(checked).toHaveLength(2 * rounds);
  expect(new Set(answers).size).toBe(1);
  const mean = (total: number): string => (total / rounds).toFixed(1);
  console.log(
    `G31: ${rounds} wrong passwords each, known account ${mean(ms.known)} ms, unknown ${mean(ms.unknown)} ms`,
  );
});
