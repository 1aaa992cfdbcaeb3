/** What can be wrong with a cell, a row or a sheet. */
export type BadCellCode =
  | 'WORKBOOK_UNREADABLE'
  | 'UNKNOWN_SHEET'
  | 'MISSING_SHEET'
  | 'HEADER_DIFFERS'
  | 'OUTSIDE_TABLE'
  | 'NO_ROWS'
  | 'ONE_ROW_ONLY'
  | 'REQUIRED'
  | 'MUST_BE_EMPTY'
  | 'NOT_TEXT'
  | 'NOT_A_CODE'
  | 'NOT_A_DATE'
  | 'NOT_AN_AMOUNT'
  | 'NOT_A_NUMBER'
  | 'NOT_A_CHOICE'
  | 'NOT_A_USCC'
  | 'NOT_A_LOGIN'
  | 'UNKNOWN_CODE'
  | 'WRONG_KIND'
  | 'DUPLICATE'
  | 'ALREADY_RECORDED'
  | 'CIRCULAR'
  | 'BEFORE_ANOTHER_DATE'
  | 'EXCEEDS_ANOTHER_AMOUNT'
  | 'DIFFERS_FROM_OTHER_ROWS'
  | 'ADMINISTRATORS_EXCLUDE'
  | 'NOT_IN_GROUP'
  | 'DOES_NOT_BALANCE'
  | 'NOT_A_MONTH'
  | 'NOT_A_SHARE'
  | 'NOT_CO_OWNERS'
  | 'IN_FUTURE'
  | 'NOT_IN_FORCE'
  | 'DEPRECIATION_DIFFERS'
  | 'PUBLIC_BENEFIT'
  | 'NOT_YOUR_BOOK';

/** One thing to mend. `row` is Excel's, the header is 1; `column` is the letter and the header, or empty for a whole sheet. */
export type BadCell = {
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  readonly code: BadCellCode;
  readonly value: string;
  readonly message: string;
};
