import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeHash } from '@guanyun/application/evidence/digest.ts';
import { exportLog } from '@guanyun/application/evidence/export-log.ts';
import { makeCheckpoint, proveConsistency } from '@guanyun/application/evidence/log-tree.ts';
import { type LogSigner, verifierKey } from '@guanyun/application/evidence/signed-note.ts';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import { inSnapshot, query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { isConsistent } from '@guanyun/domain/evidence/merkle.ts';

/** What acts were acknowledged, by the id of their request, with the answer that was given. */
export type Acknowledged = ReadonlyMap<string, unknown>;

/** What was found wrong; all zero where nothing was. `uncommon` are the first few, for whoever looks for the cause. */
export type Wrongs = {
  lost: number;
  doubled: number;
  halves: number;
  otherAnswers: number;
  uncommon: string[];
};
export const nothingWrong = (): Wrongs => ({ lost: 0, doubled: 0, halves: 0, otherAnswers: 0, uncommon: [] });

type Told = { id: string; entries: number; answered: boolean; answer: unknown };

function wrongWith(row: Told, answer: unknown): 'lost' | 'doubled' | 'otherAnswers' | null {
  if (row.entries === 0 || !row.answered) return 'lost';
  if (row.entries > 1) return 'doubled';
  return JSON.stringify(sorted(row.answer)) === JSON.stringify(sorted(answer)) ? null : 'otherAnswers';
}

/** How the journal and the requests stand to what was acknowledged. */
async function acknowledgedIn(tx: Tx, acknowledged: Acknowledged, wrongs: Wrongs): Promise<void> {
  const ids = [...acknowledged.keys()];
  const rows = await query<Told>(
    tx,
    `SELECT a.id, coalesce(j.entries, 0)::int AS entries, r.id IS NOT NULL AS answered, r.answer
     FROM unnest($1::uuid[]) AS a (id) LEFT JOIN requests r ON r.id = a.id
     LEFT JOIN (SELECT request_id, max(times) AS entries FROM (SELECT request_id, count(*) AS times FROM journal
       WHERE outcome = 'accepted' AND request_id = ANY ($1::uuid[]) GROUP BY request_id, act, subject_id) t GROUP BY request_id) j ON j.request_id = a.id`,
    [ids],
  );
  for (const row of rows) {
    const wrong = wrongWith(row, acknowledged.get(row.id));
    if (wrong === null) continue;
    wrongs[wrong] += 1;
    wrongs.uncommon.push(`${wrong} ${row.id}`);
  }
}
const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** Each of these selects what there must be none of; `from` is the first entry of the journal that is looked at. */
const halves: Readonly<Record<string, string>> = {
  'gap in the journal': `SELECT 1 FROM journal HAVING max(index) + 1 <> count(*)`,
  'entry whose rows are others': `SELECT index FROM journal j WHERE index >= $1 AND rows IS NOT NULL
    AND rows IS DISTINCT FROM (SELECT log_hash(string_agg(lines, '' ORDER BY seq)) FROM row_log r WHERE r.request_id = j.request_id AND r.seq <= j.rows_until)`,
  'rows without an entry': `SELECT seq FROM row_log r WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.request_id = r.request_id AND j.rows_until >= r.seq)
    AND seq > (SELECT coalesce(max(rows_until), 0) FROM journal WHERE index < $1)`,
  'answer without an entry': `SELECT id FROM requests r WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.request_id = r.id AND j.outcome = 'accepted') AND $1::bigint >= 0`,
  'entry without an answer': `SELECT index FROM journal j WHERE index >= $1 AND outcome = 'accepted' AND act <> 'log.migrated' AND NOT EXISTS (SELECT 1 FROM requests r WHERE r.id = j.request_id)`,
  'twin alone': `SELECT cause_id FROM vouchers WHERE cause_id IS NOT NULL AND $1::bigint >= 0 GROUP BY cause_id
    HAVING count(*) <> 2 OR count(DISTINCT organization_id) <> 2`,
  'twins without their act': `SELECT cause_id FROM vouchers v WHERE cause_id IS NOT NULL AND $1::bigint >= 0 AND NOT EXISTS (SELECT 1 FROM requests r WHERE r.id = v.cause_id)`,
  'half a transfer': `SELECT s.id FROM transfer_sheets s WHERE $1::bigint >= 0 AND (s.state = 'booked') <> ((SELECT count(DISTINCT organization_id) FROM vouchers v WHERE v.sheet_id = s.id) = 2
    AND EXISTS (SELECT 1 FROM warrant_spendings w WHERE w.subject_id = s.id) AND EXISTS (SELECT 1 FROM asset_entries e WHERE e.cause_id = s.id))`,
  'voucher out of balance': `SELECT voucher_id FROM voucher_lines WHERE $1::bigint >= 0 GROUP BY voucher_id HAVING sum(debit) <> sum(credit)`,
  'trial balance': `SELECT 1 FROM voucher_lines WHERE $1::bigint >= 0 HAVING sum(debit) <> sum(credit)`,
  'gap in a series of vouchers': `SELECT organization_id FROM vouchers WHERE $1::bigint >= 0 GROUP BY organization_id, book
    HAVING count(*) <> max(split_part(number, '-', 3)::int) OR count(DISTINCT number) <> count(*)`,
};

const keys = generateKeyPairSync('ed25519');
const signer: LogSigner = {
  origin: 'guanyun/prove',
  publicKey: keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
  sign: (bytes) => sign(null, bytes, keys.privateKey),
};
const VERIFY = fileURLToPath(new URL('../verify/verify.mjs', import.meta.url));

/** Follows one zone through its faults: what was looked at before is not looked at again. */
export class Standing {
  readonly #deps: Deps;
  #from = 0n;
  #tree: { size: number; root: string } | null = null;
  #note = '';

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Looks at one moment: what was acknowledged since, and that nothing is half. */
  look(acknowledged: Acknowledged): Promise<Wrongs> {
    return inSnapshot(this.#deps.db, { zone: this.#deps.zone, organizations: '*' }, async (tx) => {
      const wrongs = nothingWrong();
      await acknowledgedIn(tx, acknowledged, wrongs);
      for (const [what, sql] of Object.entries(halves)) {
        const found = await query(tx, sql, sql.includes('$1') ? [this.#from.toString()] : []);
        wrongs.halves += found.length;
        if (found.length > 0) wrongs.uncommon.push(`${what}: ${JSON.stringify(found.slice(0, 3))}`);
      }
      const [row] = await query<{ next: string }>(
        tx,
        'SELECT coalesce(max(index), -1) + 1 AS next FROM journal',
      );
      this.#from = BigInt(row?.next ?? '0');
      return wrongs;
    });
  }

  /** Signs a checkpoint and shows that it goes on from the one before, which was kept outside. */
  async treeGoesOn(): Promise<boolean> {
    const made = await makeCheckpoint(this.#deps, signer);
    if (made === null) return this.#tree === null;
    const now = { size: Number(made.size), root: made.root };
    const before = this.#tree;
    this.#tree = now;
    this.#note = made.note;
    if (before === null) return true;
    const proof = await proveConsistency(this.#deps, before.size, now.size);
    return isConsistent(before, now, proof, nodeHash('sha256'));
  }

  /** What the verifier that auditors have says of the whole log, with the last checkpoint in hand: its last line. */
  async verifierSays(): Promise<string> {
    await this.treeGoesOn();
    const folder = mkdtempSync(join(tmpdir(), 'guanyun-prove-log-'));
    try {
      const [file, key, note] = ['log.jsonl', 'key', 'note'].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ];
      const out = openSync(file, 'w');
      await exportLog(
        this.#deps,
        signer.origin,
        async (line) => void writeSync(out, `${JSON.stringify(line)}\n`),
      );
      closeSync(out);
      writeFileSync(key, `${verifierKey(signer)}\n`);
      writeFileSync(note, this.#note);
      const said = spawnSync(process.execPath, [VERIFY, file, '--key', key, '--checkpoint', note], {
        encoding: 'utf8',
      });
      return said.stdout.trim().split('\n').at(-1) ?? said.stderr;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
