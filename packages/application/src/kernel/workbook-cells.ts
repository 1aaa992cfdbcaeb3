import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { type LocalDate, tryEnteredDate, tryLocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import type { BadCell, BadCellCode } from './bad-cell.ts';
import type { Workbook } from './deps.ts';
import type { TellProgress } from './import-progress.ts';

/** What an import adds, counted. */
export type SummaryLine = { readonly zh: string; readonly en: string; readonly count: number };

/** A sheet of a template: its header, column by column; a workbook may come without an optional one. */
export type SheetLayout = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly optional?: boolean;
};

/** What an import takes from outside: who imports, for which organisation, from which document; null for the system itself. */
export type ImportContext = {
  readonly newId: () => string;
  readonly now: () => Date;
  readonly personId: string | null;
  readonly organizationId: string | null;
  readonly document: string | null;
  /** Told while a long import is under way; awaiting it lets others have their turn. */
  readonly tell?: TellProgress;
};

/** A workbook after its checks: what it adds, and how. To be saved only when no cell was bad. */
export type CheckedImport = { readonly summary: readonly SummaryLine[]; save(tx: Tx): Promise<void> };

const NOTES_SHEET = '说明';
const ORIGINS = { '': 'entered', source: 'source', 示例: 'illustrative' } as const;
const TEXT_MAX = 2000;
/** Fifteen digits before the point: `numeric(20,2)` holds eighteen, and sums of many such amounts. */
const amountPattern = /^(-?)(0|[1-9]\d{0,14})(?:\.(\d{1,2}))?$/;
const codePattern = /^[\p{L}\p{N}._-]{1,40}$/u;
const controls = /[\p{Cc}\p{Cs}]/u;

/** The letters of a column, the first being 0: A, Z, AA. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

/** `"12"`, `"12.5"`, `"12.50"` as `"12.50"`: yuan with up to two places, no separators; null on any other text. */
export function twoPlaces(text: string): string | null {
  const match = amountPattern.exec(text);
  if (match === null) return null;
  const [, minus = '', whole = '', cents = ''] = match;
  return formatYuan(parseYuan(`${minus}${whole}.${cents.padEnd(2, '0')}`));
}

/**
 * One row of data. Each reading either gives the value or notes what is wrong with the cell and gives null; an empty
 * cell gives null too, and is wrong only where the reading is of a required cell (`must…`).
 */
export class WorkbookRow {
  readonly number: number;
  readonly #layout: SheetLayout;
  readonly #cells: readonly string[];
  readonly #problems: BadCell[];

  constructor(layout: SheetLayout, number: number, cells: readonly string[], problems: BadCell[]) {
    this.number = number;
    this.#layout = layout;
    this.#cells = cells;
    this.#problems = problems;
  }

