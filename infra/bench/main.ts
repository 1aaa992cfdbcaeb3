import { assets } from './assets.ts';
import { contracts } from './contracts.ts';
import { decide } from './decide.ts';
import { equity } from './equity.ts';
import { log } from './log.ts';
import { matters } from './matters.ts';
import { verify } from './verify.ts';

type Bench = {
  readonly about: string;
  run(args: readonly string[], signal: AbortSignal, say: (line: string) => void): Promise<void>;
};

const benches: Readonly<Record<string, Bench>> = {
  assets: {
    about:
      '[--part import|booking|pages] [--rows N] [--assets N] [--rounds N] [--json]  从 Excel 导入十万行资产、十万行入账，以及 N 项资产下的资产册、报表与对账，各与下限之比 / importing and booking a hundred thousand assets; register, statement and reconciliation at N; each against its floor',
    run: assets,
  },
  contracts: {
    about:
      '[--part rules|radar|list] [--lines N] [--contracts N] [--suppliers N] [--calls N] [--rounds N] [--json]  合同判定与必招判定逐行试算、百万份合同下逐份拆分预警、合同列表，各与下限之比 / the gate and the tender duty by the line, the split radar for each new contract and the list among a million, each against its floor',
    run: contracts,
  },
  decide: {
    about:
      '[--cases N] [--rounds N] [--seconds N] [--json]  从提交到批复：整套系统与同样 SQL 之比 / submission to warrant: the whole stack against the same SQL',
    run: decide,
  },
  equity: {
    about:
      '[--events N] [--rounds N] [--json]  十万家公司的穿透、控制与层级，千家公司合并，百万股权事件的股权结构，各与下限之比 / seeing through a hundred thousand companies, consolidating a thousand, cap tables at a million events, each against its floor',
    run: equity,
  },
  log: {
    about:
      '[--acts N] [--rounds N] [--json]  1、2、4、8 个同时写入者在留痕末尾取号的等待，与各用各号之比 / what writers wait for each other at the end of the log, against each on a line of its own',
    run: log,
  },
  matters: {
    about:
      '[--matters N] [--rounds N] [--seconds N] [--json]  百万件事项：列表、查找、事项页与手写 SQL 及一万件之比，并含 decide / a million matters: lists, search and case page against plain SQL and against ten thousand, and decide',
    run: matters,
  },
  verify: {
    about:
      '[--entries N] [--rounds N] [--json]  十万条日志、三十万行数据：两个独立验证程序与仅计算同一文件哈希之比 / both verifiers on a hundred thousand entries and three hundred thousand rows, against hashing the same file alone',
    run: verify,
  },
};

const list = (): string =>
  Object.entries(benches)
    .map(([name, { about }]) => `bench ${name} ${about}`)
    .join('\n');

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined) {
    process.stdout.write(`${list()}\n`);
    return 0;
  }
  const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (bench === undefined) {
    process.stderr.write(`没有名为 ${name} 的基准 / there is no bench ${name}\n${list()}\n`);
    return 2;
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  await bench.run(args, stop.signal, (line) => process.stderr.write(`[guanyun] ${line}\n`));
  return 0;
}

try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`[guanyun] ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
