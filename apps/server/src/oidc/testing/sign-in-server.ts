import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import { inTransaction, query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { saveAccount, savePersons, savePosts } from '@guanyun/db/organizations/person.store.ts';
import { everything, postRow, someCompany } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase, TEST_ZONE, type TestDatabase } from '@guanyun/db/testing/test-database.ts';
import { type PostKind, sideOf } from '@guanyun/domain/organizations/posts.ts';
import { createDiskStore } from '../../disk-store.ts';
import { createHttp } from '../../http.ts';
import { createLimits } from '../../limits.ts';
import { logSigner } from '../../log-key.ts';
import { createPasswords } from '../../passwords.ts';
import { readWorkbook } from '../../workbook/read-workbook.ts';
import { secretOf } from '../client-credential.ts';
import type { OidcSettings } from '../oidc-settings.ts';
import { createProvider } from '../provider.ts';
import { createSeal } from '../sealed-cookie.ts';

export const PASSWORD = 'Correct-Horse-7';

/** The HTTP side on a port of its own with a provider, and people who may link an identity. */
export type SignInServer = {
  readonly origin: string;
  readonly database: TestDatabase;
  readonly deps: Deps;
  /** What it has logged. */
  readonly lines: string[];
  hire(login: string, kind: PostKind): Promise<void>;
  sql<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
};

/** A port that nobody has just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function people(database: TestDatabase, hash: string): Promise<SignInServer['hire']> {
  const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> =>
    inTransaction(database.owner, everything, body);
  const bodies = await work(async (tx) => {
    await query(tx, `INSERT INTO zone (name, illustrative) VALUES ('示例', true)`);
    const office = { form: null, tier: null } as const;
    return {
      committee: await someCompany(tx, { kind: 'committee', ...office }),
      company: await someCompany(tx),
      supplier: await someCompany(tx, { kind: 'supplier', ...office }),
    };
  });
  return async (login, kind) => {
    const personId = randomUUID();
    const side = sideOf(kind);
    const organizationId = side === 'company' || side === 'supplier' ? bodies[side] : bodies.committee;
    const account = { id: randomUUID(), login, personId, passwordHash: hash };
    await work(async (tx) => {
      await savePersons(tx, [{ id: personId, code: null, name: `示例 ${login}`, source: 'illustrative' }]);
      await savePosts(tx, [postRow({ personId, organizationId, kind })]);
      await saveAccount(tx, { ...account, disabledAt: null, disabledReason: null });
    });
  };
}

export async function signInServer(port: number, oidc: OidcSettings): Promise<SignInServer> {
  const origin = `http://127.0.0.1:${port}`;
  const database = await cloneTestDatabase();
  const home = await mkdtemp(join(tmpdir(), 'guanyun-oidc-'));
  const store = createDiskStore(join(home, 'documents'));
  const passwords = await createPasswords();
  const deps: Deps = {
    ...{ db: database.app, zone: TEST_ZONE, now: () => new Date(), newId: randomUUID, passwords },
    files: store,
    readWorkbook: (bytes) => readWorkbook(bytes),
  };
  const lines: string[] = [];
  const app = await createHttp({
    settings: { home, web: null, publicOrigin: origin, logLevel: 'info' },
    ...{ deps, store, limits: createLimits(database.app) },
    signer: await logSigner(join(home, 'log-key.pem'), 'guanyun/test'),
    oidc: {
      // Whether the provider is there is asked each time.
      provider: await createProvider(oidc, origin, (reason) => lines.push(reason), 0),
      seal: createSeal(await secretOf(oidc.credential)),
      origin,
    },
    log: { write: (line) => void lines.push(line) },
  });
  await app.listen({ host: '127.0.0.1', port });
  return {
    ...{ origin, database, deps, lines },
    hire: await people(database, await passwords.hash(PASSWORD)),
    sql: <Row extends object>(text: string, values: readonly unknown[] = []) =>
      inTransaction(database.owner, everything, (tx) => query<Row>(tx, text, values)),
    async close() {
      await app.close();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
