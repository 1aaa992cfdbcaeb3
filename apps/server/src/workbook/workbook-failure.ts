/** The two ways an uploaded workbook is turned away; codes of the closed list of refusals. */
export type WorkbookFailureCode = 'WORKBOOK_UNREADABLE' | 'DOCUMENT_TOO_LARGE';

/** A workbook turned away. `facts.reason` is a stable word; sizes are decimal byte or cell counts. */
export type WorkbookFailure = {
  readonly ok: false;
  readonly code: WorkbookFailureCode;
  readonly facts: Readonly<Record<string, string>>;
};

/** Not a workbook we can read: damaged, encrypted, of another format, or built to mislead the reader. */
export function unreadable(reason: string, facts: Readonly<Record<string, string>> = {}): WorkbookFailure {
  return { ok: false, code: 'WORKBOOK_UNREADABLE', facts: { reason, ...facts } };
}

/** Over a limit. `limit` and `actual` are counts of what `reason` names. */
export function tooLarge(reason: string, limit: number, actual: number): WorkbookFailure {
  return { ok: false, code: 'DOCUMENT_TOO_LARGE', facts: { reason, limit: `${limit}`, actual: `${actual}` } };
}
