import type { AssetClass } from '@guanyun/domain/assets/asset-class.ts';
import { type ParticularSheet, particularSheets } from '@guanyun/domain/assets/asset-fields.ts';
import { type ParticularProblem, readParticulars } from '@guanyun/domain/assets/read-particulars.ts';
import type { BadCellCode } from '../kernel/bad-cell.ts';
import type { OpenedWorkbook, WorkbookRow } from '../kernel/workbook-cells.ts';
import { ASSET_CODE } from './import-assets-layout.ts';

const said: Readonly<Record<ParticularProblem['problem'], readonly [code: BadCellCode, message: string]>> = {
  not_of_class: ['MUST_BE_EMPTY', '这一类资产没有这一项，须留空'],
  missing: ['REQUIRED', '这一类资产必填'],
  not_text: ['NOT_TEXT', '文字不超过 500 个字，且不含控制字符'],
  not_a_date: ['NOT_A_DATE', '应为真实存在的日期，写作 2026-01-01'],
  not_an_amount: ['NOT_AN_AMOUNT', '应为以元计的金额，最多两位小数，不带千分位，不能为负'],
  not_an_area: ['NOT_A_NUMBER', '应为大于 0 的面积，最多两位小数'],
  not_a_share: ['NOT_A_SHARE', '应为大于 0、不超过 1 的份额，如 1/2、0.51 或 51%'],
  not_a_choice: ['NOT_A_CHOICE', '不在可选的用语之内'],
  not_yes_or_no: ['NOT_A_CHOICE', '应为是、否之一'],
  not_co_owners: ['NOT_CO_OWNERS', '应写作“甲公司:1/2:同意、乙公司:1/2:不同意”，每个共有人一次'],
  shares_not_whole: ['NOT_CO_OWNERS', '各共有人的份额合计须等于 1'],
};

function noteProblem(row: WorkbookRow, sheet: ParticularSheet, { key, problem }: ParticularProblem): void {
  const field = sheet.fields.find((one) => one.key === key);
  if (field === undefined) return;
  const [code, message] = said[problem];
  const terms = field.choices.map(({ zh }) => zh).join('、');
  row.bad(field.zh, code, problem === 'not_a_choice' ? `应为${terms}之一` : message);
}

/** An asset of the workbook, by its code; null where its card could not be read, so that nothing more is said of it. */
export type CardClass = { readonly assetClass: AssetClass | null };

function readRow(
  row: WorkbookRow,
  sheet: ParticularSheet,
  card: CardClass,
): Readonly<Record<string, string>> {
  const { assetClass } = card;
  if (assetClass === null) return {};
  if (!sheet.classes.includes(assetClass)) {
    row.bad(ASSET_CODE, 'WRONG_KIND', `该资产的类别不在“${sheet.name}”表填写`);
    return {};
  }
  const record: Record<string, string> = {};
  for (const { key, zh } of sheet.fields) {
    const text = row.raw(zh);
    if (text !== '') record[key] = text;
  }
  const { texts, problems } = readParticulars(assetClass, record);
  for (const problem of problems) noteProblem(row, sheet, problem);
  return texts;
}

/** The particulars of the workbook's assets by code, from the sheets of their classes. */
export function readParticularSheets(
  opened: OpenedWorkbook,
  cards: ReadonlyMap<string, CardClass>,
): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const found = new Map<string, Readonly<Record<string, string>>>();
  for (const sheet of particularSheets) {
    const seen = new Map<string, number>();
    for (const row of opened.rows(sheet.name)) {
      const code = row.raw(ASSET_CODE);
      const card = cards.get(code);
      const before = seen.get(code);
      if (code === '') row.required(ASSET_CODE);
      else if (card === undefined)
        row.bad(ASSET_CODE, 'UNKNOWN_CODE', `“资产”表中没有编码“${code}”，没有编码的资产不能写其他事项`);
      else if (before !== undefined) row.bad(ASSET_CODE, 'DUPLICATE', `“${code}”已写在第 ${before} 行`);
      else found.set(code, readRow(row, sheet, card));
      seen.set(code, before ?? row.number);
    }
  }
  return found;
}
