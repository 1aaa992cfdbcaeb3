import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assetsLayout } from '@guanyun/application/assets/import-assets-layout.ts';
import { HOME, ROOT } from '../paths.ts';
import { asOwner, type BenchStack, SCHEMA } from './bench-stack.ts';
import { type Spread, showSpread, spreadOf } from './figures.ts';
import { secondsOf } from './side-by-side.ts';
import { signIn } from './speaker.ts';
import { xlsxOf } from './xlsx-file.ts';

const IMPORTER = 'gwh.shencha';
const FOLDER = join(HOME, 'bench');
/** What an import writes of assets, in the order in which they refer to each other. */
const TABLES = ['assets', 'asset_facts', 'asset_entries', 'asset_sums'] as const;

export type ImportReport = {
  readonly rows: number;
  readonly columns: number;
  readonly fileMegabytes: number;
  readonly parse: Spread;
  readonly parseMegabytes: number;
  readonly preview: Spread;
  readonly commit: Spread;
  readonly copy: Spread;
  readonly toParse: Spread;
  readonly toCopy: Spread;
  /** The most memory the server had in use at any moment; null where the system does not tell. */
  readonly serverMegabytes: number | null;
};

/** Workshops, equipment and roads of three clusters in the middle of their lives; amounts and months as numbers. */
function registerOf(count: number): Buffer {
  const [sheet] = assetsLayout;
  if (sheet === undefined) throw new Error('no sheet of cards');
  const clusters = ['FH', 'QH', 'BD'];
  const books = ['FHGS', 'QHGS', 'BDGS'];
  const row = (at: number): Readonly<Record<string, string>> => ({
    编码: `BENCH-${at}`,
    名称: `示例资产 ${at} 号`,
    类别: ['厂房', '道路', '设备'][at % 3] ?? '',
    分类代码: 'A02000000',
    组团编码: clusters[at % 3] ?? '',
    账簿单位编码: books[at % 3] ?? '',
    权属单位编码: at % 5 === 0 ? 'YN' : (books[at % 3] ?? ''),
    实物单位编码: books[at % 3] ?? '',
    形成日期: `2023-${String(1 + (at % 12)).padStart(2, '0')}-15`,
    入账日期: '2026-01-01',
    '原值(元)': `${120_000 + (at % 977)}.5`,
    '累计折旧(元)': '12000',
    '减值准备(元)': '0',
    '净残值(元)': '6000',
    '月折旧(元)': '475',
    折旧已提至: '2025-12',
    数量: `${1 + (at % 9)}`,
    计量单位: '台',
    '面积(平方米)': `${100 + (at % 400)}.25`,
    公益性: '否',
  });
  const rows = Array.from({ length: count }, (_, at) => {
    const filled = row(at);
    return sheet.columns.map((column) => filled[column] ?? '');
  });
  const numbers = new Set([10, 11, 12, 13, 15, 17, 19]);
  return xlsxOf(sheet.name, [sheet.columns, ...rows], numbers);
}

/** Reads the file in a process of its own, whose memory is the reader's alone. */
function parseAlone(path: string): { seconds: number; megabytes: number } {
  const reader = pathToFileURL(join(ROOT, 'apps/server/src/workbook/large-workbook.ts')).href;
  const script = `
    const { readFileSync } = require('node:fs');
    import(${JSON.stringify(reader)}).then(async ({ readLargeWorkbook }) => {
      const bytes = readFileSync(${JSON.stringify(path)});
      const from = performance.now();
      const reading = await readLargeWorkbook(bytes, () => {});
      if (!reading.ok) throw new Error(JSON.stringify(reading));
      const seconds = (performance.now() - from) / 1000;
      console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
    });`;
  const done = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', '-e', script], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(done.stderr.slice(-2000));
  return JSON.parse(done.stdout) as { seconds: number; megabytes: number };
}

function peakOf(pid: number): number | null {
  try {
    const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line === null ? null : Number(line[1]) / 1024;
  } catch {
    return null;
  }
}

