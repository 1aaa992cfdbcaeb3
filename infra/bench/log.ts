import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { leafOf } from '@guanyun/application/evidence/act.ts';
import { digestOf } from '@guanyun/application/evidence/digest.ts';
import { appendJournal, nextNumbers, type UnplacedEntry } from '@guanyun/db/evidence/journal.store.ts';
import { appUrl, connect, type Database } from '@guanyun/db/kernel/connection.ts';
import { migrate } from '@guanyun/db/kernel/migrate.ts';
import { inTransaction, query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { startDurablePostgres } from '../prove/durable-postgres.ts';
import { sqlOnce } from '../prove/sql.ts';
import { whole } from './decide.ts';
import { type Spread, showSpread, spreadOf } from './figures.ts';
import { secondsOf } from './side-by-side.ts';

/** Acts a second of so many writers at once, on the one line of the log and each on a line of its own. */
type Figures = {
  readonly writers: number;
  readonly perSecond: Spread;
  readonly floorPerSecond: Spread;
  /** How many times more would be committed if no writer waited for another's number. */
  readonly ratio: Spread;
};

const ZONE = 'bench';
const SCHEMA = `zone_${ZONE}`;
const WRITERS = [1, 2, 4, 8] as const;

const entryOf = (requestId: string): UnplacedEntry => {
  const content = { amount: '1280000.00', reason: '设备入账'.repeat(20) };
  return {
    ...{ requestId, recordedAt: new Date(), act: 'bench.write', outcome: 'refused', refusal: 'NOT_YOURS' },
    ...{
      subjectKind: 'matter',
      subjectId: randomUUID(),
      subjectTitle: '示例',
      content,
      digest: digestOf(content),
    },
    ...{ accountId: null, personId: null, postId: null, postKind: null, organizationId: null },
    ...{ onBehalfPersonId: null, delegationId: null },
  };
};

/** The shortest act there is: its entry and nothing else, so that waiting for the number weighs most. */
const ours = (tx: Tx, requestId: string) => appendJournal(tx, [entryOf(requestId)], leafOf);

/** The same statements with a number and a table that nobody else wants. */
async function alone(tx: Tx, requestId: string, writer: number): Promise<void> {
  const entry = entryOf(requestId);
  await query(tx, `SELECT log_hash(string_agg(lines, '' ORDER BY seq)) FROM row_log WHERE request_id = $1`, [
    requestId,
  ]);
  const index = await nextNumbers(tx, `bench-${writer}`, 1, 0n);
  await query(
    tx,
    `INSERT INTO bench_entries SELECT * FROM jsonb_populate_record(NULL::bench_entries, $1::jsonb)`,
    [
      JSON.stringify({
        ...{ index: index.toString(), leaf: leafOf(entry, index, null), recorded_at: entry.recordedAt },
        ...{ request_id: requestId, act: entry.act, outcome: entry.outcome, refusal: entry.refusal },
        ...{ subject_kind: 'matter', subject_id: entry.subjectId, subject_title: entry.subjectTitle },
        ...{ content: entry.content, digest: entry.digest },
      }),
    ],
  );
}

/** Acts a second: every writer does its share one after the other. */
async function pace(
  db: Database,
  writers: number,
  each: number,
  write: (tx: Tx, requestId: string, writer: number) => Promise<unknown>,
): Promise<number> {
  const one = async (writer: number): Promise<void> => {
    for (let at = 0; at < each; at += 1) {
      const request = randomUUID();
      await inTransaction(db, { zone: ZONE, organizations: '*', request }, (tx) =>
        write(tx, request, writer),
      );
    }
  };
  const seconds = await secondsOf(() => Promise.all(Array.from({ length: writers }, (_, i) => one(i))));
  return (writers * each) / seconds;
}

async function measure(db: Database, acts: number, rounds: number, signal: AbortSignal): Promise<Figures[]> {
  const figures: Figures[] = [];
  for (const writers of WRITERS) {
    const each = Math.ceil(acts / writers);
    const [rates, floors]: [number[], number[]] = [[], []];
    // The first round warms both sides and counts for nothing.
    for (let round = 0; round <= rounds; round += 1) {
      signal.throwIfAborted();
      const [rate, floor] = [await pace(db, writers, each, ours), await pace(db, writers, each, alone)];
      if (round > 0) [rates.push(rate), floors.push(floor)];
    }
    const ratio = spreadOf(floors.map((floor, i) => floor / (rates[i] ?? Number.NaN)));
    figures.push({ writers, perSecond: spreadOf(rates), floorPerSecond: spreadOf(floors), ratio });
  }
  return figures;
}

/** What writers wait for each other at the log's end, where its next number is drawn. */
export async function log(
  args: readonly string[],
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      acts: { type: 'string', default: '800' },
      rounds: { type: 'string', default: '5' },
      json: { type: 'boolean', default: false },
    },
  });
  const acts = whole(values.acts, 'acts', 100_000);
  const rounds = whole(values.rounds, 'rounds', 50);
  say('正在启动一个持久化的 PostgreSQL / starting a PostgreSQL that syncs each commit');
  const postgres = await startDurablePostgres('bench');
  try {
    await postgres.start();
    await migrate(postgres.url, ZONE);
    await sqlOnce(
      postgres.url,
      `SET search_path = ${SCHEMA}, public; CREATE TABLE bench_entries (LIKE journal INCLUDING INDEXES);
       ALTER TABLE bench_entries DROP CONSTRAINT IF EXISTS bench_entries_pkey;
       GRANT SELECT, INSERT ON bench_entries TO guanyun_app`,
    );
    const db = connect(appUrl(postgres.url), Math.max(...WRITERS));
    const figures = await measure(db, acts, rounds, signal).finally(() => db.close());
    const lines = figures.map(
      (one) =>
        `${one.writers} at once: ${showSpread(one.perSecond, 0)} a second; each on a line of its own ${showSpread(one.floorPerSecond, 0)}; ratio ${showSpread(one.ratio, 2)}`,
    );
    process.stdout.write(`${values.json ? JSON.stringify(figures, null, 2) : lines.join('\n')}\n`);
  } finally {
    await postgres.remove();
  }
}
