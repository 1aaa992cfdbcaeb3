import type { EvidenceLevel } from '@guanyun/domain/evidence/approval.ts';
import type { LogHash } from '@guanyun/domain/evidence/log-hash.ts';
import { insert } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';
import { type JournalRow, journal } from './evidence.model.ts';
import { beginLog } from './log.store.ts';
import { type Happened, tellEndpoints } from './webhook.store.ts';

/** A number without gaps: the row stays locked until the transaction ends. The first is 1. */
export async function nextNumber(tx: Tx, counter: string): Promise<bigint> {
  const [row] = await query<{ value: string }>(
    tx,
    `INSERT INTO counters (name, value) VALUES ($1, 1)
     ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value`,
    [counter],
  );
  if (row === undefined) throw new Error(`counter ${counter} gave no number`);
  return BigInt(row.value);
}

/**
 * So many numbers at once, the first of them, and none at or under `above`: for what is numbered beside codes that somebody brought
 * along.
 */
export async function nextNumbers(tx: Tx, counter: string, count: number, above: bigint): Promise<bigint> {
  const [row] = await query<{ value: string }>(
    tx,
    `INSERT INTO counters (name, value) VALUES ($1, $3::bigint + $2::bigint)
     ON CONFLICT (name) DO UPDATE SET value = greatest(counters.value, $3::bigint) + $2::bigint RETURNING value`,
    [counter, count, above.toString()],
  );
  if (row === undefined) throw new Error(`counter ${counter} gave no numbers`);
  return BigInt(row.value) - BigInt(count) + 1n;
}

/** An entry before it has its place: without its index, its hashes, and what its act changed. */
export type UnplacedEntry = Omit<JournalRow, 'index' | 'digest' | 'leaf' | 'rows' | 'rowsUntil'>;
/** Where an entry stands: its index, the digest of what its act changed, and the hash of its log. */
export type Place = { readonly index: bigint; readonly rows: string | null; readonly hash: LogHash };
/** The digest of an entry's content and its leaf, both by the log's hash. */
export type Sealed = Pick<JournalRow, 'digest' | 'leaf'>;

const happenedIn = ({ act, subjectKind, subjectId, subjectTitle, recordedAt }: UnplacedEntry): Happened => ({
  ...{ act, subjectKind, subjectId, subjectTitle, happenedAt: recordedAt },
});

/**
 * Appends the entries of one act; `seal` makes each one's hashes from the place it got. A log that
 * nobody began before is begun with SHA-256. The first tells what the act changed:
 * nothing may be changed afterwards (GY096). Take no other lock after this one. Who asked to be told of it gets it into the outbox.
 * @returns the index of the first
 */
export async function appendJournal(
  tx: Tx,
  entries: readonly [UnplacedEntry, ...UnplacedEntry[]],
  seal: (entry: UnplacedEntry, place: Place) => Sealed,
): Promise<bigint> {
  const [told] = await query<{ hash: LogHash | null; rows: string | null; rowsUntil: string | null }>(
    tx,
    `SELECT (SELECT hash FROM log_policy) AS hash, log_hash(string_agg(lines, '' ORDER BY seq)) AS rows, max(seq) AS "rowsUntil" FROM row_log
     WHERE request_id = $1 AND seq > coalesce((SELECT max(j.rows_until) FROM journal j WHERE j.request_id = $1), 0)`,
    [entries[0].requestId],
  );
  const hash = told?.hash ?? (await beginLog(tx, 'sha256'));
  const first = await nextNumbers(tx, 'journal', entries.length, 0n);
  for (const [i, entry] of entries.entries()) {
    const index = first - 1n + BigInt(i);
    const [rows, rowsUntil] = i === 0 && told !== undefined ? [told.rows, told.rowsUntil] : [null, null];
    const sealed = seal(entry, { index, rows, hash });
    await insert(tx, journal, { ...entry, ...sealed, index: index.toString(), rows, rowsUntil });
    if (entry.outcome === 'accepted') await tellEndpoints(tx, happenedIn(entry));
  }
  return first - 1n;
}