  #index(header: string): number {
    const index = this.#layout.columns.indexOf(header);
    if (index < 0) throw new Error(`sheet ${this.#layout.name} has no column ${header}`);
    return index;
  }

  /** The cell as it stands, `''` when empty. */
  raw(header: string): string {
    return this.#cells[this.#index(header)] ?? '';
  }

  /** Notes that the cell is wrong. */
  bad(header: string, code: BadCellCode, message: string): null {
    const column = `${columnLetters(this.#index(header))} ${header}`;
    const value = this.raw(header).slice(0, 200);
    this.#problems.push({ sheet: this.#layout.name, row: this.number, column, code, value, message });
    return null;
  }

  /** Notes an empty cell that must be filled. */
  required(header: string): null {
    return this.bad(header, 'REQUIRED', `“${header}”必填`);
  }

  /** Notes a filled cell that must be empty. */
  mustBeEmpty(header: string, when: string): void {
    if (this.raw(header) !== '') this.bad(header, 'MUST_BE_EMPTY', `${when}，“${header}”须留空`);
  }

  #read<T>(header: string, parse: (text: string) => T | null, code: BadCellCode, message: string): T | null {
    const text = this.raw(header);
    return text === '' ? null : (parse(text) ?? this.bad(header, code, message));
  }

  #must<T>(header: string, value: T | null): T | null {
    return this.raw(header) === '' ? this.required(header) : value;
  }

  /** Text for people: at most 2000 characters; line breaks and tabs become blanks. */
  text(header: string): string | null {
    const plain = (text: string) => {
      const line = text.replace(/[\t\r\n]+/g, ' ');
      return line.length <= TEXT_MAX && !controls.test(line) ? line : null;
    };
    return this.#read(header, plain, 'NOT_TEXT', `文字不超过 ${TEXT_MAX} 个字，且不含控制字符`);
  }
  mustText(header: string): string | null {
    return this.#must(header, this.text(header));
  }

  /** A code that other rows refer to: letters, digits, `.`, `_`, `-`, at most 40; not 全部. */
  mustCode(header: string): string | null {
    const code = (text: string) => (codePattern.test(text) && text !== '全部' ? text : null);
    const message = '编码只用文字、数字和 . _ -，不超过 40 个字，且不能是“全部”';
    return this.#must(header, this.#read(header, code, 'NOT_A_CODE', message));
  }

  date(header: string): LocalDate | null {
    return this.#read(
      header,
      tryEnteredDate,
      'NOT_A_DATE',
      '应为真实存在的日期（1900 年至 2199 年），写作 2026-01-01',
    );
  }
  mustDate(header: string): LocalDate | null {
    return this.#must(header, this.date(header));
  }

  /** Yuan with two places. `sign` says how small it may be. */
  amount(header: string, sign: 'any' | 'positive' | 'not_negative'): string | null {
    const within = (text: string) => {
      const amount = twoPlaces(text);
      if (amount === null || sign === 'any') return amount;
      const size = parseYuan(amount);
      return size > 0n || (size === 0n && sign === 'not_negative') ? amount : null;
    };
    const least = { any: '', positive: '，须大于 0', not_negative: '，不能为负' }[sign];
    const message = `应为以元计的金额，最多两位小数，不带千分位，如 40000000.00${least}`;
    return this.#read(header, within, 'NOT_AN_AMOUNT', message);
  }
  mustAmount(header: string, sign: 'positive' | 'not_negative'): string | null {
    return this.#must(header, this.amount(header, sign));
  }

  integer(header: string, from: number, to: number): number | null {
    const within = (text: string) => {
      const n = /^\d{1,9}$/.test(text) ? Number(text) : from - 1;
      return n >= from && n <= to ? n : null;
    };
    return this.#read(header, within, 'NOT_A_NUMBER', `应为 ${from} 至 ${to} 的整数`);
  }

  /** One of a closed list of Chinese terms. */
  choice<T>(header: string, terms: Readonly<Record<string, T>>): T | null {
    const chosen = (text: string) => (Object.hasOwn(terms, text) ? (terms[text] ?? null) : null);
    const names = Object.keys(terms).filter((term) => term !== '');
    return this.#read(header, chosen, 'NOT_A_CHOICE', `应为${names.join('、')}之一`);
  }
  mustChoice<T>(header: string, terms: Readonly<Record<string, T>>): T | null {
    return this.#must(header, this.choice(header, terms));
  }

  /** Several codes in one cell, parted by 、; each once. */
  list(header: string): readonly string[] {
    const parts = this.raw(header)
      .split('、')
      .map((part) => part.trim())
      .filter((part) => part !== '');
    const twice = parts.find((part, index) => parts.indexOf(part) !== index);
    if (twice !== undefined) this.bad(header, 'DUPLICATE', `“${twice}”写了两次`);
    return [...new Set(parts)];
  }

  /** Where the row comes from: the case's report, made up, or entered by the importer (empty). */
  origin(): (typeof ORIGINS)[keyof typeof ORIGINS] | null {
    return this.raw('来源') === '' ? ORIGINS[''] : this.choice('来源', ORIGINS);
  }

  /** Notes a date that lies before another of the same row. */
  inOrder(earlier: string, later: string): void {
    const [from, to] = [tryLocalDate(this.raw(earlier)), tryLocalDate(this.raw(later))];
    if (from !== null && to !== null && to < from)
      this.bad(later, 'BEFORE_ANOTHER_DATE', `“${later}”早于“${earlier}”${from}`);
  }

  /** Notes an amount that is larger than another of the same row. */
  atMost(smaller: string, larger: string): void {
    const [small, large] = [twoPlaces(this.raw(smaller)), twoPlaces(this.raw(larger))];
    if (small !== null && large !== null && parseYuan(small) > parseYuan(large))
      this.bad(smaller, 'EXCEEDS_ANOTHER_AMOUNT', `“${smaller}”大于“${larger}”${large}`);
  }
}

