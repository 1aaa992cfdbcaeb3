/**
 * Where a row comes from. `source`: its names and its cluster are in the newspaper report of the case.
 * `示例`: made up so that the story can be played; no fact about anyone.
 */
export type Origin = 'source' | '示例';

/** The two values of the column 来源, under names. */
export const SOURCE: Origin = 'source';
export const EXAMPLE: Origin = '示例';

/** One sheet as text cells. Every row is as long as `columns`; unknown is the empty text. */
export type CaseSheet = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** One workbook. `notes` is written on a sheet 说明 that no import reads. */
export type CaseWorkbook = {
  readonly file: string;
  readonly sheets: readonly CaseSheet[];
  readonly notes: readonly string[];
};

/** Several codes in one cell. */
export function list(...codes: readonly string[]): string {
  return codes.join('、');
}
