import {
  allEquityEvents,
  type EquityEventRow,
  newEvent,
  saveEquityEvent,
} from '@guanyun/db/equity/equity.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { capTable } from '@guanyun/domain/equity/cap-table.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
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
import { transactionsOf } from './register.ts';

/** The workbook of what each register starts from: its founding, and what changed before the system was there. */
export const equityLayout: readonly SheetLayout[] = [
  {
    name: '股权',
    columns: [
      ...['公司编码', '股东编码', '事件', '认缴出资(元)', '实缴出资(元)'],
      ...['决定日期', '股东名册日期', '登记日期', '来源', '转出方编码', '每元价格'],
    ],
  },
];

const EVENTS = {
  设立: 'establish',
  增资: 'increase',
  减资: 'decrease',
  转让: 'transfer',
  无偿划转: 'free_transfer',
  实缴: 'payment',
} as const;
type Kind = (typeof EVENTS)[keyof typeof EVENTS];
/** The word for each kind of event in the workbook. */
export const eventNames = Object.fromEntries(
  Object.entries(EVENTS).map(([name, kind]) => [kind, name]),
) as Readonly<Record<Kind, string>>;
const DATES = ['决定日期', '股东名册日期', '登记日期'];
type ReadEvent = { readonly row: WorkbookRow; readonly event: EquityEventRow };

/** A founding is one event and is imported whole: all holders once, on the same days; one holder if wholly state-owned. */
function judgeFounding(rows: readonly WorkbookRow[], references: References, founded: ReadonlySet<string>) {
  for (const [code, [first, ...others]] of Map.groupBy(rows, (row) => row.raw('公司编码'))) {
    const company = references.organizations.get(code);
    if (company === undefined || first === undefined) continue;
    if (founded.has(company.id)) first.bad('公司编码', 'ALREADY_RECORDED', '系统中已有该公司的股权');
    const holders = new Set([first.raw('股东编码')]);
    for (const row of others) {
      const holder = row.raw('股东编码');
      if (holders.has(holder)) row.bad('股东编码', 'DUPLICATE', '同一公司设立时的同一股东只写一行');
      else if (company.form === 'wholly_state_owned')
        row.bad('股东编码', 'DIFFERS_FROM_OTHER_ROWS', '国有独资公司设立时只有一个股东');
      holders.add(holder);
      for (const date of DATES)
        if (row.raw(date) !== first.raw(date))
          row.bad(date, 'DIFFERS_FROM_OTHER_ROWS', `同一公司设立的“${date}”须与第 ${first.number} 行相同`);
    }
  }
}

/** What follows a founding must be possible after it: nobody gives more than it has, or pays in more than it owes. */
function judgeHistory(read: readonly ReadEvent[], references: References): void {
  const codes = new Map([...references.organizations].map(([code, { id }]) => [id, code]));
  for (const events of Map.groupBy(read, ({ event }) => event.targetId).values()) {
    const last = events.at(-1)?.row;
    if (!events.some(({ event }) => event.kind === 'establish'))
      last?.bad('事件', 'REQUIRED', '该公司缺少“设立”');
    const rows = events.map(({ event }) => event);
    const [block] = capTable(transactionsOf(rows), localDate('9999-12-31'), 'register_book').blocks;
    const because = block?.because.replace(/[0-9a-f-]{36}/g, (id) => codes.get(id) ?? id);
    if (because !== undefined) last?.bad('认缴出资(元)', 'EXCEEDS_ANOTHER_AMOUNT', because);
  }
}

/** The capital of an event: subscribed with what is paid in of it, or only paid in. */
function readCapital(row: WorkbookRow, kind: Kind | null) {
  if (kind === 'payment') {
    row.mustBeEmpty('认缴出资(元)', '“实缴”只缴付已认缴的出资');
    return { subscribed: '0.00', paid: row.mustAmount('实缴出资(元)', 'positive') };
  }
  row.atMost('实缴出资(元)', '认缴出资(元)');
  return {
    subscribed: row.mustAmount('认缴出资(元)', 'positive'),
    paid: row.mustAmount('实缴出资(元)', 'not_negative'),
  };
}

