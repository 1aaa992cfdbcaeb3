import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pg from 'pg';
import {
  asOwner,
  type BenchServer,
  type BenchStack,
  holdMeetings,
  SCHEMA,
  startBenchStack,
} from './bench-stack.ts';
import { type DecisionReport, type Round, reportOf, showReport } from './decide-report.ts';
import { type Around, type Deciders, decideCase, prepareCases, type SignedCase } from './decision-path.ts';
import { Tally } from './figures.ts';
import { markStatement, readRecording, type Segment, type Statement } from './recording.ts';

/** Cases that warm caches and code on both sides before the clock counts. */
const WARM_UP = 3;
const ORIGINAL = 'prepared';
const RECORDED = 'recorded';
/** What the server works as; the replay obeys the same row-level security. */
const APP_ROLE = 'guanyun_app';

type Prepared = { readonly deciders: Deciders; readonly cases: readonly SignedCase[] };
type Say = (line: string) => void;
type Wanted = { readonly cases: number; readonly rounds: number; readonly seconds: number };

/** A whole number from the command line. */
export function whole(text: string, name: string, max: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > max)
    throw new Error(`--${name} must be a whole number from 1 to ${max}`);
  return value;
}

async function prepare(stack: BenchStack, count: number): Promise<Prepared> {
  await stack.createDatabase(ORIGINAL);
  const server = await stack.serve(ORIGINAL);
  const prepared = await prepareCases(stack.url, stack.passwords(), count, (today) =>
    holdMeetings(stack.databaseUrl(ORIGINAL), today),
  );
  await server.stop();
  return prepared;
}

/** Runs every case on a copy of the prepared database; `around` wraps each call. */
async function playOn(
  stack: BenchStack,
  database: string,
  { deciders, cases }: Prepared,
  around: (caseNumber: number, server: BenchServer) => Around,
): Promise<void> {
  const server = await stack.serve(database);
  for (const [number, one] of cases.entries())
    await decideCase(deciders, one, {
      number: number + 1,
      around: around(number, server),
      hold: () => holdMeetings(stack.databaseUrl(database), deciders.today),
    });
  await server.stop();
}

