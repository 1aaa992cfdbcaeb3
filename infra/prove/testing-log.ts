import { generateKeyPairSync, sign } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { act } from '@guanyun/application/evidence/act.ts';
import { exportLog } from '@guanyun/application/evidence/export-log.ts';
import { beginWith, makeCheckpoint, tellMigrations } from '@guanyun/application/evidence/log-tree.ts';
import type { LogSigner } from '@guanyun/application/evidence/signed-note.ts';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import { testDeps } from '@guanyun/application/kernel/testing/deps.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { someAsset, someVoucher } from '@guanyun/db/testing/asset-builders.ts';
import { newId, someCluster, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { someWarrant } from '@guanyun/db/testing/matter-builders.ts';
import type { TestDatabase } from '@guanyun/db/testing/test-database.ts';
import { type LogHash, markedOrigin } from '@guanyun/domain/evidence/log-hash.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';

/** A signer whose key nobody keeps. */
export function passingSigner(hash: LogHash = 'sha256'): LogSigner {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    origin: markedOrigin('guanyun/test', hash),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
    sign: (bytes) => sign(null, bytes, privateKey),
  };
}

/** What acts of a small zone change: people, companies, assets, vouchers, matters with their warrants. */
const works: readonly ((tx: Tx) => Promise<unknown>)[] = [
  (tx) => somePerson(tx, '示例人员'),
  (tx) => someCompany(tx),
  async (tx) => someAsset(tx, await someCluster(tx), await someCompany(tx)),
  async (tx) => someVoucher(tx, await someCompany(tx)),
  async (tx) => someWarrant(tx, await someCompany(tx), await somePerson(tx)),
  (tx) => someCluster(tx),
];

/** Does so many acts, with a checkpoint after every fifth, and returns the checkpoints' notes. */
export async function liveOn(deps: Deps, signer: LogSigner, acts: number): Promise<string[]> {
  const notes: string[] = [];
  for (let i = 0; i < acts; i += 1) {
    const about = { kind: 'example', id: null, title: `示例 ${i}` };
    await act(deps, null, { requestId: newId(), act: 'example', body: {}, about }, async (tx) => {
      await works[i % works.length]?.(tx);
      return accept({ subject: about, content: { place: i, text: '示例内容' }, answer: null });
    });
    if (i % 5 === 4) notes.push((await makeCheckpoint(deps, signer))?.note ?? '');
  }
  return notes;
}

export async function logOf(database: TestDatabase, hash: LogHash = 'sha256'): Promise<Deps> {
  const deps = testDeps(database.app, '2026-05-06T01:02:03.456Z');
  await beginWith(deps, hash);
  await tellMigrations(deps, 'test');
  return deps;
}

/** Takes an export as an auditor would. */
export async function takeExport(deps: Deps, signer: LogSigner, path: string): Promise<string> {
  const lines: string[] = [];
  await exportLog(deps, signer.origin, async (line) => void lines.push(`${JSON.stringify(line)}\n`));
  await writeFile(path, lines.join(''));
  return lines.join('');
}
