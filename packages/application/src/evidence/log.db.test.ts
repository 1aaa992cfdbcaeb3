import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { inTransaction, query, type Tx, zoneSchema } from '@guanyun/db/kernel/transaction.ts';
import { everything, newId, somePerson, verdict } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase, TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import { isConsistent, rootFromInclusion } from '@guanyun/domain/evidence/merkle.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NotFound } from '../kernel/deps.ts';
import { testDeps } from '../kernel/testing/deps.ts';
import { act } from './act.ts';
import { nodeHash } from './digest.ts';
import { exportLog } from './export-log.ts';
import {
  beginWith,
  keepPush,
  latestCheckpoint,
  makeCheckpoint,
  proveConsistency,
  tellMigrations,
  uncovered,
  unheldCheckpoint,
} from './log-tree.ts';
import { receiptOf } from './receipt.ts';
import { type LogSigner, verifierKey } from './signed-note.ts';

const db = await cloneTestDatabase();
const deps = testDeps(db.app, '2026-05-06T01:02:03.456Z');
const keys = generateKeyPairSync('ed25519');
const signer: LogSigner = {
  origin: 'guanyun/test',
  publicKey: keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
  sign: (bytes) => sign(null, bytes, keys.privateKey),
};
beforeAll(() => db.owner.sequelize.query(`UPDATE ${zoneSchema(TEST_ZONE)}.log_policy SET strict = true`));
afterAll(() => db.drop());

type ExportedEntry = { index: number; leaf: string; hash: string; content: string; rows: string | null };
const about = { kind: 'person', id: null, title: '示例' };
const command = (requestId = newId()) => ({ requestId, act: 'x', body: {}, about });
const done = accept({ subject: about, content: {}, answer: null });
const addPerson = (requestId = newId()) =>
  act(deps, null, command(requestId), async (tx) => {
    await somePerson(tx, '示例');
    return done;
  });
