import { getHashes, randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { checkSplits } from '@guanyun/application/crossings/check-splits.ts';
import { beginWith, tellMigrations } from '@guanyun/application/evidence/log-tree.ts';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import { createProgressBoard } from '@guanyun/application/kernel/import-progress.ts';
import { wholeZone } from '@guanyun/application/organizations/actor.ts';
import { appUrl, connect, type Database } from '@guanyun/db/kernel/connection.ts';
import { migrate, schemaVersion } from '@guanyun/db/kernel/migrate.ts';
import { inTransaction, takeStartTurn } from '@guanyun/db/kernel/transaction.ts';
import { hashNames, markedOrigin } from '@guanyun/domain/evidence/log-hash.ts';
import { createClock } from './clock.ts';
import { durabilityLacking } from './database-state.ts';
import { seedDemo } from './demo.ts';
import type { DemoAccount } from './demo-accounts.ts';
import { createDiskStore } from './disk-store.ts';
import type { DocumentStore } from './document-store.ts';
import { createHttp, uploadsFolder } from './http.ts';
import { createLimits } from './limits.ts';
import { holderOf } from './log-holders.ts';
import { keepLog, type LogKeeper } from './log-keeper.ts';
import { logSigner } from './log-key.ts';
import { createMetrics, serveMetrics } from './metrics.ts';
import { BadClientKey, secretOf } from './oidc/client-credential.ts';
import type { Oidc } from './oidc/oidc-routes.ts';
import { createProvider } from './oidc/provider.ts';
import { createSeal } from './oidc/sealed-cookie.ts';
import { oneTimeCodes } from './one-time-codes.ts';
import { createPasskeys } from './passkeys.ts';
import { createPasswords } from './passwords.ts';
import { createS3Store } from './s3-store.ts';
import { createScanner } from './scanner.ts';
import { secretBox } from './secret-box.ts';
import { BadSettings, type Settings } from './settings.ts';
import { turnstile } from './turnstile.ts';
import { webhookSender } from './webhook-sender.ts';
import { keepSending, type Postman } from './webhook-worker.ts';
import { readLargeWorkbook } from './workbook/large-workbook.ts';
import { readApart } from './workbook/small-workbook.ts';

/** A workbook may take hundreds of megabytes while it is read, and a batch can ask for twenty. */
const WORKBOOKS_AT_ONCE = 1;
const WORKBOOKS_WAITING = 6;

/** A server that listens. `accounts` are the example's, when the zone is the example and they are known. */
export type RunningServer = {
  readonly url: string;
  readonly accounts: readonly DemoAccount[] | null;
  /** Takes no more requests, finishes those under way, and lets the database go. */
  stop(): Promise<void>;
};

/** The start is refused for a reason that the operator can do something about. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/** The address of the role that owns nothing. */
const databaseOf = ({ databaseAppUrl, databaseUrl }: Settings): string =>
  databaseAppUrl ?? appUrl(databaseUrl);

async function refuseUnsafe(db: Database, settings: Settings): Promise<void> {
  if (settings.unsafeDatabase) return;
  const lacking = await durabilityLacking(db, settings.zone);
  if (lacking.length > 0)
    throw new CannotStart(
      `数据库的 ${lacking.join('、')} 已关闭，断电会丢失已答复的写入 / the database may lose answered writes: ${lacking.join(', ')} is off`,
    );
}

/** Sign-in through the provider that the settings name; undefined where they name none. */
async function oidcFor(
  { oidc, publicOrigin }: Settings,
  report: (reason: string) => void,
): Promise<Oidc | undefined> {
  if (oidc === null || publicOrigin === null) return undefined;
  try {
    const seal = createSeal(await secretOf(oidc.credential));
    return { provider: await createProvider(oidc, publicOrigin, report), seal, origin: publicOrigin };
  } catch (error) {
    if (error instanceof BadClientKey) throw new BadSettings([error.message]);
    throw error;
  }
}

/** A log keeps the hash that it was begun with: half of it under another would prove nothing. */
async function beginLogAsSet(deps: Deps, { logHash }: Settings): Promise<void> {
  if (!getHashes().includes(logHash))
    throw new CannotStart(
      `GUANYUN_LOG_HASH：此 Node 不支持 ${hashNames[logHash]} / this Node knows no ${hashNames[logHash]}`,
    );
  const begun = await beginWith(deps, logHash);
  if (begun !== logHash)
    throw new CannotStart(
      `GUANYUN_LOG_HASH：日志已按 ${hashNames[begun]} 建立，不得改为 ${hashNames[logHash]} / the log was begun with ${hashNames[begun]} and keeps it; set ${begun}`,
    );
}

async function listen(
  deps: Deps,
  store: DocumentStore,
  settings: Settings,
): Promise<{ url: string; close(): Promise<void> }> {
  const origin = markedOrigin(`guanyun/${settings.zone}`, settings.logHash);
  const signer = await logSigner(settings.logKey, origin);
  let keeper: LogKeeper | null = null;
  let postman: Postman | null = null;
  const told: Deps = {
    ...deps,
    recorded(act) {
      keeper?.recorded(act);
      postman?.soon();
    },
  };
  const metrics = createMetrics(deps);
  const limits = createLimits(deps.db);
  const scanner = settings.scanner === null ? null : createScanner(settings.scanner);
  const oidc = await oidcFor(settings, (reason) =>
    app.log.warn({ reason, issuer: settings.oidc?.issuer }, 'the provider of identities cannot be reached'),
  );
  const pulse = connect(databaseOf(settings), 1);
  const app = await createHttp({
    settings,
    deps: told,
    pulse,
    store,
    limits,
    signer,
    metrics,
    scanner,
    oidc,
  });
  // Whether it answers is known when the first person comes; the start does not wait for it.
  void oidc?.provider.reachable();
  try {
    await app.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    await app.close();
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new CannotStart(`端口 ${settings.port} 已被占用 / port ${settings.port} is in use`);
  }
  const { port } = app.server.address() as AddressInfo;
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  const report = (err: unknown, doing: string) => {
    metrics.holderFailed();
    app.log.error({ err, doing }, 'the log is not kept');
  };
  const counted = settings.metrics === null ? null : await serveMetrics(metrics, settings.metrics);
  const holders = settings.logHolders.map((address) => holderOf(address, settings.smtp));
  keeper = keepLog(deps, signer, holders, report);
  const url = `http://${host}:${port}`;
  const sender = webhookSender({
    ...{ networks: settings.webhookNetworks, loopback: settings.webhookLoopback },
    origin: settings.publicOrigin ?? url,
  });
  postman = keepSending(deps, sender, (err) => app.log.error({ err }, 'notices are not sent'));
  return {
    url,
    async close() {
      await counted?.close();
      await app.close();
      await pulse.close();
      await postman?.stop();
      await keeper?.stop();
    },
  };
}

/** A request lasts a minute at most; what is older was cut off by a crash. Another server of the zone may be taking one in. */
const UPLOAD_MS = 3_600_000;
async function clearUploads(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const since = await stat(path).catch(() => null);
    if (since !== null && Date.now() - since.mtimeMs > UPLOAD_MS)
      await rm(path, { recursive: true, force: true });
  }
}

