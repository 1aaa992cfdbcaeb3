import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import pg from 'pg';

/** Of the disk that a cluster is on, so much is held back for the moment when it is full. */
export const RESERVE_BYTES = 64 * 1024 * 1024;
const TICK_MS = 500;
const ANSWER_MS = 3000;

/**
 * Watches the disk of an embedded server. When it is nearly full the space held back is let go and the server takes no more writes
 * (SQLSTATE 25006): so it reads on, instead of failing where it cannot write its log. When there is room again it writes again.
 */
export type Reserve = {
  /** Lets the space go at once: a server that stopped for want of it can recover. */
  release(): void;
  stop(): void;
};

const freeOn = (path: string): number => {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
};

/** Writing this needs no entry in the write-ahead log, and is allowed to a server that only reads. */
async function setReadOnly(url: string, on: boolean): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(
      `ALTER SYSTEM ${on ? 'SET default_transaction_read_only = on' : 'RESET default_transaction_read_only'}`,
    );
    await client.query('SELECT pg_reload_conf()');
  } finally {
    await client.end().catch(() => undefined);
  }
}

export function holdReserve(
  { cluster, url, bytes }: { cluster: string; url: string; bytes: number },
  say: (line: string) => void,
): Reserve {
  const file = `${cluster}.reserve`;
  /** What the server was told last; null: not known since this process started. */
  let readOnly: boolean | null = null;
  let working = false;

  /** Random bytes: a file system that packs or skips empty ones would hold nothing back. */
  function hold(): boolean {
    if (existsSync(file)) return true;
    if (freeOn(cluster) < 2 * bytes) return false;
    try {
      writeFileSync(file, randomBytes(bytes), { mode: 0o600 });
      return true;
    } catch {
      release();
      return false;
    }
  }

  function release(): void {
    rmSync(file, { force: true });
  }

  async function tell(on: boolean): Promise<void> {
    if (readOnly === on) return;
    await setReadOnly(url, on);
    if (on)
      say(
        '磁盘将满，数据库暂停写入，读取照常 / the disk is nearly full: the database reads on and takes no writes',
      );
    else if (readOnly !== null)
      say('磁盘已有空间，数据库恢复写入 / there is room again: the database takes writes');
    readOnly = on;
  }

  async function look(): Promise<void> {
    const held = existsSync(file);
    const free = freeOn(cluster);
    if (free < bytes / 2 || (!held && free < 2 * bytes)) {
      release();
      await tell(true);
    } else if (hold()) await tell(false);
  }

  const timer = setInterval(() => {
    if (working) return;
    working = true;
    look()
      .catch(() => undefined)
      .finally(() => {
        working = false;
      });
  }, TICK_MS);
  timer.unref();
  return { release, stop: () => clearInterval(timer) };
}
