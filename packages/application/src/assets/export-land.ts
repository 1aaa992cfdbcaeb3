import type { LandStateName } from '@guanyun/domain/assets/land-state.ts';
import type { Reason } from '@guanyun/domain/kernel/basis.ts';
import { cite } from '@guanyun/domain/kernel/basis.ts';
import { parseYuan } from '@guanyun/domain/kernel/money.ts';
import { formatPercent, parseRatio } from '@guanyun/domain/kernel/ratio.ts';
import type { Deps } from '../kernel/deps.ts';
import type { Sheet, SheetCell } from '../kernel/sheet.ts';
import type { Actor } from '../organizations/actor.ts';
import { type LandLedgerAsked, readLandLedger } from './read-land.ts';

const stateNames: Readonly<Record<LandStateName, string>> = {
  reclaimable: '闲置·可收回',
  idle_fee: '闲置·可征缴闲置费',
  idle_government: '闲置·政府原因',
  idle_stopped: '闲置·中止开发',
  unclear: '资料不足',
  default: '违约',
  due_soon: '临近约定动工',
  inefficient: '低效',
  not_due: '未到期',
  completed: '已竣工',
  revived: '已盘活',
  reclaimed: '已收回',
};
const wayNames: Readonly<Record<string, string>> = {
  reclaim: '收回',
  transfer: '转让',
  added_investment: '追加投资',
  replacement: '腾笼换鸟',
  agreed_return: '协议收回',
  judicial: '司法处置',
};
const columns = [
  ...['组团', '宗地', '宗地号', '用地单位', '面积（平方米）', '面积（亩）', '价款（元）', '出让日期'],
  ...['约定动工', '约定竣工', '状态', '理由和依据', '闲置面积（平方米）', '可征缴闲置费（元）', '办理期限'],
];
const why = (reasons: readonly Reason[]): string =>
  reasons.map(({ because, basis }) => `${because}（${cite(basis)}）`).join('；');
const percent = (rate: { fraction: string } | null): string =>
  rate === null ? '' : `${formatPercent(parseRatio(rate.fraction), 2)}%`;

type Ledger = Awaited<ReturnType<typeof readLandLedger>>;

function totalRows({ asOf, totals, revived }: Ledger): (readonly SheetCell[])[] {
  const { agreements, starts, completions } = totals;
  const kept = (name: string, of: typeof agreements): string[] => [
    name,
    percent(of.rate),
    `${of.kept}/${of.due}`,
  ];
  return [
    ['截至', asOf, ''],
    ['宗地数', String(totals.parcels), ''],
    ['面积（平方米）', parseYuan(totals.area), ''],
    ['面积（亩）', parseYuan(totals.mu), ''],
    ['闲置面积（平方米）', parseYuan(totals.idle.area), ''],
    ['闲置面积（亩）', parseYuan(totals.idle.mu), ''],
    ['闲置率', percent(totals.idleRate), totals.idleRate?.fraction ?? ''],
    kept('履约率', agreements),
    kept('按期动工率', starts),
    kept('按期竣工率', completions),
    ['盘活面积（平方米）', parseYuan(revived.area), `${revived.from} 至 ${revived.to}`],
    ['盘活面积（亩）', parseYuan(revived.mu), `${revived.from} 至 ${revived.to}`],
  ];
}

/** The ledger as a workbook: exactly the rows that are shown, the totals, and what was revived in the period. */
export async function exportLand(deps: Deps, actor: Actor, asked: LandLedgerAsked): Promise<Sheet[]> {
  const ledger = await readLandLedger(deps, actor, asked);
  const rows = ledger.rows.map((row) => [
    ...[row.cluster.name, row.name, row.parcelNo, row.holder.name],
    ...[parseYuan(row.area), parseYuan(row.mu), parseYuan(row.price), row.grantedOn],
    ...[row.startBy, row.completeBy, stateNames[row.state], why(row.reasons)],
    ...[parseYuan(row.idleArea.area), parseYuan(row.fee), row.deadline ?? ''],
  ]);
  const released = ledger.revived.items.map((one) => [
    ...[one.day, one.name, one.parcelNo, wayNames[one.way] ?? one.way],
    ...[parseYuan(one.area), parseYuan(one.mu)],
  ]);
  return [
    { name: '闲置低效用地台账', columns, rows },
    { name: '合计', columns: ['项目', '数值', '说明'], rows: totalRows(ledger) },
    {
      name: '盘活',
      columns: ['日期', '宗地', '宗地号', '方式', '面积（平方米）', '面积（亩）'],
      rows: released,
    },
  ];
}
