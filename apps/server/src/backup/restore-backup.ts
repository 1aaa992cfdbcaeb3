import { copyFile, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { examineLog, type RestoredLog } from '@guanyun/application/evidence/restored-log.ts';
import { isSignedBy, type SignedCheckpoint } from '@guanyun/application/evidence/signed-note.ts';
import { segmentNumber, segmentsBetween } from '@guanyun/db/backup/wal.ts';
import { NotReached, type Restoring, startRestoring } from '@guanyun/db/embedded/recover.ts';
import { connect } from '@guanyun/db/kernel/connection.ts';
import { BadBackup, type Base, listBases, placesOf } from './backup-folder.ts';
import { checkBase, documentsOf } from './check-base.ts';
import { copyDocuments, documentProblems, documentsIn } from './document-copies.ts';
import { walIn, walProblems } from './wal-archive.ts';

/** The restore is refused; nothing is left of it. */
export class RestoreRefused extends Error {
  override readonly name = 'RestoreRefused';
}

export type RestoreOptions = {
  readonly folder: string;
  /** A home that is not there yet, or empty; absolute. */
  readonly home: string;
  /** The moment, or null: all there is. */
  readonly to: Date | null;
  readonly checkpoints: readonly SignedCheckpoint[];
  /** The log's public key, where its signatures are to be checked too. */
  readonly key: string | null;
  /** Entries that are signed outside and not in the backup are known to be lost. */
  readonly acceptLoss: boolean;
  readonly say: (line: string) => void;
};

/** Of one zone, by the checkpoints' origin `guanyun/<zone>`. */
export type RestoredZone = RestoredLog & { readonly zone: string };

async function baseBefore(folder: string, to: Date | null): Promise<Base> {
  const bases = await listBases(folder);
  if (bases.length === 0) throw new RestoreRefused(`${folder}：没有备份 / holds no backup`);
  const base = bases.findLast(({ finishedAt }) => to === null || new Date(finishedAt) <= to);
  if (base === undefined)
    throw new RestoreRefused(
      `最早可恢复到 ${bases[0]?.finishedAt} / the earliest moment that can be restored is ${bases[0]?.finishedAt}`,
    );
  return base;
}

/** The base backup's files and the compressed log go where they are played; each is checked on the way. */
async function bring(folder: string, base: Base, restoring: Restoring): Promise<void> {
  const { wal } = placesOf(folder);
  const { first } = segmentsBetween(base.startLsn, base.stopLsn, base.segmentSize);
  const { segments, histories } = await walIn(wal);
  const needed = segments.filter((name) => segmentNumber(name, base.segmentSize) >= first);
  for (const name of [...needed, ...histories])
    await copyFile(join(wal, `${name}.gz`), join(restoring.wal, `${name}.gz`));
  const problems = await walProblems(restoring.wal, base, first);
  if (problems.length > 0) throw new BadBackup(problems.map((line) => line.replace(restoring.wal, wal)));
  await checkBase(folder, base, async ({ path, folder: isFolder }) => {
    const target = join(restoring.cluster, path);
    if (isFolder) await mkdir(target, { recursive: true, mode: 0o700 });
    return isFolder ? null : open(target, 'w', 0o600);
  });
}

const zoneOf = ({ origin }: SignedCheckpoint): string => origin.replace(/^guanyun\//, '');

function refuseUnsigned(checkpoints: readonly SignedCheckpoint[], key: string | null): void {
  if (checkpoints.length === 0)
    throw new RestoreRefused('检查点文件中没有检查点 / the file holds no checkpoint');
  const unsigned = key === null ? undefined : checkpoints.find((one) => !isSignedBy(one, key));
  if (unsigned !== undefined)
    throw new RestoreRefused(
      `检查点 ${unsigned.size} 不是此密钥所签 / the checkpoint over ${unsigned.size} entries is not signed by the key`,
    );
}

function judge(log: RestoredZone, { to, acceptLoss }: RestoreOptions): void {
  const refuse = (why: string): never => {
    throw new RestoreRefused(`${log.zone}：${why}`);
  };
  if (log.broken !== null) refuse(`第 ${log.broken} 条留痕不完整 / entry ${log.broken} is not whole`);
  const [fork] = log.differing;
  if (fork !== undefined)
    refuse(
      `前 ${fork.size} 条留痕与外部检查点不符，此备份被改动过或来自分叉 / the first ${fork.size} entries are not those of the checkpoint from outside: changed, or a fork`,
    );
  const largest = Math.max(0, ...log.beyond.map(({ size }) => size));
  if (largest > 0 && to === null && !acceptLoss)
    refuse(
      `备份只有 ${log.entries} 条留痕（最后一条 ${log.lastAt}），外部检查点已到 ${largest} 条：备份较旧，或最后的日志未归档。确认丢失后加 --accept-loss / only ${log.entries} entries, but ${largest} are signed outside: an older backup, or the end of the log is lost. If that is known: --accept-loss`,
    );
  if (log.agreed.length === 0)
    refuse(
      '没有一个外部检查点落在恢复的范围内，无从证明 / no checkpoint from outside covers what was restored',
    );
}

async function examine(url: string, options: RestoreOptions): Promise<RestoredZone[]> {
  const db = connect(url, 2);
  try {
    const zones: RestoredZone[] = [];
    for (const [zone, notes] of Map.groupBy(options.checkpoints, zoneOf)) {
      const log = { zone, ...(await examineLog({ db, zone }, notes)) };
      judge(log, options);
      zones.push(log);
    }
    return zones;
  } finally {
    await db.close();
  }
}

/** Copies the documents that the restored rows name, and says which the backup lacks. */
async function bringDocuments(
  options: RestoreOptions,
  base: Base,
  zones: readonly RestoredZone[],
): Promise<void> {
  const { documents } = placesOf(options.folder);
  const target = join(options.home, 'documents');
  await copyDocuments(documents, target);
  const named = new Set(zones.flatMap((zone) => zone.documents));
  // Where documents are in a store of their own, the backup has none and vouches for none.
  if ((await documentsOf(base)).length === 0 && (await documentsIn(documents)).size === 0) {
    if (named.size > 0)
      options.say(
        `备份内没有文件，留痕所指的 ${named.size} 份须在 S3 中 / the backup holds no documents: ${named.size} must be in S3`,
      );
    return;
  }
  const problems = await documentProblems(target, named);
  if (problems.length > 0 && !options.acceptLoss) throw new BadBackup(problems);
  for (const problem of problems) options.say(problem);
}

async function refuseTaken(home: string): Promise<void> {
  const names = await readdir(home).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (names.length > 0)
    throw new RestoreRefused(
      `${home} 不是空目录，只能恢复到新的空目录 / is not empty: restore into a new place`,
    );
}

/**
 * Restores into an empty home and proves it against the checkpoints from outside. What is refused leaves nothing.
 * @throws RestoreRefused, BadBackup
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoredZone[]> {
  const { folder, home, to, say } = options;
  refuseUnsigned(options.checkpoints, options.key);
  await refuseTaken(home);
  const base = await baseBefore(folder, to);
  const restoring = await startRestoring(join(home, 'postgres'));
  try {
    say(`正在核对并解开备份 ${base.name} / checking and unpacking ${base.name}`);
    await bring(folder, base, restoring);
    say('正在重放日志 / replaying the log');
    const url = await restoring.recover(to, base);
    say('正在重新计算留痕并与外部检查点比对 / computing the log again');
    const zones = await examine(url, options);
    await bringDocuments(options, base, zones);
    await restoring.finish();
    return zones;
  } catch (error) {
    await restoring.discard();
    await rm(home, { recursive: true, force: true });
    if (!(error instanceof NotReached)) throw error;
    throw new RestoreRefused(
      `日志没有到达 ${to?.toISOString()}，其中最后一次提交在 ${error.last}；不写 --to 则恢复到末尾 / the log does not reach that moment, its last commit is of ${error.last}; without --to all of it is restored`,
    );
  }
}