/** Who gives and who takes. A decrease names its holder as the others do; it gives. */
function readParties(row: WorkbookRow, kind: Kind | null, references: References) {
  const holder = mustOrganizationIn(references, row, '股东编码');
  const moves = kind === 'transfer' || kind === 'free_transfer';
  if (!moves) row.mustBeEmpty('转出方编码', '不是转让、无偿划转');
  const giver = moves ? mustOrganizationIn(references, row, '转出方编码') : null;
  if (giver !== null && giver.id === holder?.id) row.bad('转出方编码', 'CIRCULAR', '转出方与股东是同一单位');
  if (holder === null || (moves && giver === null)) return null;
  return kind === 'decrease'
    ? { fromId: holder.id, toId: null }
    : { fromId: giver?.id ?? null, toId: holder.id };
}

function readPrice(row: WorkbookRow, kind: Kind | null): string | null {
  const typed = row.raw('每元价格');
  if (kind !== 'increase') row.mustBeEmpty('每元价格', '不是增资');
  if (kind !== 'increase' || typed === '') return null;
  if (/^\d{1,9}([.]\d{1,8})?$/.test(typed)) return typed;
  return row.bad('每元价格', 'NOT_A_NUMBER', '应为每元注册资本的价格，如 1.25');
}

function readEvent(row: WorkbookRow, references: References, context: ImportContext): ReadEvent | null {
  const target = mustOrganizationIn(references, row, '公司编码', 'company');
  const kind = row.mustChoice('事件', EVENTS);
  const parties = readParties(row, kind, references);
  if (target !== null && target.id === (parties?.toId ?? parties?.fromId))
    row.bad('股东编码', 'CIRCULAR', '公司不能是自己的股东');
  const { subscribed, paid } = readCapital(row, kind);
  const price = readPrice(row, kind);
  const [decidedOn, registerOn] = [row.mustDate('决定日期'), row.mustDate('股东名册日期')];
  const [registrationOn, source] = [row.date('登记日期'), row.origin()];
  row.inOrder('决定日期', '股东名册日期');
  row.inOrder('股东名册日期', '登记日期');
  if (target === null || parties === null || kind === null || subscribed === null || paid === null)
    return null;
  if (decidedOn === null || registerOn === null || source === null) return null;
  const event = newEvent({
    ...{ id: context.newId(), kind, targetId: target.id, ...parties, subscribed, paid, price },
    ...{ decidedOn, registerOn, registrationOn, exemption: 'opening', source },
    ...{ personId: context.personId, recordedAt: context.now() },
  });
  return { row, event };
}

/** Checks what registers start from; a company whose equity is on record is opened once only. */
export async function checkEquity(
  tx: Tx,
  opened: OpenedWorkbook,
  context: ImportContext,
): Promise<CheckedImport> {
  const references = await referencesOnRecord(tx);
  const founded = new Set((await allEquityEvents(tx)).map((event) => event.targetId));
  const rows = opened.rows('股权');
  const read = rows.flatMap((row) => readEvent(row, references, context) ?? []);
  const events = read.map(({ event }) => event);
  judgeFounding(
    rows.filter((row) => row.raw('事件') === '设立'),
    references,
    founded,
  );
  // Adding up says something only of rows that are right in themselves.
  if (opened.problems.length === 0) judgeHistory(read, references);
  return {
    summary: [
      { zh: '公司', en: 'Companies', count: new Set(events.map((event) => event.targetId)).size },
      { zh: '股权变动', en: 'Equity events', count: events.length },
    ],
    async save(saving) {
      for (const event of events) await saveEquityEvent(saving, event);
    },
  };
}