export type JournalLine = {
  index: string;
  recordedAt: Date;
  act: string;
  outcome: 'accepted' | 'refused';
  refusal: string | null;
  subjectKind: string;
  subjectId: string | null;
  subjectTitle: string;
  personId: string | null;
  personName: string | null;
  onBehalfPersonId: string | null;
  onBehalfName: string | null;
  postKind: string | null;
  organizationName: string | null;
  digest: string;
  leaf: string;
  /** On what it rests besides the session: the person's own key, or a one-time code. */
  level: EvidenceLevel;
  signIn: JournalRow['signIn'];
  /** What the sentence of a refusal needs. */
  facts: Record<string, string> | null;
};

const levelOf = (journal: string): string =>
  `CASE WHEN EXISTS (SELECT 1 FROM approval_signatures s WHERE s.request_id = ${journal}.request_id) THEN 'key'
    WHEN EXISTS (SELECT 1 FROM otp_approvals o WHERE o.request_id = ${journal}.request_id) THEN 'code' ELSE 'session' END`;

const lineColumns = `j.index, j.recorded_at AS "recordedAt", j.act, j.outcome, j.refusal, j.subject_kind AS "subjectKind", j.subject_id AS "subjectId",
  j.subject_title AS "subjectTitle", j.person_id AS "personId", p.name AS "personName", j.on_behalf_person_id AS "onBehalfPersonId",
  (SELECT g.name FROM persons g WHERE g.id = j.on_behalf_person_id) AS "onBehalfName", j.post_kind AS "postKind", j.digest, j.leaf, j.sign_in AS "signIn",
  ${levelOf('j')} AS level,
  CASE WHEN j.outcome = 'refused' THEN j.content -> 'refusals' -> 0 -> 'facts' END AS facts,
  (SELECT n.name FROM organization_names n WHERE n.organization_id = j.organization_id AND n.valid_from <= (j.recorded_at AT TIME ZONE 'Asia/Shanghai')::date
    ORDER BY n.valid_from DESC LIMIT 1) AS "organizationName"`;

/** Entries newest first, below `before`. */
export function journalPage(tx: Tx, before: bigint | null, limit: number): Promise<JournalLine[]> {
  return query(
    tx,
    `SELECT ${lineColumns} FROM journal j LEFT JOIN persons p ON p.id = j.person_id
     WHERE $1::bigint IS NULL OR j.index < $1 ORDER BY j.index DESC LIMIT $2`,
    [before?.toString() ?? null, limit],
  );
}

/** Entries about these subjects, oldest first. */
export function journalOf(tx: Tx, subjectIds: readonly string[]): Promise<JournalLine[]> {
  return query(
    tx,
    `SELECT ${lineColumns} FROM journal j LEFT JOIN persons p ON p.id = j.person_id
     WHERE j.subject_id = ANY ($1::uuid[]) ORDER BY j.index`,
    [subjectIds],
  );
}

type LastEntry = Pick<JournalRow, 'index' | 'leaf' | 'content' | 'recordedAt' | 'personId'> & {
  level: EvidenceLevel;
};

/** The latest accepted act of this name about a subject, and what was done in it. */
export async function lastEntryOf(tx: Tx, subjectId: string, act: string): Promise<LastEntry | null> {
  const [entry] = await query<LastEntry>(
    tx,
    `SELECT index, leaf, content, ${levelOf('journal')} AS level, recorded_at AS "recordedAt", person_id AS "personId" FROM journal WHERE subject_id = $1 AND act = $2 AND outcome = 'accepted'
     ORDER BY index DESC LIMIT 1`,
    [subjectId, act],
  );
  return entry ?? null;
}

/** Whole entries from an index on, for whoever recomputes their leaves. */
export function journalEntries(tx: Tx, from: bigint, limit: number): Promise<JournalRow[]> {
  return query(
    tx,
    `SELECT index, recorded_at AS "recordedAt", request_id AS "requestId", act, outcome, refusal, subject_kind AS "subjectKind",
       subject_id AS "subjectId", subject_title AS "subjectTitle", account_id AS "accountId", person_id AS "personId",
       post_id AS "postId", post_kind AS "postKind", organization_id AS "organizationId", on_behalf_person_id AS "onBehalfPersonId",
       delegation_id AS "delegationId", content, digest, leaf, rows, rows_until AS "rowsUntil", sign_in AS "signIn"
     FROM journal WHERE index >= $1 ORDER BY index LIMIT $2`,
    [from.toString(), limit],
  );
}

export async function findEntry(tx: Tx, index: bigint): Promise<JournalRow | null> {
  const [entry] = await journalEntries(tx, index, 1);
  return entry?.index === index.toString() ? entry : null;
}
