import {
  allEquityEvents,
  type EquityEventRow,
  newEvent,
  saveEquityEvent,
} from '@guanyun/db/equity/equity.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type {
  CheckedImport,
  ImportContext,
  OpenedWorkbook,
  SheetLayout,
  WorkbookRow,
} from '../kernel/workbook-cells.ts';
import {
  mustOrganizationIn,
  type References,
  referencesOnRecord,
} from '../organizations/import-organizations-references.ts';

/** The workbook of the founding contributions that each cap table starts from. */
export const equityLayout: readonly SheetLayout[] = [
  {
    name: '股权',
    columns: [
      ...['公司编码', '股东编码', '事件', '认缴出资(元)', '实缴出资(元)'],
      ...['决定日期', '股东名册日期', '登记日期', '来源'],
    ],
  },
];

const EVENTS = { 设立: 'establish' } as const;
const DATES = ['决定日期', '股东名册日期', '登记日期'];

/** A founding is one event and is imported whole: all holders once, on the same days; one holder if wholly state-owned. */
function judgeFounding(rows: readonly WorkbookRow[], references: References, founded: ReadonlySet<string>) {
  const byCompany = Map.groupBy(rows, (row) => row.raw('公司编码'));
  for (const [code, [first, ...others]] of byCompany) {
    const company = references.organizations.get(code);
    if (company === undefined || first === undefined) continue;
    if (founded.has(company.id)) first.bad('公司编码', 'ALREADY_RECORDED', '系统中已有该公司的股权');
    const holders = new Set([first.raw('股东编码')]);
    for (const row of others) {
      const holder = row.raw('股东编码');
      if (holders.has(holder)) row.bad('股东编码', 'DUPLICATE', '同一公司的同一股东只写一行');
      else if (company.form === 'wholly_state_owned')
        row.bad('股东编码', 'DIFFERS_FROM_OTHER_ROWS', '国有独资公司只有一个股东');
      holders.add(holder);
      for (const date of DATES)
        if (row.raw(date) !== first.raw(date))
          row.bad(date, 'DIFFERS_FROM_OTHER_ROWS', `同一公司设立的“${date}”须与第 ${first.number} 行相同`);
    }
  }
}

function readEvent(row: WorkbookRow, references: References, context: ImportContext): EquityEventRow | null {
  const target = mustOrganizationIn(references, row, '公司编码', 'company');
  const holder = mustOrganizationIn(references, row, '股东编码');
  if (target !== null && target.id === holder?.id) row.bad('股东编码', 'CIRCULAR', '公司不能是自己的股东');
  const kind = row.mustChoice('事件', EVENTS);
  const subscribed = row.mustAmount('认缴出资(元)', 'positive');
  const paid = row.mustAmount('实缴出资(元)', 'not_negative');
  row.atMost('实缴出资(元)', '认缴出资(元)');
  const [decidedOn, registerOn] = [row.mustDate('决定日期'), row.mustDate('股东名册日期')];
  const [registrationOn, source] = [row.date('登记日期'), row.origin()];
  row.inOrder('决定日期', '股东名册日期');
  row.inOrder('股东名册日期', '登记日期');
  if (target === null || holder === null || kind === null || subscribed === null || paid === null)
    return null;
  if (decidedOn === null || registerOn === null || source === null) return null;
  return newEvent({
    ...{ id: context.newId(), kind, targetId: target.id, toId: holder.id, subscribed, paid },
    ...{ decidedOn, registerOn, registrationOn, exemption: 'opening', source },
    ...{ personId: context.personId, recordedAt: context.now() },
  });
}

/** Checks founding contributions; a company whose equity is on record is founded once only. */
export async function checkEquity(
  tx: Tx,
  opened: OpenedWorkbook,
  context: ImportContext,
): Promise<CheckedImport> {
  const references = await referencesOnRecord(tx);
  const founded = new Set((await allEquityEvents(tx)).map((event) => event.targetId));
  const rows = opened.rows('股权');
  const events = rows.flatMap((row) => readEvent(row, references, context) ?? []);
  judgeFounding(rows, references, founded);
  return {
    summary: [
      { zh: '公司', en: 'Companies', count: new Set(events.map((event) => event.targetId)).size },
      { zh: '出资', en: 'Contributions', count: events.length },
    ],
    async save(saving) {
      for (const event of events) await saveEquityEvent(saving, event);
    },
  };
}
