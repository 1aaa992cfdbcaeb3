import type { EnteredAsset } from '@guanyun/db/assets/asset-import.store.ts';
import { type AssetClass, assetClassNames } from '@guanyun/domain/assets/asset-class.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatScaled } from '@guanyun/domain/kernel/ratio.ts';
import type { WorkbookRow } from '../kernel/workbook-cells.ts';
import {
  type KnownCluster,
  type KnownOrganization,
  mustOrganizationIn,
  organizationIn,
  type References,
} from '../organizations/import-organizations-references.ts';
import { readAmounts } from './import-asset-amounts.ts';

type Version = { readonly validFrom: string; readonly validTo: string | null };

/** What cards are read against. */
export type CardReferences = {
  readonly references: References;
  readonly classCodes: ReadonlyMap<string, readonly Version[]>;
  /** Codes of the workbook that some asset has already. */
  readonly taken: ReadonlySet<string>;
  readonly today: LocalDate;
  /** The company whose books alone may be written to; null: all. */
  readonly ownCompany: string | null;
};

/** A card that was read; without a code it gets the next number of its cluster. */
export type ReadCard = Omit<EnteredAsset, 'code'> & {
  readonly code: string | null;
  readonly cluster: string;
};

const YES_NO = { 是: true, 否: false } as const;
const MAY_BE_NOTHING: readonly AssetClass[] = ['archive', 'contract'];
const NAME_MAX = 200;

function nameOf(row: WorkbookRow): string | null {
  const name = row.mustText('名称');
  return name !== null && name.length > NAME_MAX
    ? row.bad('名称', 'NOT_TEXT', `名称不超过 ${NAME_MAX} 个字`)
    : name;
}

function codeOf(row: WorkbookRow, taken: ReadonlySet<string>): string | null {
  if (row.raw('编码') === '') return null;
  const code = row.mustCode('编码');
  if (code !== null && taken.has(code)) row.bad('编码', 'ALREADY_RECORDED', `编码“${code}”已在系统中`);
  return code;
}

/** A class of the national standard that was in force when the asset was formed, or is today. */
function classCodeOf(row: WorkbookRow, formedOn: LocalDate | null, known: CardReferences): string | null {
  const code = row.raw('分类代码');
  if (code === '') return null;
  const versions = known.classCodes.get(code);
  if (versions === undefined)
    return row.bad('分类代码', 'UNKNOWN_CODE', `系统中没有资产分类代码“${code}”，请先导入分类代码`);
  const inForce = (day: string) =>
    versions.some((v) => v.validFrom <= day && (v.validTo === null || v.validTo >= day));
  if (formedOn !== null && !inForce(formedOn) && !inForce(known.today))
    return row.bad('分类代码', 'NOT_IN_FORCE', `分类代码“${code}”在形成日期和今天都不适用`);
  return code;
}

function clusterOf(row: WorkbookRow, references: References): KnownCluster | null {
  const code = row.raw('组团编码');
  if (code === '') return row.required('组团编码');
  return references.clusters.get(code) ?? row.bad('组团编码', 'UNKNOWN_CODE', `系统中没有组团编码“${code}”`);
}

function dayOf(row: WorkbookRow, header: string, today: LocalDate): LocalDate | null {
  const day = row.date(header);
  return day !== null && day > today ? row.bad(header, 'IN_FUTURE', `“${header}”在以后`) : day;
}

/** More than nothing, up to four places. */
function quantityOf(row: WorkbookRow): string | null {
  const text = row.raw('数量');
  if (text === '') return '1.0000';
  const match = /^(0|[1-9]\d{0,11})(?:\.(\d{1,4}))?$/.exec(text);
  const scaled = match === null ? 0n : BigInt((match[1] ?? '') + (match[2] ?? '').padEnd(4, '0'));
  return scaled > 0n
    ? formatScaled(scaled, 4)
    : row.bad('数量', 'NOT_A_NUMBER', '应为大于 0 的数，最多四位小数');
}

function bookOf(row: WorkbookRow, publicBenefit: boolean | null, known: CardReferences) {
  const book = mustOrganizationIn(known.references, row, '账簿单位编码');
  if (book === null) return null;
  if (publicBenefit === true && book.kind === 'company')
    row.bad('公益性', 'PUBLIC_BENEFIT', '公益性资产只能在行政事业单位账上，公司只能受托管护');
  if (known.ownCompany !== null && book.id !== known.ownCompany)
    row.bad('账簿单位编码', 'NOT_YOUR_BOOK', '公司财务只能导入本公司账上的资产');
  return book;
}

type Place = { readonly book: KnownOrganization; readonly titleId: string; readonly custodyId: string };

/** Who has book, title and custody; the latter two are the book's where nothing is written. */
function placeOf(row: WorkbookRow, publicBenefit: boolean | null, known: CardReferences): Place | null {
  const book = bookOf(row, publicBenefit, known);
  const other = (header: string): string | null => {
    const found = organizationIn(known.references, row, header);
    return row.raw(header) === '' ? (book?.id ?? null) : (found?.id ?? null);
  };
  const [titleId, custodyId] = [other('权属单位编码'), other('实物单位编码')];
  return book === null || titleId === null || custodyId === null ? null : { book, titleId, custodyId };
}

/** One card of the sheet; every wrong cell is noted, and null comes back where anything cannot be read. */
export function readCard(row: WorkbookRow, known: CardReferences, id: string): ReadCard | null {
  const code = codeOf(row, known.taken);
  const name = nameOf(row);
  const assetClass = row.mustChoice('类别', assetClassNames);
  const publicBenefit = row.raw('公益性') === '' ? false : row.choice('公益性', YES_NO);
  const cluster = clusterOf(row, known.references);
  const place = placeOf(row, publicBenefit, known);
  if (row.raw('形成日期') === '') row.required('形成日期');
  const formedOn = dayOf(row, '形成日期', known.today);
  const enteredOn = row.raw('入账日期') === '' ? formedOn : dayOf(row, '入账日期', known.today);
  row.inOrder('形成日期', '入账日期');
  const classCode = classCodeOf(row, formedOn, known);
  const [quantity, unit] = [quantityOf(row), row.text('计量单位') ?? '项'];
  const area = row.amount('面积(平方米)', 'positive');
  const amounts = readAmounts(row, {
    formedOn: formedOn ?? known.today,
    today: known.today,
    mayBeNothing: assetClass !== null && MAY_BE_NOTHING.includes(assetClass),
    publicBook: place !== null && place.book.kind !== 'company',
  });
  if (name === null || assetClass === null || publicBenefit === null || cluster === null) return null;
  if (place === null || formedOn === null || enteredOn === null || quantity === null) return null;
  if (amounts === null) return null;
  return {
    ...{ id, code, name, class: assetClass, classCode, clusterId: cluster.id, cluster: row.raw('组团编码') },
    ...{ publicBenefit, formedOn, enteredOn, quantity, unit, area, ...amounts, particulars: {} },
    ...{ titleId: place.titleId, bookId: place.book.id, custodyId: place.custodyId },
  };
}
