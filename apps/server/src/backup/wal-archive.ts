import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { HISTORY, SEGMENT, SEGMENT_HEAD, segmentHead, segmentNumber } from '@guanyun/db/backup/wal.ts';
import type { BaseRecord } from './backup-folder.ts';

const plain = (file: string): string => file.replace(/\.gz$/, '');

/** The archived segments by name, in order, and the histories of timelines. */
export async function walIn(folder: string): Promise<{ segments: string[]; histories: string[] }> {
  const names = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.gz')).map(plain);
  return {
    segments: names.filter((name) => SEGMENT.test(name)).sort(),
    histories: names.filter((name) => HISTORY.test(name)),
  };
}

/** Reads a segment to its end: what is wrong with it, or null. */
async function segmentProblem(folder: string, name: string, of: BaseRecord): Promise<string | null> {
  const path = join(folder, `${name}.gz`);
  let [size, head] = [0, Buffer.alloc(0)];
  try {
    const bytes = createGunzip();
    pipeline(createReadStream(path), bytes, () => undefined);
    for await (const piece of bytes) {
      if (head.length < SEGMENT_HEAD) head = Buffer.concat([head, piece as Buffer]);
      size += (piece as Buffer).length;
    }
  } catch {
    return `${path}：已损坏 / is damaged`;
  }
  if (size !== of.segmentSize) return `${path}：长度不对 / has the wrong length`;
  const { system, number, size: each } = segmentHead(head);
  if (system !== of.system || each !== size) return `${path}：来自另一数据库 / is of another server`;
  return number === segmentNumber(name, size)
    ? null
    : `${path}：名称与内容不符 / is another segment than its name says`;
}

/** The segments from a number on, each read to its end, with no gap between them. */
export async function walProblems(
  folder: string,
  of: BaseRecord,
  from: number,
  until = Number.POSITIVE_INFINITY,
): Promise<string[]> {
  const { segments } = await walIn(folder);
  const problems: string[] = [];
  let next = from;
  const byNumber = segments
    .map((name) => ({ name, number: segmentNumber(name, of.segmentSize) }))
    .filter(({ number }) => number >= from && number <= until)
    .sort((a, b) => a.number - b.number);
  for (const { name, number } of byNumber) {
    if (number > next)
      problems.push(
        `${folder}：${name} 之前缺少 ${number - next} 段日志 / lacks ${number - next} segments before ${name}`,
      );
    next = number + 1;
    const problem = await segmentProblem(folder, name, of);
    if (problem !== null) problems.push(problem);
  }
  if (Number.isFinite(until) && next <= until)
    problems.push(
      `${folder}：缺少备份所需的日志，至第 ${until} 段 / lacks segments of the backup, up to number ${until}`,
    );
  if (byNumber.length === 0) problems.push(`${folder}：没有日志 / holds no segments`);
  return problems;
}
