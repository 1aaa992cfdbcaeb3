import type { CooperationItemRow, CooperationListRow } from '@guanyun/db/contracts/contracts.model.ts';
import { allLists, saveList } from '@guanyun/db/contracts/cooperation-list.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type {
  CheckedImport,
  ImportContext,
  OpenedWorkbook,
  SheetLayout,
  WorkbookRow,
} from '../kernel/workbook-cells.ts';
import {
  clustersIn,
  companiesIn,
  newCodes,
  type References,
  referencesOnRecord,
} from '../organizations/import-organizations-references.ts';

/** The workbook of one version of the cooperation list with its items. */
export const cooperationListLayout: readonly SheetLayout[] = [
  {
    name: '清单',
    columns: ['版本', '名称', '生效日期', '失效日期', '公平竞争审查', '审查文件号', '来源'],
  },
  {
    name: '事项',
    columns: [
      ...['编码', '类别', '方式', '范围', '采购编码', '承接主体编码', '组团编码', '单项上限(元)'],
      ...['年度上限(元)', '期限上限(月)', '价格依据', '来源'],
    ],
  },
];

const REVIEWS = { 通过: 'passed', 未通过: 'failed', 未审查: 'missing' } as const;
const CATEGORIES = {
  招商引资: 'investment_promotion',
  项目建设: 'construction',
  企业服务: 'enterprise_service',
} as const;
const MODES = { 代建: 'entrusted', 购买服务: 'purchased' } as const;
const MONTHS_MAX = 1200;

/** A list enters as a draft: both sides have yet to agree, and one to publish it. */
function readList(row: WorkbookRow, versions: ReadonlySet<string>, id: string): CooperationListRow | null {
  const [version, name] = [row.mustText('版本'), row.mustText('名称')];
  if (version !== null && versions.has(version))
    row.bad('版本', 'ALREADY_RECORDED', `系统中已有版本“${version}”`);
  const [effectiveFrom, effectiveTo] = [row.mustDate('生效日期'), row.mustDate('失效日期')];
  row.inOrder('生效日期', '失效日期');
  const fairCompetition = row.mustChoice('公平竞争审查', REVIEWS);
  const fairCompetitionDocument = row.text('审查文件号');
  if (fairCompetition === 'passed' && row.raw('审查文件号') === '') row.required('审查文件号');
  if (row.origin() === null || version === null || name === null) return null;
  if (effectiveFrom === null || effectiveTo === null || fairCompetition === null) return null;
  return {
    ...{ id, version, name, state: 'draft', effectiveFrom, effectiveTo },
    ...{ fairCompetition, fairCompetitionDocument, publishedOn: null, supersedesId: null, reviewPaper: null },
    ...{ revokedOn: null, revocation: null, revocationPaper: null },
  };
}

/** Every cluster is written 全部 and kept as null. */
function clustersOf(row: WorkbookRow, references: References): string[] | null {
  const written = row.raw('组团编码');
  if (written === '') return row.required('组团编码');
  return written === '全部' ? null : clustersIn(references, row, '组团编码').map((cluster) => cluster.id);
}

type Key = { readonly code: string; readonly id: string };

function readItem(
  row: WorkbookRow,
  key: Key | undefined,
  listId: string,
  references: References,
): CooperationItemRow | null {
  const [category, mode] = [row.mustChoice('类别', CATEGORIES), row.mustChoice('方式', MODES)];
  const [scope, priceBasis] = [row.mustText('范围'), row.mustText('价格依据')];
  const procurementCode = row.text('采购编码');
  const eligible = [...companiesIn(references, row, '承接主体编码')];
  if (row.raw('承接主体编码') === '') row.required('承接主体编码');
  const clusters = clustersOf(row, references);
  const capSingle = row.amount('单项上限(元)', 'positive');
  const capAnnual = row.amount('年度上限(元)', 'positive');
  row.atMost('单项上限(元)', '年度上限(元)');
  const termMax = row.integer('期限上限(月)', 1, MONTHS_MAX);
  if (row.origin() === null || key === undefined || category === null || mode === null) return null;
  if (scope === null || priceBasis === null) return null;
  return {
    ...{ id: key.id, listId, code: key.code, category, mode, scope, procurementCode, eligible, clusters },
    ...{ capSingle, capAnnual, termMax, priceBasis },
  };
}

function theList(opened: OpenedWorkbook): WorkbookRow | undefined {
  const [first, ...others] = opened.rows('清单');
  for (const row of others) row.bad('版本', 'ONE_ROW_ONLY', '一个工作簿只导入清单的一个版本');
  const missing = ['清单', '事项'].filter((sheet) => opened.rows(sheet).length === 0);
  for (const sheet of missing) {
    const message = `工作表“${sheet}”没有可导入的行`;
    opened.problems.push({ sheet, row: 2, column: '', code: 'NO_ROWS', value: '', message });
  }
  return first;
}

/** Checks one version of the list and its items against the companies and clusters on record. */
export async function checkCooperationList(
  tx: Tx,
  opened: OpenedWorkbook,
  context: ImportContext,
): Promise<CheckedImport> {
  const references = await referencesOnRecord(tx);
  const versions = new Set((await allLists(tx)).map((list) => list.version));
  const listId = context.newId();
  const listRow = theList(opened);
  const list = listRow === undefined ? null : readList(listRow, versions, listId);
  const rows = opened.rows('事项');
  const codes = newCodes(rows, new Map(), context.newId);
  const items = rows.flatMap((row) => readItem(row, codes.get(row), listId, references) ?? []);
  return {
    summary: [
      { zh: '清单', en: 'Cooperation lists', count: list === null ? 0 : 1 },
      { zh: '事项', en: 'Items', count: items.length },
    ],
    async save(saving) {
      if (list !== null) await saveList(saving, list, items);
    },
  };
}
