import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readCheckpoints, type SignedCheckpoint } from '@guanyun/application/evidence/signed-note.ts';
import { BadBackup } from '../backup/backup-folder.ts';
import {
  type RestoredZone,
  type RestoreOptions,
  RestoreRefused,
  restoreBackup,
} from '../backup/restore-backup.ts';

const USAGE = `用法：guanyun restore 备份目录 --into 新目录 --checkpoint 检查点文件 [--to 时刻] [--key 公钥文件] [--accept-loss]
  --into        新的或空的 GUANYUN_HOME / a new or empty home
  --checkpoint  外部保存者手中的检查点，可重复 / checkpoints held outside, may be repeated
  --to          恢复到的时刻，须带时区，如 2026-11-23T09:30:00+08:00；不写则到末尾 / a moment with its zone
  --key         日志公钥（/log/key），用来核对检查点的签名 / the log's public key
  --accept-loss 已知外部签过的最后若干条留痕丢失 / entries signed outside are known to be lost
`;

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** What the words ask for is not understood: why, in one line. */
class BadWords extends Error {}

async function notesIn(path: string): Promise<SignedCheckpoint[]> {
  const text = await readFile(path, 'utf8').catch(() => null);
  const notes = text === null ? null : readCheckpoints(text);
  if (notes === null) throw new BadWords(`${path}：不是检查点文件 / is no file of checkpoints`);
  return notes;
}

async function optionsOf(words: readonly string[]): Promise<RestoreOptions> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      into: { type: 'string' },
      to: { type: 'string' },
      key: { type: 'string' },
      checkpoint: { type: 'string', multiple: true },
      'accept-loss': { type: 'boolean' },
    },
  });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1 || values.into === undefined || !values.checkpoint)
    throw new BadWords(USAGE);
  if (values.to !== undefined && !(MOMENT.test(values.to) && !Number.isNaN(Date.parse(values.to))))
    throw new BadWords(
      `--to ${values.to}：须为带时区的时刻，如 2026-11-23T09:30:00+08:00 / must be a moment with its zone`,
    );
  const checkpoints: SignedCheckpoint[] = [];
  for (const path of values.checkpoint) checkpoints.push(...(await notesIn(path)));
  return {
    folder: resolve(folder),
    home: resolve(values.into),
    to: values.to === undefined ? null : new Date(values.to),
    checkpoints,
    key: values.key === undefined ? null : await readFile(values.key, 'utf8'),
    acceptLoss: values['accept-loss'] === true,
    say: (line) => process.stderr.write(`${line}\n`),
  };
}

function linesOf(log: RestoredZone): string[] {
  const last = log.agreed.reduce((a, b) => (b.size > a.size ? b : a));
  const beyond = Math.max(0, ...log.beyond.map(({ size }) => size));
  return [
    `${log.zone}：${log.entries} 条留痕，前 ${last.size} 条与外部检查点一致 / ${log.entries} entries, the first ${last.size} are those of the checkpoint from outside`,
    ...(beyond > 0
      ? [
          `  外部检查点还签过 ${log.entries}–${beyond - 1}，不在恢复结果中 / entries ${log.entries} to ${beyond - 1} are signed outside and not in here`,
        ]
      : []),
    ...(log.newerCount > 0
      ? [
          `  检查点之后 ${log.newerCount} 条，只凭备份为据 / ${log.newerCount} came after the checkpoint and rest on the backup alone：`,
        ]
      : []),
    ...log.newer.map(({ index, at, act }) => `    ${index}  ${at}  ${act}`),
  ];
}

/** `guanyun restore`: into a new home, and only what the checkpoints from outside prove. */
export async function run(words: readonly string[]): Promise<number> {
  let options: RestoreOptions;
  try {
    options = await optionsOf(words);
  } catch (error) {
    process.stderr.write(error instanceof BadWords ? `${error.message}\n` : USAGE);
    return 2;
  }
  // What was begun is ended with the command; the next one asks for another place.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  try {
    const zones = await restoreBackup(options);
    const lines = [
      ...zones.flatMap(linesOf),
      `已恢复到 ${options.home} / restored`,
      '启动前放回签名密钥（GUANYUN_LOG_KEY）；没有它会生成新密钥 / put the key of the log back before the start: without it a new one is made',
      `GUANYUN_HOME=${options.home} npm start`,
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
    return 0;
  } catch (error) {
    const known = error instanceof RestoreRefused || error instanceof BadBackup;
    const text = error instanceof Error ? (known ? error.message : `${error.stack}`) : String(error);
    process.stderr.write(`恢复不成立，未留下任何内容 / not restored, nothing is left：\n${text}\n`);
    return 1;
  }
}