/** Migrates, connects as the role that owns nothing, checks the database's durability, fills a new demo zone, listens. */
export async function startServer(settings: Settings): Promise<RunningServer> {
  await mkdir(settings.home, { recursive: true });
  await clearUploads(uploadsFolder(settings.home));
  await migrate(settings.databaseUrl, settings.zone);
  const now = createClock(settings.clockFile);
  const db = connect(databaseOf(settings));
  try {
    await refuseUnsafe(db, settings);
    const store =
      settings.s3 === null
        ? createDiskStore(join(settings.home, 'documents'))
        : createS3Store(settings.s3, () => new Date());
    const passwords = await createPasswords();
    const reader = turnstile(WORKBOOKS_AT_ONCE, WORKBOOKS_WAITING);
    const deps: Deps = {
      db,
      zone: settings.zone,
      ocidPrefix: settings.ocidPrefix ?? undefined,
      now,
      newId: randomUUID,
      passwords,
      passkeys: createPasskeys(),
      codes: oneTimeCodes(),
      signIn: settings.signIn,
      files: store,
      quota: settings.quota,
      readWorkbook: (bytes, large) =>
        reader(() => (large === undefined ? readApart(bytes) : readLargeWorkbook(bytes, large.onRows))),
      progress: createProgressBoard(),
      secrets: await secretBox(settings.secretKey),
      loopbackWebhooks: settings.webhookLoopback,
    };
    const accounts = await inTransaction(db, wholeZone(deps), async (tx) => {
      await takeStartTurn(tx);
      await beginLogAsSet(deps, settings);
      await tellMigrations(deps, schemaVersion);
      const filled = settings.demo ? await seedDemo(deps, settings.home) : null;
      // Contracts that nobody looked at because a server stopped in between.
      await checkSplits(deps);
      return filled;
    });
    const { url, close } = await listen(deps, store, settings);
    return {
      url,
      accounts,
      async stop() {
        await close();
        await db.close();
      },
    };
  } catch (error) {
    await db.close();
    throw error;
  }
}
