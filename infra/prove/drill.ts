import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { makeCheckpoint } from '@guanyun/application/evidence/log-tree.ts';
import { signedCheckpoint, verifierKey } from '@guanyun/application/evidence/signed-note.ts';
import { testDeps } from '@guanyun/application/kernel/testing/deps.ts';
import { serverAccount } from '@guanyun/db/embedded/binaries.ts';
import { archiveSettings } from '@guanyun/db/embedded/cluster.ts';
import { appUrl, type Database } from '@guanyun/db/kernel/connection.ts';
import { GUANYUN_COMMAND, ROOT } from '../paths.ts';
import type { Cast, Stage } from './acts.ts';
import { type DurablePostgres, startDurablePostgres } from './durable-postgres.ts';
import { type Load, startLoad } from './load.ts';
import { foundProofZone } from './proof-zone.ts';
import { sqlOnce } from './sql.ts';
import { passingSigner, takeExport } from './testing-log.ts';

const VERIFY = join(ROOT, 'infra/verify/verify.mjs');

/** What the command said and how long it took. */
export type Said = { readonly exit: number | null; readonly text: string; readonly seconds: number };

export function guanyun(words: readonly string[], settings: Record<string, string>): Promise<Said> {
  const began = performance.now();
  const child: ChildProcess = spawn(process.execPath, [GUANYUN_COMMAND, ...words], {
    ...{ cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
    env: { PATH: process.env.PATH, TMPDIR: tmpdir(), NODE_NO_WARNINGS: '1', ...settings },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  return new Promise((done) => {
    child.once('close', (exit) => done({ exit, text, seconds: (performance.now() - began) / 1000 }));
  });
}

const DOCUMENT = Buffer.from('x');
const digest = createHash('sha256').update(DOCUMENT).digest('hex');

/** A zone that works and is backed up, with a file outside in which its checkpoints are kept. */
export class Drill {
  readonly folder = mkdtempSync(join(tmpdir(), 'guanyun-drill-'));
  readonly backup = join(this.folder, 'backup');
  readonly home = join(this.folder, 'home');
  readonly key = join(this.folder, 'log.key');
  readonly #signer = passingSigner();
  readonly #archive: Record<string, string>;
  readonly server: DurablePostgres;
  readonly acknowledged = new Map<string, { at: number; answer: unknown }>();
  #zone: { db: Database; stage: Stage; cast: Cast } | null = null;
  #load: Load | null = null;
  #taking: NodeJS.Timeout | null = null;

  private constructor(server: DurablePostgres, archiveSeconds: number) {
    this.server = server;
    chmodSync(this.folder, 0o755);
    mkdirSync(this.backup);
    this.#archive = {
      ...archiveSettings(join(this.backup, 'wal'), serverAccount()),
      archive_timeout: String(archiveSeconds),
    };
    const place = join(this.home, 'documents', digest.slice(0, 2));
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, digest.slice(2)), DOCUMENT);
    writeFileSync(this.key, `${verifierKey(this.#signer)}\n`);
  }

  static async begin(archiveSeconds: number): Promise<Drill> {
    const drill = new Drill(await startDurablePostgres('guanyun'), archiveSeconds);
    await drill.server.start(drill.#archive);
    drill.#zone = await foundProofZone(drill.server.url, digest);
    return drill;
  }

  get #founded(): { db: Database; stage: Stage; cast: Cast } {
    if (this.#zone === null) throw new Error('not founded');
    return this.#zone;
  }

  work(): void {
    const load = startLoad(appUrl(this.server.url), this.#founded.cast, 3);
    this.#load = load;
    load.go();
    this.#taking = setInterval(() => this.#take(), 10);
  }

  #take(): void {
    for (const [id, answer] of this.#load?.take() ?? [])
      this.acknowledged.set(id, { at: Date.now(), answer });
  }

  /** Waits until so many more acts are acknowledged. */
  async acts(more: number): Promise<void> {
    const from = this.acknowledged.size;
    for (const until = Date.now() + 120_000; this.acknowledged.size < from + more; await wait(5))
      if (Date.now() > until || this.#load?.failure())
        throw new Error(`the load stands still: ${this.#load?.failure()}`);
  }

  async rest(): Promise<void> {
    await this.#load?.kill();
    this.#take();
    clearInterval(this.#taking ?? undefined);
    this.#load = null;
  }

  /** A checkpoint over all there is, given to an outside file; its size. */
  async checkpoint(file: string): Promise<number> {
    const made = await makeCheckpoint(this.#founded.stage.deps, this.#signer);
    appendFileSync(file, made?.note ?? '');
    return Number(made?.size ?? 0);
  }

  /** A file with a checkpoint of the right key over another history of that length. */
  forge(size: number): string {
    const file = join(this.folder, 'forged');
    writeFileSync(file, signedCheckpoint(this.#signer, size, 'ab'.repeat(32)));
    return file;
  }

  /** Waits until all that is written by now is in the archive by the server's own doing. */
  async archived(): Promise<void> {
    const [row] = await sqlOnce<{ wal: string }>(
      this.server.url,
      'SELECT pg_walfile_name(pg_current_wal_insert_lsn()) AS wal',
    );
    for (;;) {
      const [state] = await sqlOnce<{ last: string | null }>(
        this.server.url,
        'SELECT last_archived_wal AS last FROM pg_stat_archiver',
      );
      if ((state?.last ?? '').slice(0, 24) >= (row?.wal ?? '')) return;
      await wait(100);
    }
  }

  take(words: readonly string[] = []): Promise<Said> {
    return guanyun(['backup', this.backup, ...words], {
      ...{ DATABASE_URL: this.server.url, GUANYUN_HOME: this.home, GUANYUN_ZONE: 'test' },
    });
  }

  restore(
    into: string,
    checkpoints: string,
    words: readonly string[] = [],
    from = this.backup,
  ): Promise<Said> {
    const asked = ['--into', into, '--checkpoint', checkpoints, '--key', this.key, ...words];
    return guanyun(['restore', from, ...asked], {});
  }

  /** The backup as it is now, to be lied about. */
  copy(name: string): string {
    const to = join(this.folder, name);
    cpSync(this.backup, to, { recursive: true });
    return to;
  }

  /** What the verifier that auditors have says of a restored zone with the checkpoints from outside: its last line. */
  async verifierSays(db: Database, outside: string): Promise<string> {
    const file = join(this.folder, 'log.jsonl');
    await takeExport(testDeps(db, '2026-06-16T02:00:00Z'), this.#signer, file);
    const words = [VERIFY, file, '--key', this.key, '--checkpoint', outside];
    const said = spawnSync(process.execPath, words, { encoding: 'utf8' });
    return said.stdout.trim().split('\n').at(-1) ?? said.stderr;
  }

  /** Kills everything and takes the data folder away; the moment it was. */
  async lose(): Promise<number> {
    await this.server.kill();
    const at = Date.now();
    await this.rest();
    await this.#founded.db.close().catch(() => undefined);
    await this.server.remove();
    return at;
  }

  async end(): Promise<void> {
    await this.rest();
    await this.#zone?.db.close().catch(() => undefined);
    await this.server.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