/** The rows that the import left, by COPY into the same tables of the database as it was before; no trigger and no key is asked. */
async function copyOf(stack: BenchStack, imported: string, before: string): Promise<number> {
  // PostgreSQL may run as another user than this process.
  const folder = mkdtempSync(join(tmpdir(), 'guanyun-copy-'));
  chmodSync(folder, 0o777);
  const file = (table: string): string => join(folder, `${table}.copy`);
  const columns = async (table: string): Promise<string> => {
    const rows = await asOwner<{ name: string }>(
      stack.databaseUrl(imported),
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = '${SCHEMA}.${table}'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    );
    return rows.map(({ name }) => name).join(', ');
  };
  const lists = new Map<string, string>();
  for (const table of TABLES) {
    lists.set(table, await columns(table));
    await asOwner(
      stack.databaseUrl(imported),
      `COPY ${SCHEMA}.${table} (${lists.get(table)}) TO '${file(table)}'`,
    );
  }
  const copies = TABLES.map((table) => `COPY ${SCHEMA}.${table} (${lists.get(table)}) FROM '${file(table)}'`);
  const seconds = await secondsOf(() =>
    asOwner(
      stack.databaseUrl(before),
      ['BEGIN', 'SET LOCAL session_replication_role = replica', ...copies, 'COMMIT'].join('; '),
    ),
  );
  rmSync(folder, { recursive: true, force: true });
  return seconds;
}

async function importOnce(stack: BenchStack, round: number, book: Uint8Array<ArrayBuffer>) {
  const [imported, before] = [`imported${round}`, `before${round}`];
  await stack.createDatabase(imported);
  const prepared = await stack.serve(imported);
  await prepared.stop();
  await stack.createDatabase(before, imported);
  const server = await stack.serve(imported);
  try {
    const importer = await signIn(stack.url, IMPORTER, stack.passwords().get(IMPORTER) ?? '');
    const digest = await importer.upload('bench.xlsx', book);
    const asked = { template: 'assets', digest };
    const preview = await secondsOf(async () => {
      const { problems } = await importer.query<{ problems: unknown[] }>('imports.preview', asked);
      if (problems.length > 0) throw new Error(JSON.stringify(problems[0]));
    });
    const commit = await secondsOf(() => importer.act('imports.commit', asked));
    const megabytes = peakOf(server.pid);
    return { preview, commit, megabytes, copy: await copyOf(stack, imported, before) };
  } finally {
    await server.stop();
    await stack.dropDatabase(imported);
    await stack.dropDatabase(before);
  }
}

/** An import from Excel, checked and stored: against reading the file alone, and against COPY of what it stored. */
export async function measureImport(
  stack: BenchStack,
  wanted: { readonly rows: number; readonly rounds: number },
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<ImportReport> {
  say(`正在写 ${wanted.rows} 行的工作簿 / writing a workbook of ${wanted.rows} rows`);
  const book = new Uint8Array(registerOf(wanted.rows));
  const path = join(FOLDER, 'bench.xlsx');
  writeFileSync(path, book);
  const rounds = [];
  for (let round = 0; round < wanted.rounds && !signal.aborted; round += 1) {
    say(`第 ${round + 1} 轮 / round ${round + 1}`);
    rounds.push({ parse: parseAlone(path), ...(await importOnce(stack, round, book)) });
  }
  rmSync(path, { force: true });
  const peaks = rounds.flatMap(({ megabytes }) => megabytes ?? []);
  return {
    ...{ rows: wanted.rows, columns: assetsLayout[0]?.columns.length ?? 0, fileMegabytes: book.length / 1e6 },
    parse: spreadOf(rounds.map(({ parse }) => parse.seconds)),
    parseMegabytes: Math.max(...rounds.map(({ parse }) => parse.megabytes)),
    preview: spreadOf(rounds.map(({ preview }) => preview)),
    commit: spreadOf(rounds.map(({ commit }) => commit)),
    copy: spreadOf(rounds.map(({ copy }) => copy)),
    toParse: spreadOf(rounds.map(({ commit, parse }) => commit / parse.seconds)),
    toCopy: spreadOf(rounds.map(({ commit, copy }) => commit / copy)),
    serverMegabytes: peaks.length === 0 ? null : Math.max(...peaks),
  };
}

export function showImport(report: ImportReport): string[] {
  const { rows, columns, fileMegabytes, serverMegabytes: server } = report;
  return [
    `导入 / import of ${rows.toLocaleString('en')} rows of ${columns} columns, ${fileMegabytes.toFixed(1)} MB of Excel`,
    `reading the file alone   ${showSpread(report.parse, 1)} s, peak ${report.parseMegabytes.toFixed(0)} MB`,
    `check (preview)          ${showSpread(report.preview, 1)} s`,
    `check and store          ${showSpread(report.commit, 1)} s, ${showSpread(report.toParse, 1)} × reading alone, ${showSpread(report.toCopy, 1)} × COPY`,
    `COPY, nothing checked    ${showSpread(report.copy, 1)} s`,
    server === null ? '' : `peak memory of the server ${server.toFixed(0)} MB`,
  ];
}
