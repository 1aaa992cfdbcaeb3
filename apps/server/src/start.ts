import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { checkSplits } from '@guanyun/application/crossings/check-splits.ts';
import { tellMigrations } from '@guanyun/application/evidence/log-tree.ts';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import { createProgressBoard } from '@guanyun/application/kernel/import-progress.ts';
import { appUrl, connect, type Database } from '@guanyun/db/kernel/connection.ts';
import { migrate, schemaVersion } from '@guanyun/db/kernel/migrate.ts';
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
import { createPasskeys } from './passkeys.ts';
import { createPasswords } from './passwords.ts';
import { createS3Store } from './s3-store.ts';
import { secretBox } from './secret-box.ts';
import type { Settings } from './settings.ts';
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

async function refuseUnsafe(db: Database, settings: Settings): Promise<void> {
  if (settings.unsafeDatabase) return;
  const lacking = await durabilityLacking(db, settings.zone);
  if (lacking.length > 0)
    throw new CannotStart(
      `数据库的 ${lacking.join('、')} 已关闭，断电会丢失已答复的写入 / the database may lose answered writes: ${lacking.join(', ')} is off`,
    );
}

async function listen(
  deps: Deps,
  store: DocumentStore,
  settings: Settings,
): Promise<{ url: string; close(): Promise<void> }> {
  const signer = await logSigner(settings.logKey, `guanyun/${settings.zone}`);
  let keeper: LogKeeper | null = null;
  let postman: Postman | null = null;
  const told: Deps = {
    ...deps,
    recorded(act) {
      keeper?.recorded(act);
      postman?.soon();
    },
  };
  const app = await createHttp({ settings, deps: told, store, limits: createLimits(deps.db), signer });
  try {
    await app.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    await app.close();
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new CannotStart(`端口 ${settings.port} 已被占用 / port ${settings.port} is in use`);
  }
  const { port } = app.server.address() as AddressInfo;
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  const report = (err: unknown, doing: string) => app.log.error({ err, doing }, 'the log is not kept');
  keeper = keepLog(deps, signer, settings.logHolders.map(holderOf), report);
  const url = `http://${host}:${port}`;
  const sender = webhookSender({
    ...{ networks: settings.webhookNetworks, loopback: settings.webhookLoopback },
    origin: settings.publicOrigin ?? url,
  });
  postman = keepSending(deps, sender, (err) => app.log.error({ err }, 'notices are not sent'));
  return {
    url,
    async close() {
      await app.close();
      await postman?.stop();
      await keeper?.stop();
    },
  };
}

/** Migrates, connects as the role that owns nothing, checks the database's durability, fills a new demo zone, listens. */
export async function startServer(settings: Settings): Promise<RunningServer> {
  await mkdir(settings.home, { recursive: true });
  // What a crash cut off in the middle of an upload.
  await rm(uploadsFolder(settings.home), { recursive: true, force: true });
  await migrate(settings.databaseUrl, settings.zone);
  const now = createClock(settings.clockFile);
  const db = connect(settings.databaseAppUrl ?? appUrl(settings.databaseUrl));
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
      files: store,
      readWorkbook: (bytes, large) =>
        reader(() => (large === undefined ? readApart(bytes) : readLargeWorkbook(bytes, large.onRows))),
      progress: createProgressBoard(),
      secrets: await secretBox(settings.secretKey),
      loopbackWebhooks: settings.webhookLoopback,
    };
    await tellMigrations(deps, schemaVersion);
    const accounts = settings.demo ? await seedDemo(deps, settings.home) : null;
    // Contracts that nobody looked at because a server stopped in between.
    await checkSplits(deps);
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