const sha = (...parts: (string | Uint8Array)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
const noteOf = (note: string) => {
  const [text = '', signature = ''] = note.split('\n\n');
  const [origin, size, root = ''] = text.split('\n');
  const bytes = Buffer.from(signature.trim().split(' ')[2] ?? '', 'base64');
  const signed = verify(null, Buffer.from(`${text}\n`), keys.publicKey, bytes.subarray(4));
  return { origin, size: Number(size), root: Buffer.from(root, 'base64').toString('hex'), signed };
};
const leafAt = (index: number) =>
  inTransaction(db.app, everything, async (tx: Tx) => {
    const [row] = await query<{ leaf: string }>(tx, 'SELECT leaf FROM journal WHERE index = $1', [index]);
    return row?.leaf ?? '';
  });

test('what migrations changed gets an entry of its own, once', async () => {
  await tellMigrations(deps, '0039');
  const told = await uncovered(deps);
  expect(told).toBeGreaterThan(0);
  await tellMigrations(deps, '0039');
  expect(await uncovered(deps)).toBe(told);
});

test('a checkpoint covers every entry, says so with a signature, and is made once', async () => {
  await addPerson();
  const open = await uncovered(deps);
  const checkpoints = await Promise.all([1, 2, 3].map(() => makeCheckpoint(deps, signer)));
  expect(new Set(checkpoints.map((row) => row?.size))).toEqual(new Set([String(open)]));
  const note = noteOf((await latestCheckpoint(deps)).note);
  expect(note).toMatchObject({ origin: 'guanyun/test', size: open, signed: true });
  expect(await uncovered(deps)).toBe(0);
  expect(verifierKey(signer)).toMatch(/^guanyun\/test\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/);
});

test('every entry has a receipt that leads to a signed root, and every checkpoint goes on from each before', async () => {
  const seen = [noteOf((await latestCheckpoint(deps)).note)];
  for (const count of [1, 2, 5, 9, 17]) {
    for (let i = 0; i < count; i += 1) await addPerson();
    await makeCheckpoint(deps, signer);
    seen.push(noteOf((await latestCheckpoint(deps)).note));
  }
  const { size } = seen.at(-1) ?? { size: 0 };
  for (let index = 0; index < size; index += 1) {
    const receipt = await receiptOf(deps, signer, BigInt(index), await leafAt(index));
    const note = noteOf(receipt.checkpoint);
    const leaf = sha(Buffer.of(0), receipt.leaf);
    expect(rootFromInclusion({ index, size: note.size, leaf }, receipt.proof, nodeHash('sha256'))).toBe(
      note.root,
    );
    expect([note.signed, JSON.parse(receipt.leaf).index]).toEqual([true, String(index)]);
  }
  for (const older of seen)
    for (const newer of seen.filter((one) => one.size >= older.size)) {
      const proof = await proveConsistency(deps, older.size, newer.size);
      expect(isConsistent(older, newer, proof, nodeHash('sha256'))).toBe(true);
    }
});

test('an entry that no checkpoint covers gets one with its receipt; a wrong hash is not found', async () => {
  await addPerson();
  const index = Number((await latestCheckpoint(deps)).size);
  const receipt = await receiptOf(deps, signer, BigInt(index), await leafAt(index));
  expect(noteOf(receipt.checkpoint).size).toBe(index + 1);
  await expect(receiptOf(deps, signer, BigInt(index), 'f'.repeat(64))).rejects.toThrow(NotFound);
  await expect(receiptOf(deps, signer, 10n ** 12n, 'f'.repeat(64))).rejects.toThrow(NotFound);
  await expect(proveConsistency(deps, 3, 10 ** 9)).rejects.toThrow(RangeError);
  await expect(proveConsistency(deps, 0, 3)).rejects.toThrow(RangeError);
});

test('an accepted request asked again under another body changes nothing and its rows are told once', async () => {
  const requestId = newId();
  await addPerson(requestId);
  const other = act(deps, null, { ...command(requestId), body: { other: true } }, async () => done);
  expect((await other).outcome).toBe('refused');
  const refused = act(deps, null, command(), async (tx) => {
    await somePerson(tx, '示例');
    return refuse('NO_WARRANT');
  });
  expect((await refused).outcome).toBe('refused');
});

test('the export is the log: leaves, contents and changes hash to one another, and replayed they are the tables', async () => {
  await makeCheckpoint(deps, signer);
  const lines: Record<string, never>[] = [];
  await exportLog(deps, signer.origin, async (line) => void lines.push(line as never));
  const [header, end] = [lines[0], lines.at(-1)] as unknown as { entries: number; rows: number }[];
  const state = new Map<string, string>();
  const entries = lines.filter(({ type }) => type === 'entry') as unknown as ExportedEntry[];
  expect(entries.length).toBe(header?.entries);
  for (const [i, { index, leaf, hash, content, rows }] of entries.entries()) {
    const told = JSON.parse(leaf);
    expect([index, told.index, sha(Buffer.of(0), leaf)]).toEqual([i, String(i), hash]);
    expect([sha(content), rows === null ? undefined : sha(rows)]).toEqual([told.digest, told.rows]);
    for (const line of (rows ?? '').split('\n').filter((one) => one !== '')) {
      const [operation, table, key, row = ''] = line.split('\t');
      expect(state.has(`${table} ${key}`)).toBe(operation === 'U' || operation === 'D');
      if (operation === 'D') state.delete(`${table} ${key}`);
      else state.set(`${table} ${key}`, row);
    }
  }
  const rows = lines.filter(({ type }) => type === 'row') as unknown as Record<string, string>[];
  expect([rows.length, end?.rows]).toEqual([state.size, state.size]);
  for (const { table, key, hash, text } of rows) {
    expect(state.get(`${table} ${key}`)).toBe(hash);
    if (text !== null) expect(sha(text ?? '')).toBe(hash);
  }
});

test('a holder is due for the latest checkpoint until it has it', async () => {
  const due = await unheldCheckpoint(deps, 'file:a');
  expect(due?.size).toBe((await latestCheckpoint(deps)).size);
  if (due !== null) await keepPush(deps, 'file:a', due);
  expect(await unheldCheckpoint(deps, 'file:a')).toBeNull();
  expect(await unheldCheckpoint(deps, 'file:b')).not.toBeNull();
});

test('the database takes no checkpoint that goes back or beyond the journal', async () => {
  const put = (size: number) =>
    verdict(
      inTransaction(db.app, everything, (tx) =>
        query(tx, `INSERT INTO log_checkpoints VALUES ($1, repeat('a', 64), 'n', now())`, [size]),
      ),
    );
  expect([await put(1), await put(10 ** 9)]).toEqual(['GY097', 'GY097']);
});

describe('a log that was begun with SM3', async () => {
  const other = await cloneTestDatabase();
  const sm3 = testDeps(other.app, '2026-05-06T01:02:03.456Z');
  const named = { ...signer, origin: 'guanyun/test#sm3' };
  const hashOf = (prefix: number, text: string) =>
    createHash('sm3').update(Buffer.of(prefix)).update(text).digest('hex');
  afterAll(() => other.drop());

  test('keeps it: nothing begins it anew, and the database does not change it', async () => {
    expect(await beginWith(sm3, 'sm3')).toBe('sm3');
    expect(await beginWith(sm3, 'sha256')).toBe('sm3');
    const change = (sql: string) =>
      verdict(other.owner.sequelize.query(sql.replace('log_policy', `${zoneSchema(TEST_ZONE)}.log_policy`)));
    expect([
      await change(`UPDATE log_policy SET hash = 'sha256'`),
      await change('UPDATE log_policy SET hash = NULL'),
      await change('DELETE FROM log_policy'),
    ]).toEqual(['GY103', 'GY103', 'GY103']);
    const byApp = (sql: string) => verdict(inTransaction(other.app, everything, (tx) => query(tx, sql)));
    expect(await byApp(`UPDATE log_policy SET hash = 'sha256'`)).toBe('42501');
    expect(await byApp(`SELECT begin_log('md5')`)).toBe('accepted');
  });

  test('says so in leaf, receipt, export and paper’s checkpoint, and signs nothing under another name', async () => {
    await act(sm3, null, command(), async (tx) => {
      await somePerson(tx, '示例');
      return done;
    });
    await expect(makeCheckpoint(sm3, signer)).rejects.toThrow('is no name for a log of sm3');
    const made = await makeCheckpoint(sm3, named);
    expect(noteOf(made?.note ?? '')).toMatchObject({ origin: 'guanyun/test#sm3', signed: true });
    expect(verifierKey(named)).toMatch(/^guanyun\/test#sm3\+[0-9a-f]{8}\+/);
    const lines: Record<string, string>[] = [];
    await exportLog(sm3, named.origin, async (line) => void lines.push(line as never));
    expect(lines[0]).toMatchObject({ format: 'guanyun-log/2', hash: 'SM3', rowHash: 'SHA-256' });
    const { leaf = '', hash = '', content = '', rows = '' } = lines[1] ?? {};
    const told = JSON.parse(leaf);
    expect(told).toMatchObject({ hash: 'SM3', rowHash: 'SHA-256', rows: sha(rows) });
    expect([hash, told.digest]).toEqual([hashOf(0, leaf), createHash('sm3').update(content).digest('hex')]);
    const receipt = await receiptOf(sm3, named, 0n, hash);
    expect(receipt).toMatchObject({ format: 'guanyun-receipt/2', hash: 'SM3', leaf });
    const reached = { index: 0, size: noteOf(receipt.checkpoint).size, leaf: hash };
    expect(rootFromInclusion(reached, receipt.proof, nodeHash('sm3'))).toBe(made?.root);
  });

  test('proves that each checkpoint goes on from the one before', async () => {
    const before = noteOf((await latestCheckpoint(sm3)).note);
    for (let i = 0; i < 6; i += 1) await act(sm3, null, command(), async () => done);
    await makeCheckpoint(sm3, named);
    const now = noteOf((await latestCheckpoint(sm3)).note);
    const proof = await proveConsistency(sm3, before.size, now.size);
    expect(isConsistent(before, now, proof, nodeHash('sm3'))).toBe(true);
    expect(isConsistent(before, now, proof, nodeHash('sha256'))).toBe(false);
  });
});
