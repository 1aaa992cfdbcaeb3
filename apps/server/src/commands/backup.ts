import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { embeddedUrl } from '@guanyun/db/embedded/cluster.ts';
import { BadBackup, placesOf } from '../backup/backup-folder.ts';
import { copyDocuments } from '../backup/document-copies.ts';
import { CannotBackUp, checkAll, keepNewest, takeBackup } from '../backup/take-backup.ts';
import { BadSettings, readSettings, type Settings } from '../settings.ts';

const USAGE = `用法：guanyun backup [目录] [--keep N]   备份并核对；--keep 只留最新 N 份 / backs up and checks
      guanyun backup [目录] --check      核对全部备份 / checks all backups
      guanyun backup [目录] --documents  只复制新文件 / copies new documents only
目录默认为 GUANYUN_BACKUP / the folder is GUANYUN_BACKUP by default
`;

function wordsOf(words: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { keep: { type: 'string' }, check: { type: 'boolean' }, documents: { type: 'boolean' } },
    });
    const keep =
      values.keep === undefined ? null : /^[1-9]\d{0,3}$/.test(values.keep) ? Number(values.keep) : 0;
    const exclusive = [values.check, values.documents, keep !== null].filter(Boolean).length <= 1;
    return keep === 0 || positionals.length > 1 || !exclusive
      ? null
      : { ...values, keep, folder: positionals[0] };
  } catch {
    return null;
  }
}

/** The settings, with the address of the embedded server where none is given. */
function settingsHere(): Settings {
  const { DATABASE_URL, GUANYUN_HOME } = process.env;
  const embedded = embeddedUrl(join(resolve(GUANYUN_HOME ?? '.guanyun'), 'postgres'), 'guanyun') ?? undefined;
  return readSettings({ ...process.env, DATABASE_URL: DATABASE_URL ?? embedded });
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function work(asked: NonNullable<ReturnType<typeof wordsOf>>): Promise<void> {
  const settings = settingsHere();
  const folder = asked.folder === undefined ? settings.backup : resolve(asked.folder);
  if (folder === null)
    throw new BadSettings(['GUANYUN_BACKUP：未设置，也未给出目录 / is not set and no folder is given']);
  const documents = settings.s3 === null ? join(settings.home, 'documents') : null;
  if (asked.check === true) {
    for (const { name, startedAt } of await checkAll(folder)) say(`${name}  ${startedAt}  完好 / good`);
    return;
  }
  if (asked.documents === true) {
    if (documents === null)
      throw new CannotBackUp('文件存于 S3，不在备份内 / documents are in S3 and not in the backup');
    say(`新文件 ${await copyDocuments(documents, placesOf(folder).documents)} / documents copied`);
    return;
  }
  const base = await takeBackup({ url: settings.databaseUrl, folder, documents });
  const seconds = (Date.parse(base.finishedAt) - Date.parse(base.startedAt)) / 1000;
  say(
    `已备份并核对 ${base.folder}（${(base.files['base.tar.zst'].size / 1e6).toFixed(1)} MB，${seconds.toFixed(1)} s）/ backed up and checked`,
  );
  if (documents === null) say('文件存于 S3，不在备份内 / documents are in S3 and not in the backup');
  say('签名密钥不在备份内，请另行保管 / the key of the log is not in the backup: keep it elsewhere');
  if (asked.keep === null) return;
  const gone = await keepNewest(folder, asked.keep);
  say(
    `已移除 ${gone.bases} 份旧备份、${gone.segments} 段日志 / removed ${gone.bases} old backups, ${gone.segments} segments`,
  );
}

/** `guanyun backup`: for a timer. What fails leaves the backups there were. */
export async function run(words: readonly string[]): Promise<number> {
  const asked = wordsOf(words);
  if (asked === null) {
    process.stderr.write(USAGE);
    return 2;
  }
  try {
    await work(asked);
    return 0;
  } catch (error) {
    const known = [BadSettings, CannotBackUp, BadBackup].some((kind) => error instanceof kind);
    const text = error instanceof Error ? (known ? error.message : `${error.stack}`) : String(error);
    process.stderr.write(`备份不成立 / no good backup：\n${text}\n`);
    return error instanceof BadSettings ? 2 : 1;
  }
}
