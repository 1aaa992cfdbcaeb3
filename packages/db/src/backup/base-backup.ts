import type { Writable } from 'node:stream';
import pg from 'pg';

/** Where in the write-ahead log a base backup begins and ends, and PostgreSQL's own list of its files with their digests. */
export type BaseBackup = {
  readonly startLsn: string;
  readonly stopLsn: string;
  readonly timeline: number;
  readonly manifest: Buffer;
};

const COMMAND = `BASE_BACKUP (LABEL 'guanyun', CHECKPOINT 'fast', WAIT false, MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256')`;
/** What a message of the copy begins with. */
const [NEW_ARCHIVE, NEW_MANIFEST, DATA] = ['n', 'm', 'd'].map((letter) => letter.charCodeAt(0));

type Wire = {
  query(text: string): void;
  readonly stream: { pause(): void; resume(): void; destroy(): void };
};

/** The answer to BASE_BACKUP as it comes over the wire: where it starts, one tar, the manifest, where it stops. */
class Answer {
  readonly #tar: Writable;
  readonly #done: (error: Error | null) => void;
  readonly rows: string[][] = [];
  readonly manifest: Buffer[] = [];
  #into: 'tar' | 'manifest' = 'tar';
  #waiting = false;
  archives = 0;

  constructor(tar: Writable, done: (error: Error | null) => void) {
    this.#tar = tar;
    this.#done = done;
  }

  submit(connection: Wire): void {
    this.#tar.once('error', (error) => {
      this.#done(error);
      connection.stream.destroy();
    });
    connection.query(COMMAND);
  }

  handleCopyData({ chunk }: { chunk: Buffer }, connection: Wire): void {
    if (chunk[0] === NEW_ARCHIVE) this.archives += 1;
    if (chunk[0] === NEW_MANIFEST) this.#into = 'manifest';
    if (chunk[0] !== DATA) return;
    // The connection uses its buffer again.
    const bytes = Buffer.from(chunk.subarray(1));
    if (this.#into === 'manifest') this.manifest.push(bytes);
    else if (this.archives === 1 && !this.#tar.write(bytes) && !this.#waiting) {
      this.#waiting = true;
      connection.stream.pause();
      this.#tar.once('drain', () => {
        this.#waiting = false;
        connection.stream.resume();
      });
    }
  }

  handleDataRow({ fields }: { fields: unknown[] }): void {
    this.rows.push(fields.map(String));
  }

  handleError(error: Error): void {
    this.#done(error);
  }
  handleReadyForQuery(): void {
    this.#done(null);
  }
  handleRowDescription(): void {}
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
}

/**
 * Takes the whole cluster while it is written to, over the replication protocol: any server that lets this login replicate. The
 * tar is written to `tar` and ended there. Refuses a cluster with tablespaces, whose files lie elsewhere.
 */
export async function takeBaseBackup(url: string, tar: Writable): Promise<BaseBackup> {
  // The protocol wants a connection of its own kind, which the types of the driver do not know.
  const config = { connectionString: url, replication: 'true', keepAlive: true };
  const client = new pg.Client(config as pg.ClientConfig);
  await client.connect();
  try {
    const answer = await new Promise<Answer>((done, failed) => {
      client.on('error', failed);
      const taken: Answer = new Answer(tar, (error) => (error === null ? done(taken) : failed(error)));
      client.query(taken as unknown as pg.Submittable);
    });
    const [start, ...rest] = answer.rows;
    const stop = rest.at(-1);
    if (answer.archives !== 1)
      throw new Error(
        '数据库用了表空间，备份不支持 / the server uses tablespaces, which a backup here does not take',
      );
    if (start === undefined || stop === undefined || answer.manifest.length === 0)
      throw new Error('the server ended its backup without saying where');
    await new Promise<void>((ended) => tar.end(ended));
    const [startLsn = '', timeline] = start;
    return {
      ...{ startLsn, stopLsn: stop[0] ?? '', timeline: Number(timeline) },
      manifest: Buffer.concat(answer.manifest),
    };
  } finally {
    await client.end().catch(() => undefined);
  }
}