/** The statements of the path, from a run of its own with the log on. */
async function record(stack: BenchStack, prepared: Prepared): Promise<Segment[]> {
  await stack.createDatabase(RECORDED, ORIGINAL);
  const url = stack.databaseUrl(RECORDED);
  await asOwner(url, `ALTER DATABASE ${RECORDED} SET log_statement = 'all'`);
  const marker = new pg.Client({ connectionString: url });
  await marker.connect();
  try {
    const mark = (caseNumber: number, step: string) => marker.query(markStatement(caseNumber, step));
    await playOn(stack, RECORDED, prepared, (number) => async (step, call) => {
      await mark(number, step);
      return call();
    });
    await mark(prepared.cases.length, 'end');
    const end = markStatement(prepared.cases.length, 'end');
    // The collector writes behind: the recording is whole once its last mark is in the file.
    for (let tried = 0; tried < 200; tried += 1) {
      const read = `SELECT pg_read_file(pg_current_logfile('jsonlog')) AS log`;
      const [row] = await asOwner<{ log: string }>(stack.databaseUrl('postgres'), read);
      if (row?.log.includes(end)) return readRecording(row.log, RECORDED);
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error('the log never held the end of the recording');
  } finally {
    await marker.end();
  }
}

/** Milliseconds of processor time a process has used, where the system tells; else 0. */
function processorTime(pid: number): number {
  if (process.platform !== 'linux') return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function timeStack(stack: BenchStack, database: string, prepared: Prepared): Promise<Round['stack']> {
  await stack.createDatabase(database, ORIGINAL);
  const steps = new Tally();
  let server = { from: 0, to: 0 };
  await playOn(stack, database, prepared, (number, { pid }) => async (step, call) => {
    if (number === WARM_UP && server.from === 0) server = { from: processorTime(pid), to: 0 };
    const from = performance.now();
    const value = await call();
    if (number >= WARM_UP) steps.add(step, performance.now() - from);
    server.to = processorTime(pid);
    return value;
  });
  return { steps: steps.sums, total: steps.total, serverProcessor: server.to - server.from };
}

/** What a statement is for, by its first word. */
function kindOf({ sql }: Statement): string {
  const [first = ''] = sql.trimStart().split(/[\s;(]/, 1);
  const word = first.toUpperCase();
  if (word === 'COMMIT') return 'commit';
  if (['START', 'BEGIN', 'SET', 'SAVEPOINT', 'RELEASE', 'ROLLBACK'].includes(word)) return 'begin, savepoint';
  if (sql.includes('set_config(')) return 'scope';
  return word === 'SELECT' && !sql.includes('FOR UPDATE') ? 'read' : 'write, lock';
}

async function timeReplay(
  stack: BenchStack,
  database: string,
  segments: readonly Segment[],
): Promise<Round['replay']> {
  await stack.createDatabase(database, ORIGINAL);
  const client = new pg.Client({ connectionString: stack.databaseUrl(database) });
  await client.connect();
  const [steps, kinds] = [new Tally(), new Tally()];
  try {
    await client.query(`SET SESSION AUTHORIZATION ${APP_ROLE}`);
    for (const { caseNumber, step, statements } of segments) {
      for (const statement of statements) {
        const from = performance.now();
        await (statement.values === undefined
          ? client.query(statement.sql)
          : client.query(statement.sql, [...statement.values]));
        const took = performance.now() - from;
        if (caseNumber < WARM_UP) continue;
        steps.add(step, took);
        kinds.add(kindOf(statement), took);
      }
    }
  } finally {
    await client.end();
  }
  return { steps: steps.sums, total: steps.total, kinds: kinds.sums };
}

/** The replay is the same work only if it leaves the same rows; the journal holds every act, each vote among them. */
async function refuseOtherOutcome(stack: BenchStack, replayed: string, today: string): Promise<void> {
  await holdMeetings(stack.databaseUrl(replayed), today);
  const sum = (table: string) =>
    `(SELECT md5(string_agg(row::text, '' ORDER BY row::text)) FROM ${SCHEMA}.${table} row) AS ${table}`;
  const sql = `SELECT ${['journal', 'warrants', 'matters', 'meetings'].map(sum).join(', ')}`;
  const [wanted] = await asOwner(stack.databaseUrl(RECORDED), sql);
  const [got] = await asOwner(stack.databaseUrl(replayed), sql);
  if (JSON.stringify(wanted) !== JSON.stringify(got))
    throw new Error(
      `the replay left other rows: ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`,
    );
}

/** Both sides on copies of their own; who goes first changes from round to round. */
async function measure(
  stack: BenchStack,
  prepared: Prepared,
  segments: readonly Segment[],
  number: number,
): Promise<Round> {
  const replayFirst = number % 2 === 1;
  const [played, replayed] = [`played_${number}`, `replayed_${number}`];
  const early = replayFirst ? await timeReplay(stack, replayed, segments) : null;
  const whole = await timeStack(stack, played, prepared);
  const replay = early ?? (await timeReplay(stack, replayed, segments));
  await refuseOtherOutcome(stack, replayed, prepared.deciders.today);
  for (const name of [played, replayed]) await stack.dropDatabase(name);
  return { stack: whole, replay };
}

/** As many rounds as are wanted and fit into the time, one at least. */
async function measureRounds(
  wanted: Wanted,
  from: number,
  signal: AbortSignal,
  say: Say,
  round: (number: number) => Promise<Round>,
): Promise<Round[]> {
  const measured: Round[] = [];
  while (measured.length < wanted.rounds) {
    signal.throwIfAborted();
    const number = measured.length;
    say(`第 ${number + 1} 轮，共 ${wanted.rounds} 轮 / round ${number + 1} of ${wanted.rounds}`);
    const began = performance.now();
    measured.push(await round(number));
    const now = performance.now();
    const another = (now - began) * 1.3;
    if (measured.length < wanted.rounds && now - from + another > wanted.seconds * 1000) {
      say(`时间将尽，只测 ${measured.length} 轮 / out of time after ${measured.length} rounds`);
      break;
    }
  }
  return measured;
}

async function run(
  stack: BenchStack,
  wanted: Wanted,
  from: number,
  signal: AbortSignal,
  say: Say,
): Promise<DecisionReport> {
  const { cases } = wanted;
  say(`正在提出并签署 ${cases + WARM_UP} 件事项 / proposing and signing ${cases + WARM_UP} cases`);
  const prepared = await prepare(stack, cases + WARM_UP);
  signal.throwIfAborted();
  say('正在记录语句 / recording the statements');
  const segments = await record(stack, prepared);
  const measured = await measureRounds(wanted, from, signal, say, (number) =>
    measure(stack, prepared, segments, number),
  );
  const [row] = await asOwner<{ server_version: string }>(stack.databaseUrl(ORIGINAL), 'SHOW server_version');
  const counted = segments.filter(({ caseNumber, step }) => caseNumber >= WARM_UP && step !== 'end');
  return reportOf(cases, counted, measured, row?.server_version ?? '');
}

function readArguments(args: readonly string[]): Wanted & { json: boolean } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cases: { type: 'string', default: '10' },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '120' },
      json: { type: 'boolean', default: false },
    },
  });
  return {
    cases: whole(values.cases, 'cases', 50),
    rounds: whole(values.rounds, 'rounds', 20),
    seconds: whole(values.seconds, 'seconds', 3600),
    json: values.json,
  };
}

/**
 * How much slower the path from submission to the warrant is through the whole stack (HTTP to the server process,
 * durable PostgreSQL) than its own SQL statements sent again by one plain client to an identical copy.
 */
export async function measureDecision(
  wanted: Wanted,
  signal: AbortSignal,
  say: Say,
): Promise<DecisionReport> {
  const from = performance.now();
  const late = AbortSignal.timeout(wanted.seconds * 1000);
  const end = AbortSignal.any([signal, late]);
  say('正在启动 PostgreSQL（落盘设置）/ starting PostgreSQL with durable settings');
  const stack = await startBenchStack();
  try {
    const ended = new Promise<never>((_, reject) => {
      const why = (): void =>
        reject(new Error(late.aborted ? '超出 --seconds / over --seconds' : '已中断 / interrupted'));
      if (end.aborted) why();
      end.addEventListener('abort', why);
    });
    return await Promise.race([run(stack, wanted, from, end, say), ended]);
  } finally {
    await stack.remove();
  }
}

export async function decide(args: readonly string[], signal: AbortSignal, say: Say): Promise<void> {
  const { json, ...wanted } = readArguments(args);
  const report = await measureDecision(wanted, signal, say);
  process.stdout.write(`${json ? JSON.stringify(report, null, 2) : showReport(report)}\n`);
}
