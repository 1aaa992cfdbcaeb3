import { type SheetToWrite, writeWorkbook } from './write-workbook.ts';

/** One column of an import sheet. `header` and `meaning` are Chinese, as the user reads them. */
export type TemplateColumn = {
  readonly header: string;
  readonly required: boolean;
  readonly meaning: string;
};

/** One sheet of an import workbook. */
export type TemplateSheet = { readonly name: string; readonly columns: readonly TemplateColumn[] };

/** An import workbook: its file name, and the sheets in the order they are read. */
export type ImportTemplate = {
  readonly file: string;
  readonly title: string;
  readonly sheets: readonly TemplateSheet[];
};

/** The sheet that explains the others. An import passes over it. */
export const NOTES_SHEET = '说明';

function notes(template: ImportTemplate): SheetToWrite {
  const lines = template.sheets.flatMap((sheet) =>
    sheet.columns.map((c) => [sheet.name, c.header, c.required ? '必填' : '可空', c.meaning]),
  );
  return { name: NOTES_SHEET, rows: [['工作表', '列', '是否必填', '填写说明'], ...lines] };
}

/** The empty workbook a user downloads: each sheet has only its header row, and 说明 gives the meaning of every column. */
export async function writeTemplate(template: ImportTemplate): Promise<Buffer> {
  const sheets = template.sheets.map((s) => ({ name: s.name, rows: [s.columns.map((c) => c.header)] }));
  return await writeWorkbook({ sheets: [...sheets, notes(template)] });
}
