import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { placeOf } from '../document-store.ts';
import { measure } from './backup-folder.ts';

/** The documents below a folder of the disk store, by digest. */
export async function documentsIn(root: string): Promise<Set<string>> {
  const folders = await readdir(root).catch(() => []);
  const found = new Set<string>();
  for (const folder of folders)
    if (/^[0-9a-f]{2}$/.test(folder))
      for (const name of await readdir(join(root, folder)))
        if (/^[0-9a-f]{62}$/.test(name)) found.add(folder + name);
  return found;
}

async function copyOne(from: string, to: string, digest: string): Promise<void> {
  const [source, target] = [join(from, placeOf(digest)), join(to, placeOf(digest))];
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const half = `${target}.part`;
  const hash = createHash('sha256');
  const out = await open(half, 'w', 0o600);
  try {
    for await (const piece of createReadStream(source)) {
      hash.update(piece as Buffer);
      await out.writeFile(piece as Buffer);
    }
    await out.sync();
  } finally {
    await out.close();
  }
  if (hash.digest('hex') === digest) return rename(half, target);
  await rm(half);
  throw new Error(`${source}：内容与其摘要不符 / is not what its digest says`);
}

/** Copies what the other folder has not got yet, each checked by its digest on the way. Returns how many were copied. */
export async function copyDocuments(from: string, to: string): Promise<number> {
  const known = await documentsIn(to);
  let copied = 0;
  for (const digest of await documentsIn(from)) {
    if (known.has(digest)) continue;
    await copyOne(from, to, digest);
    copied += 1;
  }
  return copied;
}

/** What is wrong with these documents in a backup: missing, or not as their digest says. */
export async function documentProblems(root: string, digests: Iterable<string>): Promise<string[]> {
  const problems: string[] = [];
  for (const digest of digests) {
    const path = join(root, placeOf(digest));
    const found = await measure(path).catch(() => null);
    if (found === null) problems.push(`${path}：缺失 / is missing`);
    else if (found.digest !== digest)
      problems.push(`${path}：内容与其摘要不符 / is not what its digest says`);
  }
  return problems;
}