/** A workbook that was held against its template. With `sound` false the sheets are not those of the template. */
export type OpenedWorkbook = {
  readonly sound: boolean;
  readonly problems: BadCell[];
  readonly sheets: readonly { readonly name: string; readonly rows: number }[];
  /** The rows of a sheet of the template; blank rows are passed over. */
  rows(sheet: string): readonly WorkbookRow[];
};

type Cells = readonly string[];

function headerProblems({ name, columns }: SheetLayout, header: Cells): BadCell[] {
  const width = Math.max(columns.length, header.length);
  return Array.from({ length: width }, (_, index) => index).flatMap((index): BadCell[] => {
    const [expected = '', value = ''] = [columns[index], header[index]];
    if (expected === value) return [];
    const column = `${columnLetters(index)} ${expected}`.trimEnd();
    const message = expected === '' ? '模板没有这一列，请删除' : `表头应为“${expected}”`;
    return [{ sheet: name, row: 1, column, code: 'HEADER_DIFFERS', value: value.slice(0, 200), message }];
  });
}

function dataRows(layout: SheetLayout, rows: readonly Cells[], problems: BadCell[]): WorkbookRow[] {
  return rows.flatMap((cells, index): WorkbookRow[] => {
    if (index === 0 || cells.every((cell) => cell === '')) return [];
    const row = index + 1;
    const outside = cells.findIndex((cell, at) => at >= layout.columns.length && cell !== '');
    if (outside >= 0) {
      const value = (cells[outside] ?? '').slice(0, 200);
      const place = { sheet: layout.name, row, column: columnLetters(outside) };
      problems.push({ ...place, code: 'OUTSIDE_TABLE', value, message: '表格以外的单元格须清空' });
    }
    return [new WorkbookRow(layout, row, cells, problems)];
  });
}

/** Holds a workbook against a template: exactly its sheets (besides 说明 and the optional ones), exactly its headers, at least one row. */
export function openWorkbook(workbook: Workbook, template: readonly SheetLayout[]): OpenedWorkbook {
  const problems: BadCell[] = [];
  const note = (sheet: string, code: BadCellCode, message: string) =>
    problems.push({ sheet, row: 1, column: '', code, value: '', message });
  const known = new Set([NOTES_SHEET, ...template.map((layout) => layout.name)]);
  for (const { name } of workbook.sheets)
    if (!known.delete(name)) note(name, 'UNKNOWN_SHEET', `模板没有工作表“${name}”，或重复`);
  const rows = new Map<string, WorkbookRow[]>();
  for (const layout of template) {
    const sheet = workbook.sheets.find(({ name }) => name === layout.name);
    if (sheet === undefined) {
      if (layout.optional !== true) note(layout.name, 'MISSING_SHEET', `缺少工作表“${layout.name}”`);
      continue;
    }
    const trimmed = sheet.rows.map((cells) => cells.map((cell) => cell.trim()));
    const header = trimmed[0] ?? [];
    const filled = header.slice(0, header.findLastIndex((cell) => cell !== '') + 1);
    problems.push(...headerProblems(layout, filled));
    rows.set(layout.name, dataRows(layout, trimmed, problems));
  }
  const sheets = [...rows].map(([name, list]) => ({ name, rows: list.length }));
  if (problems.length === 0 && sheets.every((sheet) => sheet.rows === 0))
    note(template[0]?.name ?? '', 'NO_ROWS', '工作簿里没有可导入的行');
  const sound = !problems.some(({ row }) => row === 1);
  return { sound, problems, sheets, rows: (sheet) => rows.get(sheet) ?? [] };
}
