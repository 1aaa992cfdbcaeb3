import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import { createProgressBoard } from '@guanyun/application/kernel/import-progress.ts';
import { inTransaction, query } from '@guanyun/db/kernel/transaction.ts';
import { saveAccount, savePersons, savePosts, saveSession } from '@guanyun/db/organizations/person.store.ts';
import { digestLike, everything, postRow, unique } from '@guanyun/db/testing/builders.ts';
import { contentFor } from '@guanyun/db/testing/matter-builders.ts';
import { cloneTestDatabase, TEST_ZONE, type TestDatabase } from '@guanyun/db/testing/test-database.ts';
import { type PostKind, sideOf } from '@guanyun/domain/organizations/posts.ts';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { createDiskStore } from '../disk-store.ts';
import { createHttp, type Host } from '../http.ts';
import { createLimits } from '../limits.ts';
import { logSigner } from '../log-key.ts';
import { oneTimeCodes } from '../one-time-codes.ts';
import { createPasswords } from '../passwords.ts';
import { boxUnder } from '../secret-box.ts';
import { readLargeWorkbook } from '../workbook/large-workbook.ts';
import { readWorkbook } from '../workbook/read-workbook.ts';
import { type FilledZone, fillZone, takeRoute } from './filled-zone.ts';

export type Headers = Readonly<Record<string, string>>;

/** What our own pages send along. */
export const ours = {
  'x-guanyun': '1',
  host: 'localhost:8080',
  origin: 'http://localhost:8080',
  'sec-fetch-site': 'same-origin',
} as const;

/** Tells of an answer what no answer may say: of our code, its files, or the database. */
export const LEAK =
  /node_modules|\.ts:\d+|\n\s+at |Sequelize|violates .{0,20}constraint|syntax error at|invalid input syntax|relation "|column "|out of range for type|byte sequence for encoding|ECONN/;

export type HostileServer = {
  readonly app: FastifyInstance;
  readonly host: Host;
  readonly database: TestDatabase;
  readonly zone: FilledZone;
  /** The cookie of somebody in this post, signed in; made when it is first asked for. `of`: in another company than the zone's group. */
  cookieOf(kind: PostKind, of?: string): Promise<string>;
  /** After a session ended, or its account: somebody else in the same post. */
  renew(kind: PostKind): void;
  /** A call from our own page. `body` is JSON text as it goes over the wire. */
  post(procedure: string, body: string, cookie: string | null): Promise<LightMyRequestResponse>;
  counts(): Promise<{ journal: number; requests: number }>;
  close(): Promise<void>;
};

const anybody: Host['limits'] = {
  attempt: async () => true,
  mayTry: async () => true,
  wrongKey: async () => undefined,
  reset: async () => undefined,
};

async function depsOf(
  database: TestDatabase,
  home: string,
  more: Partial<Deps>,
): Promise<Pick<Host, 'deps' | 'store'>> {
  const store = createDiskStore(join(home, 'documents'));
  const deps: Deps = {
    ...{ db: database.app, zone: TEST_ZONE, now: () => new Date(), newId: randomUUID, files: store },
    passwords: await createPasswords(),
    readWorkbook: (bytes, large) =>
      large === undefined ? readWorkbook(bytes) : readLargeWorkbook(bytes, large.onRows),
    progress: createProgressBoard(),
    secrets: boxUnder(randomBytes(32)),
    codes: oneTimeCodes(),
    ...more,
  };
  // Documents that the rows of a filled zone speak of have bytes, as every document has.
  await mkdir(join(home, 'kept'));
  for (const letter of ['a', 'c', 'd', 'e', 'f']) {
    await writeFile(join(home, 'kept', letter), '%PDF-1.7 示例');
    await store.keep(digestLike(letter), join(home, 'kept', letter));
  }
  return { deps, store };
}

const bodyOf = (zone: FilledZone, kind: PostKind): string => {
  const side = sideOf(kind);
  if (side === 'supplier') return zone.supplier;
  return side === 'company' ? zone.group : zone.committee;
};

/** Somebody new in this post with a session. @returns the session's token */
async function signedIn(
  database: TestDatabase,
  organizationId: string,
  kind: PostKind,
  passwordHash: string,
): Promise<string> {
  const [personId, accountId, token] = [randomUUID(), randomUUID(), randomBytes(32).toString('base64url')];
  const post = postRow({ personId, organizationId, kind });
  await inTransaction(database.owner, everything, async (tx) => {
    await savePersons(tx, [{ id: personId, code: null, name: '示例', source: 'illustrative' }]);
    await savePosts(tx, [post]);
    const account = { id: accountId, login: unique('u'), personId, passwordHash };
    await saveAccount(tx, { ...account, disabledAt: null, disabledReason: null });
    const digest = createHash('sha256').update(token).digest('hex');
    await saveSession(tx, digest, accountId, post.id, new Date());
  });
  return token;
}

/** The whole HTTP side on a database of its own that holds a filled zone. Nobody is counted unless `limited`. */
export async function hostileServer(
  options: { limited?: boolean; logLevel?: 'warn'; deps?: Partial<Deps> } = {},
): Promise<HostileServer> {
  const database = await cloneTestDatabase();
  const home = await mkdtemp(join(tmpdir(), 'guanyun-hostile-'));
  const zone = await fillZone(database);
  const host: Host = {
    settings: {
      home,
      web: home,
      publicOrigin: null,
      logLevel: options.logLevel ?? (process.env.GUANYUN_LOG === 'error' ? 'error' : 'silent'),
    },
    ...(await depsOf(database, home, options.deps ?? {})),
    signer: await logSigner(join(home, 'log-key.pem'), 'guanyun/test'),
    limits: options.limited === true ? createLimits(database.app) : anybody,
  };
  const app = await createHttp(host);
  const hash = await host.deps.passwords.hash(randomUUID());
  const cookies = new Map<string, Promise<string>>();
  const cookieOf = async (kind: PostKind, of?: string): Promise<string> => {
    const key = `${kind} ${of ?? ''}`;
    const known = cookies.get(key) ?? signedIn(database, of ?? bodyOf(zone, kind), kind, hash);
    cookies.set(key, known);
    return `guanyun=${await known}`;
  };
  const post: HostileServer['post'] = (procedure, payload, cookie) =>
    app.inject({
      ...{ method: 'POST', url: `/trpc/${procedure}`, payload },
      headers: { ...ours, 'content-type': 'application/json', ...(cookie === null ? {} : { cookie }) },
    });
  const content = contentFor(zone.group);
  const of = { ...content.proposal, assetIds: [zone.assetId], toId: zone.sub };
  const proposal = JSON.stringify({ requestId: randomUUID(), ...content, proposal: of });
  const proposed = await post('matters.propose', proposal, await cookieOf('company_handler'));
  if (proposed.statusCode !== 200) throw new Error(proposed.body);
  await takeRoute(database, proposed.json().result.data.id);
  return {
    ...{ app, host, database, zone, cookieOf, post },
    renew: (kind) => void cookies.delete(`${kind} `),
    async counts() {
      const [row] = await inTransaction(database.owner, everything, (tx) =>
        query<{ journal: number; requests: number }>(
          tx,
          'SELECT (SELECT count(*)::int FROM journal) AS journal, (SELECT count(*)::int FROM requests) AS requests',
        ),
      );
      return row ?? { journal: 0, requests: 0 };
    },
    async close() {
      await app.close();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
