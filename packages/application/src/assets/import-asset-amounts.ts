import { continueDepreciation } from '@guanyun/domain/assets/partly-depreciated.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Fen, fen, formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import type { WorkbookRow } from '../kernel/workbook-cells.ts';

const LIFE_MAX = 1200;
const COST = '原值(元)';
const DEPRECIATION = '累计折旧(元)';
const IMPAIRMENT = '减值准备(元)';
const RESIDUAL = '净残值(元)';
const LIFE = '使用年限(月)';
const MONTHLY = '月折旧(元)';
const THROUGH = '折旧已提至';

/** What a card is worth, and how its charge goes on. */
export type CardAmounts = {
  readonly cost: string;
  readonly depreciation: string;
  readonly impairment: string;
  readonly residual: string;
  readonly monthlyDepreciation: string | null;
  readonly chargedThrough: string;
};

type Around = {
  readonly formedOn: LocalDate;
  readonly today: LocalDate;
  /** An archive or a contract may stand without an amount. */
  readonly mayBeNothing: boolean;
  /** A public body charges the month of forming already. */
  readonly publicBook: boolean;
};

type Plain = {
  readonly cost: Fen;
  readonly depreciation: Fen;
  readonly impairment: Fen;
  readonly residual: Fen;
};

const orNothing = (row: WorkbookRow, header: string): Fen | null => {
  if (row.raw(header) === '') return fen(0n);
  const amount = row.amount(header, 'not_negative');
  return amount === null ? null : parseYuan(amount);
};

function costOf(row: WorkbookRow, mayBeNothing: boolean): Fen | null {
  if (mayBeNothing) return orNothing(row, COST);
  const amount = row.mustAmount(COST, 'positive');
  return amount === null ? null : parseYuan(amount);
}

function readPlain(row: WorkbookRow, mayBeNothing: boolean): Plain | null {
  const cost = costOf(row, mayBeNothing);
  const depreciation = orNothing(row, DEPRECIATION);
  const impairment = orNothing(row, IMPAIRMENT);
  const residual = orNothing(row, RESIDUAL);
  if (cost === null || depreciation === null || impairment === null || residual === null) return null;
  if (depreciation + impairment + residual > cost) {
    const message = `累计折旧、减值准备与净残值之和大于“${COST}”${formatYuan(cost)}`;
    return row.bad(depreciation > 0n ? DEPRECIATION : RESIDUAL, 'EXCEEDS_ANOTHER_AMOUNT', message);
  }
  return { cost, depreciation, impairment, residual };
}

/** `2026-10`; Excel turns it into the first of the month. The month before the first charge where the cell is empty. */
function chargedThrough(row: WorkbookRow, { formedOn, today, publicBook }: Around): LocalDate | null {
  const formed = `${formedOn.slice(0, 7)}-01` as LocalDate;
  const text = row.raw(THROUGH);
  if (text === '') return publicBook ? monthBefore(formed) : formed;
  if (!/^\d{4}-(?:0[1-9]|1[0-2])(?:-01)?$/.test(text))
    return row.bad(THROUGH, 'NOT_A_MONTH', '应为已计提折旧的最后一个月，写作 2026-10');
  const month = `${text.slice(0, 7)}-01` as LocalDate;
  if (month > today) return row.bad(THROUGH, 'IN_FUTURE', '折旧不能提到以后的月份');
  const earliest = publicBook ? monthBefore(formed) : formed;
  if (month < earliest)
    return row.bad(THROUGH, 'BEFORE_ANOTHER_DATE', `早于“形成日期”${formedOn}，那时还不计提折旧`);
  return month;
}

function monthBefore(month: LocalDate): LocalDate {
  const [year, at] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  const [y, m] = at === 1 ? [year - 1, 12] : [year, at - 1];
  return `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-01` as LocalDate;
}

/** The monthly charge from now on: what is given, or what is left over the months that are left of the life. */
function monthlyOf(row: WorkbookRow, plain: Plain, through: LocalDate, around: Around): Fen | null {
  const given = row.amount(MONTHLY, 'not_negative');
  const life = row.integer(LIFE, 1, LIFE_MAX);
  if (row.raw(LIFE) === '') return given === null ? null : parseYuan(given);
  row.mustBeEmpty(MONTHLY, `填写“${LIFE}”时`);
  if (life === null) return null;
  const { formedOn, publicBook: chargedAtOnce } = around;
  const next = continueDepreciation({ ...plain, formedOn, chargedThrough: through, life, chargedAtOnce });
  if (next.ok) return next.monthly;
  const message =
    next.problem === 'differs'
      ? `与使用年限和折旧已提至的月份不符，应为 ${formatYuan(next.expected)}`
      : '使用年限已满，仍有未提足的折旧';
  return row.bad(DEPRECIATION, 'DEPRECIATION_DIFFERS', message);
}

/** The amounts of a card; every cell that is wrong is noted. */
export function readAmounts(row: WorkbookRow, around: Around): CardAmounts | null {
  const plain = readPlain(row, around.mayBeNothing);
  const through = chargedThrough(row, around);
  if (plain === null || through === null) {
    row.integer(LIFE, 1, LIFE_MAX);
    row.amount(MONTHLY, 'not_negative');
    return null;
  }
  const monthly = monthlyOf(row, plain, through, around);
  return {
    cost: formatYuan(plain.cost),
    depreciation: formatYuan(plain.depreciation),
    impairment: formatYuan(plain.impairment),
    residual: formatYuan(plain.residual),
    monthlyDepreciation: monthly === null ? null : formatYuan(monthly),
    chargedThrough: through,
  };
}
