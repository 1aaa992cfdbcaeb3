import type { MatterLine } from '@guanyun/application/matters/read-matters.ts';
import { catalogueV1 } from '@guanyun/domain/matters/catalogue-v1.ts';
import { levelNames, type MatterLevel, type MatterSlug } from '@guanyun/domain/matters/matter-slug.ts';
import { stateNames } from '@guanyun/domain/matters/state-names.ts';
import type { SheetToWrite } from './write-workbook.ts';

const header = [
  '编号',
  '名称',
  '事项',
  '申报单位',
  '由谁决定',
  '金额（元）',
  '环节',
  '答复期限',
  '剩余工作日',
];

/** The list of cases as a sheet: the columns of the page, in its order. `more`: some did not fit, and the last row says so. */
export function mattersSheet(items: readonly MatterLine[], more: boolean): SheetToWrite {
  const rows = items.map((line) => [
    line.number ?? '',
    line.title,
    catalogueV1.lines[line.matter as MatterSlug]?.title.zh ?? line.matter,
    line.company.name,
    levelNames[line.level as MatterLevel] ?? line.level,
    line.amount ?? '',
    stateNames[line.state],
    line.due ?? '',
    line.remaining === null ? '' : `${line.remaining}`,
  ]);
  const cut = more ? [[`仅前 ${items.length} 件；请缩小筛选范围后再导出`]] : [];
  return { name: '重大事项', rows: [header, ...rows, ...cut] };
}
