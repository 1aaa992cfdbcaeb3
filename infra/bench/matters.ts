import { parseArgs } from 'node:util';
import pg from 'pg';
import { type BenchStack, holdMeetings, startBenchStack } from './bench-stack.ts';
import { measureDecision, whole } from './decide.ts';
import { prepareCases } from './decision-path.ts';
import { spreadOf } from './figures.ts';
import { fillZone } from './matter-zone.ts';
import { figuresOf, type MattersReport, showMatters, type Timed } from './matters-report.ts';
import { type Page, PREPARE, pagesOf } from './page-floor.ts';
import { timed } from './side-by-side.ts';
import { type Speaker, signIn } from './speaker.ts';

const SMALL = 10_000;
const WARM_UP = 5;
/** Calls of each side in a round; the round's figure is their median. */
const CALLS = 15;
const [ORIGINAL, LARGE] = ['small', 'large'];
/** Who reads: the committee sees the whole zone. */
const READER = 'gwh.shencha';

type Say = (line: string) => void;
type Wanted = { readonly matters: number; readonly rounds: number; readonly seconds: number };

/** The example with a case that has been proposed and signed, in two databases: one filled a little, one much. */
async function makeZones(stack: BenchStack, matters: number) {
  await stack.createDatabase(ORIGINAL);
  const server = await stack.serve(ORIGINAL);
  const { cases, deciders } = await prepareCases(stack.url, stack.passwords(), 1, (today) =>
    holdMeetings(stack.databaseUrl(ORIGINAL), today),
  );
  const handler = deciders.speakers.get('gf.jingban');
  const companies = await handler?.query<{ id: string; code: string }[]>('organizations.companies');
  const companyId = companies?.find(({ code }) => code === 'GF')?.id;
  await server.stop();
  const [opened] = cases;
  if (opened === undefined || companyId === undefined) throw new Error('no case was prepared');
  await stack.createDatabase(LARGE, ORIGINAL);
  await fillZone(stack.databaseUrl(ORIGINAL), SMALL);
  const began = performance.now();
  await fillZone(stack.databaseUrl(LARGE), matters);
  return { caseId: opened.id, companyId, seconds: (performance.now() - began) / 1000 };
}

const median = (values: readonly number[]): number => spreadOf(values).median;

/** Both sides take turns, so that what else the machine does falls on both. */
async function timePage(
  reader: Speaker,
  client: pg.Client,
  page: Page,
): Promise<{ stack: number; floor: number }> {
  const [stack, floor]: [number[], number[]] = [[], []];
  for (let call = 0; call < WARM_UP + CALLS; call += 1) {
    const http = await timed(() => reader.query(page.procedure, page.input));
    const sql = await timed(async () => {
      for (const { sql, values } of page.floor) await client.query(sql, [...values]);
    });
    if (call < WARM_UP) continue;
    stack.push(http);
    floor.push(sql);
  }
  return { stack: median(stack), floor: median(floor) };
}

/** Every page on one database, so many rounds. */
async function timeZone(
  stack: BenchStack,
  database: string,
  pages: readonly Page[],
  rounds: number,
  signal: AbortSignal,
): Promise<Timed[]> {
  const server = await stack.serve(database);
  const client = new pg.Client({ connectionString: stack.databaseUrl(database) });
  await client.connect();
  try {
    await client.query(PREPARE);
    const reader = await signIn(stack.url, READER, stack.passwords().get(READER) ?? '');
    const measured = pages.map(() => ({ stack: [] as number[], floor: [] as number[] }));
    for (let round = 0; round < rounds; round += 1) {
      for (const [at, page] of pages.entries()) {
        signal.throwIfAborted();
        const { stack: http, floor } = await timePage(reader, client, page);
        measured[at]?.stack.push(http);
        measured[at]?.floor.push(floor);
      }
    }
    return measured;
  } finally {
    await client.end();
    await server.stop();
  }
}

async function measurePages(stack: BenchStack, wanted: Wanted, signal: AbortSignal, say: Say) {
  say(`正在造 ${wanted.matters} 件事项 / making ${wanted.matters} matters`);
  const { caseId, companyId, seconds } = await makeZones(stack, wanted.matters);
  const pages = pagesOf(caseId, companyId);
  say(`造数用了 ${seconds.toFixed(0)} 秒，正在测页面 / made in ${seconds.toFixed(0)} s, measuring pages`);
  const small = await timeZone(stack, ORIGINAL, pages, wanted.rounds, signal);
  const large = await timeZone(stack, LARGE, pages, wanted.rounds, signal);
  const nothing: Timed = { stack: [], floor: [] };
  return {
    filledSeconds: seconds,
    pages: pages.map((page, at) => figuresOf(page.name, large[at] ?? nothing, small[at] ?? nothing)),
  };
}

function readArguments(args: readonly string[]): Wanted & { json: boolean } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      matters: { type: 'string', default: '1000000' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '120' },
      json: { type: 'boolean', default: false },
    },
  });
  return {
    matters: whole(values.matters, 'matters', 10_000_000),
    rounds: whole(values.rounds, 'rounds', 50),
    seconds: whole(values.seconds, 'seconds', 3600),
    json: values.json,
  };
}

/**
 * How the lists and the page of a case stand at a million cases in a zone: to hand-written SQL that fetches the same
 * rows by a plain client (as the owner, without transaction, scope or session), and to themselves at ten thousand; and the decision of a
 * case to its own statements. `--seconds` bounds the part on decisions.
 */
export async function matters(args: readonly string[], signal: AbortSignal, say: Say): Promise<void> {
  const { json, ...wanted } = readArguments(args);
  say('正在启动 PostgreSQL（落盘设置）/ starting PostgreSQL with durable settings');
  const stack = await startBenchStack();
  let pages: Awaited<ReturnType<typeof measurePages>>;
  try {
    pages = await measurePages(stack, wanted, signal, say);
  } finally {
    await stack.remove();
  }
  const decision = await measureDecision({ cases: 10, rounds: 3, seconds: wanted.seconds }, signal, say);
  const report: MattersReport = { matters: wanted.matters, small: SMALL, ...pages, decision };
  process.stdout.write(`${json ? JSON.stringify(report, null, 2) : showMatters(report)}\n`);
}
