import { createHash, randomUUID } from 'node:crypto';
import { newEvent, saveEquityEvent } from '@guanyun/db/equity/equity.store.ts';
import { allStatements } from '@guanyun/db/equity/statement.store.ts';
import { saveDocument } from '@guanyun/db/evidence/request.store.ts';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsOn } from '@guanyun/db/organizations/organization.store.ts';
import { everything, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase, TEST_ZONE, type TestDatabase } from '@guanyun/db/testing/test-database.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { fen, formatYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import { beforeEach, expect, test } from 'vitest';
import { exportGroupAccounts } from '../equity/export-group-accounts.ts';
import { combinationColumns } from '../equity/import-combination.ts';
import { listGroupAccounts, readGroupAccounts } from '../equity/read-group-accounts.ts';
import { type Deps, NotFound, type Workbook } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { commitImport, previewImport } from './import-workbook.ts';

let database: TestDatabase;
let deps: Deps;
let now = '2026-11-20T02:00:00Z';
let actor: Actor;
const stored = new Map<string, Uint8Array>();
/** The group, its subsidiary (80%) and a company that is none of it: ids and codes. */
let id = { group: '', sub: '', strange: '' };
let code = { group: '', sub: '', strange: '' };

const look = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(database.app, everything, work);
const PERIOD = '2026-06-30';

beforeEach(async () => {
  database = await cloneTestDatabase();
  now = '2026-11-20T02:00:00Z';
  deps = {
    ...{ db: database.app, zone: TEST_ZONE, now: () => new Date(now), newId: randomUUID },
    passwords: { hash: async (password) => password, verify: async () => false },
    files: { has: async () => true, read: async (digest) => stored.get(digest) ?? new Uint8Array() },
    readWorkbook: async (bytes) => ({ ok: true, ...(JSON.parse(Buffer.from(bytes).toString()) as Workbook) }),
  };
  await look(async (tx) => {
    id = { group: await someCompany(tx), sub: await someCompany(tx), strange: await someCompany(tx) };
    const codes = new Map((await organizationsOn(tx, PERIOD)).map((one) => [one.id, one.code]));
    const codeOf = (one: string): string => codes.get(one) ?? '';
    code = { group: codeOf(id.group), sub: codeOf(id.sub), strange: codeOf(id.strange) };
    const personId = await somePerson(tx);
    const post = {
      id: randomUUID(),
      kind: 'company_finance',
      organizationId: id.group,
      side: 'company',
    } as const;
    actor = {
      accountId: randomUUID(),
      account: 'cw',
      person: { id: personId, name: '财务' },
      post,
      onBehalfOf: null,
    };
    for (const [toId, subscribed] of [
      [id.group, '800.00'],
      [id.strange, '200.00'],
    ] as const)
      await saveEquityEvent(
        tx,
        newEvent({
          ...{ id: randomUUID(), kind: 'establish', targetId: id.sub, toId, subscribed, paid: subscribed },
          ...{ decidedOn: '2024-01-01', registerOn: '2024-01-02', registrationOn: '2024-01-03' },
          ...{
            exemption: 'opening',
            source: 'illustrative',
            personId,
            recordedAt: new Date('2024-01-05T02:00:00Z'),
          },
        }),
      );
  });
  return () => database.drop();
});

type Rows = readonly (readonly string[])[];
type Content = {
  statements: Rows;
  investments?: Rows;
  balances?: Rows;
  goods?: Rows;
  assets?: Rows;
  combinations?: readonly Record<string, string>[];
};
const combinationHeader = [...['合并方编码', '被合并方编码', '期末日', ...combinationColumns]];
const bookOf = ({
  statements,
  investments = [],
  balances = [],
  goods = [],
  assets = [],
  combinations = [],
}: Content): Workbook => ({
  sheets: [
    ...(combinations.length === 0
      ? []
      : [
          {
            name: '企业合并',
            rows: [
              combinationHeader,
              ...combinations.map((row) => combinationHeader.map((h) => row[h] ?? '')),
            ],
          },
        ]),
    { name: '报表', rows: [['公司编码', '期末日', '项目', '金额(元)'], ...statements] },
    {
      name: '内部投资',
      rows: [
        ['投资方编码', '被投资方编码', '期末日', '账面价值(元)', '商誉(元)', '本期内部投资收益(元)'],
        ...investments,
      ],
    },
    {
      name: '内部往来',
      rows: [
        ['债权方编码', '债务方编码', '期末日', '余额(元)', '坏账准备(元)', '年初坏账准备(元)', '所得税率'],
        ...balances,
      ],
    },
    {
      name: '内部存货',
      rows: [
        ['销售方编码', '购买方编码', '期末日', '售价(元)', '成本(元)', '未售比例', '所得税率'],
        ...goods,
      ],
    },
    {
      name: '内部固定资产',
      rows: [
        ['出售方编码', '购入方编码', '期末日', '出售日', '售价(元)', '账面价值(元)', '剩余月数', '所得税率'],
        ...assets,
      ],
    },
  ],
});
const rowsOf = (company: string, lines: Record<string, string>, period = PERIOD): Rows =>
  Object.entries(lines).map(([line, amount]) => [company, period, line, amount]);

async function upload(book: Workbook): Promise<string> {
  const bytes = Buffer.from(JSON.stringify(book));
  const digest = createHash('sha256').update(bytes).digest('hex');
  stored.set(digest, bytes);
  const { organizationId } = actor.post;
  const row = {
    digest,
    name: '集团报表（示例）.xlsx',
    size: '1',
    mediaType: 'application/zip',
    organizationId,
  };
  await look((tx) => saveDocument(tx, { ...row, uploadedBy: actor.person.id }));
  return digest;
}
const template = 'group-accounts' as const;
const commit = async (book: Workbook) =>
  commitImport(deps, actor, { requestId: randomUUID(), template, digest: await upload(book) });
const problemsIn = async (book: Workbook) => {
  const { problems } = await previewImport(deps, actor, { template, digest: await upload(book) });
  return problems.map((one) => [one.sheet, one.row, one.column, one.code].join('|'));
};
const good = (cash = '900'): Content => ({
  statements: [
    ...rowsOf(code.group, { 货币资金: '1200', 长期股权投资: '800.00', 实收资本: '2000', 营业收入: '500' }),
    ...rowsOf(code.sub, {
      货币资金: cash,
      存货: '300',
      实收资本: '1000',
      未分配利润: `${Number(cash) - 700}`,
    }),
  ],
  investments: [[code.group, code.sub, PERIOD, '800', '', '']],
});
const readAccounts = (knownOn?: string, by: Actor = actor) =>
  readGroupAccounts(deps, by, {
    ...{ groupId: id.group, periodEnd: localDate(PERIOD) },
    knownOn: knownOn === undefined ? undefined : localDate(knownOn),
  });
const figureIn = ({ balance }: Awaited<ReturnType<typeof readAccounts>>, line: string) =>
  balance.find((one) => one.code === line);

test('a workbook is previewed and stored, and its figures come back with the cells they stood in', async () => {
  const book = bookOf({ ...good(), balances: [[code.group, code.sub, PERIOD, '0', '', '', '0.25']] });
  const digest = await upload(book);
  const { problems, summary } = await previewImport(deps, actor, { template, digest });
  expect([problems, summary.map(({ count }) => count)]).toEqual([[], [2, 8, 2]]);
  expect(await look(allStatements)).toEqual([]);
  expect(await commit(book)).toMatchObject({ outcome: 'accepted' });
  const accounts = await readAccounts();
  expect(accounts).toMatchObject({
    complete: true,
    balanced: true,
    missing: [],
    blocks: [],
    attributable: '500.00',
  });
  expect(figureIn(accounts, 'cash')).toMatchObject({ amount: '2100.00', title: { zh: '货币资金' } });
  expect(figureIn(accounts, 'cash')?.parts[0]).toMatchObject({
    company: id.group,
    sheet: '报表',
    cell: 'D2',
  });
  expect(figureIn(accounts, 'cash')?.parts[1]).toMatchObject({
    company: id.sub,
    amount: '900.00',
    cell: 'D6',
  });
  expect(figureIn(accounts, 'minority_equity')?.amount).toBe('240.00');
  expect(accounts.entries[0]).toMatchObject({
    step: { zh: '投资调整为净资产份额' },
    origin: { sheet: '内部投资', cell: 'A2', document: digest, to: { id: id.sub } },
  });
  expect(accounts.companies.map(({ document, version }) => [document, version])).toEqual([
    [digest, 1],
    [digest, 1],
  ]);
  expect(await listGroupAccounts(deps, actor)).toMatchObject([{ id: id.group, periods: [PERIOD] }]);
});

test('every bad cell is named, and with one of them nothing is stored', async () => {
  const { group, sub, strange } = code;
  const bad = bookOf({
    statements: [
      ...rowsOf(group, { 货币资金: '5', 实收资本: '4.99' }),
      ['无此编码', PERIOD, '货币资金', '1'],
      [strange, PERIOD, '货币资金', '1'],
      [sub, PERIOD, '现金', '1'],
      [sub, PERIOD, '存货', '壹佰'],
      [sub, PERIOD, '存货', '1'],
      [sub, PERIOD, '存货', '2'],
      [sub, '2026-05-31', '存货', '2'],
      [sub, PERIOD, '少数股东权益', '2'],
    ],
    investments: [
      [group, sub, PERIOD, '1', '', ''],
      [group, sub, PERIOD, '1', '-1', ''],
      [group, sub, PERIOD, '1', '', ''],
    ],
    balances: [[sub, sub, PERIOD, '', '', '', '25']],
    goods: [[sub, group, PERIOD, '1', '1', '1.5', '']],
    assets: [[sub, group, PERIOD, '2026-07-01', '1', '1', '0', '']],
  });
  expect(await problemsIn(bad)).toEqual([
    '报表|2|D 金额(元)|DOES_NOT_BALANCE',
    '报表|4|A 公司编码|UNKNOWN_CODE',
    '报表|5|A 公司编码|NOT_IN_GROUP',
    '报表|6|C 项目|NOT_A_CHOICE',
    '报表|7|D 金额(元)|NOT_AN_AMOUNT',
    '报表|9|C 项目|DUPLICATE',
    '报表|10|B 期末日|NOT_A_DATE',
    '报表|11|C 项目|NOT_A_CHOICE',
    '内部投资|3|E 商誉(元)|NOT_AN_AMOUNT',
    '内部投资|4|B 被投资方编码|DUPLICATE',
    '内部往来|2|D 余额(元)|REQUIRED',
    '内部往来|2|G 所得税率|NOT_A_NUMBER',
    '内部往来|2|B 债务方编码|CIRCULAR',
    '内部存货|2|F 未售比例|NOT_A_NUMBER',
    '内部固定资产|2|C 期末日|BEFORE_ANOTHER_DATE',
    '内部固定资产|2|G 剩余月数|NOT_A_NUMBER',
  ]);
  expect(await commit(bad)).toMatchObject({
    outcome: 'refused',
    refusals: [{ code: 'WORKBOOK_HAS_BAD_CELLS' }],
  });
  expect(await look(allStatements)).toEqual([]);
});

test('a balance sheet that does not balance is named by its company and by how much', async () => {
  const digest = await upload(
    bookOf({ statements: rowsOf(code.group, { 货币资金: '5', 实收资本: '4.99' }) }),
  );
  const { problems } = await previewImport(deps, actor, { template, digest });
  expect(problems.map(({ message }) => message)[0]).toMatch(/2026-06-30 的资产负债表不平.*相差 0\.01 元$/);
});

test('a newer version counts from the day it was recorded; the older stays as it was known', async () => {
  await commit(bookOf(good()));
  now = '2026-11-22T02:00:00Z';
  const { statements } = good('950');
  expect(await commit(bookOf({ statements: statements.slice(4) }))).toMatchObject({ outcome: 'accepted' });
  const cash = async (knownOn?: string) => figureIn(await readAccounts(knownOn), 'cash')?.amount;
  expect(await cash()).toBe('2150.00');
  expect(await cash('2026-11-21')).toBe('2100.00');
  const latest = await readAccounts();
  expect(latest).toMatchObject({ complete: true, balanced: true });
  expect(latest.companies.map(({ version }) => version).sort()).toEqual([1, 2]);
  const before = await readAccounts('2026-11-19');
  expect(before).toMatchObject({ complete: false, companies: [] });
  expect(before.missing.map((one) => one.id)).toEqual([id.group, id.sub]);
});

test('a company without a statement is named, and the statements say that they are incomplete', async () => {
  const { statements } = good();
  await commit(bookOf({ statements: statements.slice(0, 4) }));
  const accounts = await readAccounts();
  expect(accounts.missing).toMatchObject([{ id: id.sub }]);
  expect(accounts.complete).toBe(false);
});

test('the group, the committee and the auditor read; another company does not', async () => {
  await commit(bookOf(good()));
  const other: Actor = { ...actor, post: { ...actor.post, organizationId: id.strange } };
  await expect(readAccounts(undefined, other)).rejects.toThrow(NotFound);
  expect(await listGroupAccounts(deps, other)).toEqual([]);
  const auditor: Actor = { ...actor, post: { ...actor.post, kind: 'auditor', side: 'oversight' } };
  expect(await readAccounts(undefined, auditor)).toMatchObject({ complete: true });
});

test('the workbook says to the fen what is shown: statements, worksheet, entries and minorities', async () => {
  const goods = [[code.sub, code.group, PERIOD, '100', '60', '0.5', '0.25']];
  await commit(bookOf({ ...good(), goods }));
  const shown = await readAccounts();
  const asked = { groupId: id.group, periodEnd: localDate(PERIOD) };
  const sheets = new Map((await exportGroupAccounts(deps, actor, asked)).map((one) => [one.name, one]));
  const rows = (name: string) => sheets.get(name)?.rows ?? [];
  const money = (cell: unknown) => (typeof cell === 'bigint' ? fen(cell) : fen(0n));
  const named = (name: string, line: string) => rows(name).find(([first]) => first === line) ?? [];
  for (const { title, amount } of shown.balance)
    expect([title.zh, named('合并资产负债表', title.zh)[1]]).toEqual([title.zh, parseYuan(amount)]);
  for (const { title, amount } of shown.income)
    expect([title.zh, named('合并利润表', title.zh)[1]]).toEqual([title.zh, parseYuan(amount)]);
  expect(named('合并利润表', '少数股东损益')[1]).toBe(parseYuan(shown.minority?.amount ?? ''));
  expect(sheets.get('合并工作底稿')?.columns).toHaveLength(7);
  for (const [name, ...cells] of rows('合并工作底稿')) {
    const [first, second, sum, debit, credit, amount] = cells.map(money);
    expect([name, sumFen([first ?? fen(0n), second ?? fen(0n)])]).toEqual([name, sum]);
    const change = (amount ?? 0n) - (sum ?? 0n);
    expect([(debit ?? 0n) - (credit ?? 0n), (credit ?? 0n) - (debit ?? 0n)]).toContain(change);
  }
  const total = named('调整与抵销分录', '合计');
  expect(total[6]).toBe(total[7]);
  expect(rows('调整与抵销分录').map((row) => row[1])).toContain('未实现损益抵销');
  expect(rows('调整与抵销分录').every((row) => row[0] === '合计' || row[8] !== '')).toBe(true);
  const equity = rows('少数股东').map((row) => money(row[4]));
  expect(formatYuan(equity.at(-1) ?? fen(0n))).toBe(figureIn(shown, 'minority_equity')?.amount);
  expect(sumFen(equity.slice(0, -1))).toBe(equity.at(-1));
  const other: Actor = { ...actor, post: { ...actor.post, organizationId: id.strange } };
  await expect(exportGroupAccounts(deps, other, asked)).rejects.toThrow(NotFound);
});

const YEAR_END = '2025-12-31';
/** A company that comes to the group for `share` thousandths on a day of the year, out of strange hands. */
async function newcomer(share = '800.00', on = '2026-03-31'): Promise<{ id: string; code: string }> {
  return look(async (tx) => {
    const company = await someCompany(tx);
    const marks = {
      exemption: 'opening' as const,
      source: 'illustrative',
      personId: actor.person.id,
      recordedAt: new Date('2026-04-05T02:00:00Z'),
    };
    await saveEquityEvent(
      tx,
      newEvent({
        ...{ id: randomUUID(), kind: 'establish', targetId: company, toId: id.strange },
        ...{
          subscribed: '1000.00',
          paid: '1000.00',
          decidedOn: '2020-01-01',
          registerOn: '2020-01-02',
          ...marks,
        },
      }),
    );
    await saveEquityEvent(
      tx,
      newEvent({
        ...{ id: randomUUID(), kind: 'transfer', targetId: company, fromId: id.strange, toId: id.group },
        ...{ subscribed: share, paid: share, decidedOn: on, registerOn: on, ...marks },
      }),
    );
    const all = await organizationsOn(tx, PERIOD);
    return { id: company, code: all.find((one) => one.id === company)?.code ?? '' };
  });
}
const parentBefore = { 货币资金: '1200', 长期股权投资: '800', 实收资本: '1500', 资本公积: '500' };
const joinerLines = (cash: string, retained: string) => ({
  ...{ 货币资金: cash, 实收资本: '500', 盈余公积: '100', 未分配利润: retained },
});

test('the year before stands beside, of the group as it was then', async () => {
  await commit(bookOf(good()));
  expect((await readAccounts()).compared).toEqual({ balance: null, income: null });
  const before = [
    ...rowsOf(code.group, { 货币资金: '900', 长期股权投资: '800', 实收资本: '1700', 存货: '0' }, YEAR_END),
    ...rowsOf(code.sub, { 货币资金: '1000', 实收资本: '1000' }, YEAR_END),
    ...rowsOf(code.group, { 货币资金: '100', 实收资本: '100', 营业收入: '400' }, '2025-06-30'),
  ];
  const investments = [[code.group, code.sub, YEAR_END, '800', '', '']];
  await commit(bookOf({ statements: before, investments }));
  const accounts = await readAccounts();
  expect(accounts.compared).toMatchObject({
    balance: { periodEnd: YEAR_END, complete: true, restated: [], unknown: [] },
    income: { periodEnd: '2025-06-30', complete: false },
  });
  expect(figureIn(accounts, 'cash')).toMatchObject({ amount: '2100.00', before: '1900.00' });
  expect(accounts.totals.assets.before).toBe('1900.00');
  expect(accounts.income.find((one) => one.code === 'revenue')).toMatchObject({
    amount: '500.00',
    before: '400.00',
  });
  const asked = { groupId: id.group, periodEnd: localDate(PERIOD) };
  const [balance, income] = await exportGroupAccounts(deps, actor, asked);
  expect(balance?.rows.find(([line]) => line === '货币资金')).toEqual(['货币资金', 210000n, 190000n]);
  expect(income?.rows.find(([line]) => line === '营业收入')).toEqual(['营业收入', 50000n, 40000n]);
});

test('a company that joined: asked for what nobody said, then combined under common control and the year before restated', async () => {
  const joiner = await newcomer();
  const current = good();
  const statements = [
    ...rowsOf(code.group, { ...parentBefore, 货币资金: '1120', 长期股权投资: '1520', 资本公积: '1140' }),
    ...current.statements.slice(4),
    ...rowsOf(joiner.code, joinerLines('1000', '400')),
    ...rowsOf(joiner.code, joinerLines('900', '300'), '2026-03-31'),
    ...rowsOf(joiner.code, joinerLines('800', '200'), YEAR_END),
    ...rowsOf(code.group, parentBefore, YEAR_END),
    ...rowsOf(code.sub, { 货币资金: '1000', 实收资本: '1000' }, YEAR_END),
  ];
  const investments = [
    [code.group, code.sub, PERIOD, '800', '', ''],
    [code.group, joiner.code, PERIOD, '720', '', ''],
    [code.group, code.sub, YEAR_END, '800', '', ''],
  ];
  await commit(bookOf({ statements, investments }));
  const unsaid = await readAccounts();
  expect(unsaid.joined).toMatchObject([
    {
      company: { id: joiner.id },
      ...{ how: 'event', wantsRow: true, result: null },
      event: { kind: 'transfer', on: '2026-03-31', from: { id: id.strange } },
      share: { fraction: '4/5' },
    },
  ]);
  expect(unsaid.compared.balance).toMatchObject({ restated: [], unknown: [] });

  const row = {
    ...{ 合并方编码: code.group, 被合并方编码: joiner.code, 期末日: PERIOD, 合并日: '2026-03-31' },
    ...{ 合并类型: '同一控制', 认定依据: '均受同一国资公司控制（示例）', '现金对价(元)': '80' },
    ...{ '合并方实收资本(元)': '1500', '合并方资本溢价(元)': '500' },
    ...{ '合并方盈余公积(元)': '0', '合并方未分配利润(元)': '0' },
  };
  await commit(bookOf({ statements: [], investments: investments.slice(0, 2), combinations: [row] }));
  const accounts = await readAccounts();
  const [joined] = accounts.joined;
  expect(joined).toMatchObject({
    kind: 'common_control',
    asked: [],
    wantsRow: false,
    differs: false,
    result: { restated: true },
  });
  // Four fifths of 900 of its own statement of the day, for 80 in cash.
  expect(joined?.result?.amounts).toEqual([
    { name: 'investment', amount: '720.00' },
    { name: 'reserveChange', amount: '640.00' },
    { name: 'minority', amount: '180.00' },
  ]);
  expect(accounts).toMatchObject({ complete: true, balanced: true, blocks: [] });
  expect(figureIn(accounts, 'goodwill')?.amount ?? '0.00').toBe('0.00');
  // What it had retained before goes back out of the reserve: 320; the group's part of the 100 since is 80.
  expect(figureIn(accounts, 'capital_reserve')?.amount).toBe('820.00');
  expect([figureIn(accounts, 'surplus_reserve')?.amount, figureIn(accounts, 'retained')?.amount]).toEqual([
    '80.00',
    '480.00',
  ]);
  expect(accounts.compared.balance).toMatchObject({ restated: [{ id: joiner.id }], unknown: [] });
  expect(figureIn(accounts, 'cash')).toMatchObject({ before: '3000.00' });
  expect(figureIn(accounts, 'minority_equity')).toMatchObject({ before: '360.00' });
  expect(accounts.totals.liabilitiesAndEquity.before).toBe('3000.00');
  expect(accounts.totals.assets.before).toBe('3000.00');
});

test('an acquisition makes the goodwill of the rule, and says so where another was stated', async () => {
  const joiner = await newcomer();
  const statements = [
    ...rowsOf(code.group, { 货币资金: '200', 长期股权投资: '1800', 实收资本: '2000' }),
    ...good().statements.slice(4),
    ...rowsOf(joiner.code, joinerLines('900', '300')),
    ...rowsOf(joiner.code, joinerLines('900', '300'), '2026-03-31'),
  ];
  const book = (goodwill: string, said: Record<string, string>) =>
    bookOf({
      statements,
      investments: [
        [code.group, code.sub, PERIOD, '800', '', ''],
        [code.group, joiner.code, PERIOD, '1000', goodwill, ''],
      ],
      combinations: [
        {
          ...{ 合并方编码: code.group, 被合并方编码: joiner.code, 期末日: PERIOD, 合并日: '2026-03-31' },
          ...{ 合并类型: '非同一控制', 认定依据: '合并前后不受同一方控制（示例）', ...said },
        },
      ],
    });
  await commit(book('0', { '现金对价(元)': '1000' }));
  const asked = (await readAccounts()).joined[0];
  expect([asked?.result, asked?.asked]).toEqual([null, ['公允价值调整（没有则填 0）', '所得税率']]);
  const said = { '现金对价(元)': '1000', '公允价值调整(元)': '200', 所得税率: '0.25' };
  await commit(book('0', said));
  const differs = await readAccounts();
  // 1 000 − 80% × (900 + 200 − 50)
  expect(differs.blocks.map((one) => [one.code, one.because.includes('160.00')])).toEqual([
    ['GOODWILL_DIFFERS', true],
  ]);
  await commit(book('160', said));
  const accounts = await readAccounts();
  expect(accounts).toMatchObject({ complete: true, balanced: true });
  expect(
    ['goodwill', 'deferred_tax_liability', 'investment'].map((line) => figureIn(accounts, line)?.amount),
  ).toEqual(['160.00', '50.00', '0.00']);
  // A fifth of 1 050, and of the old subsidiary's 1 200.
  expect(figureIn(accounts, 'minority_equity')?.amount).toBe('450.00');
});
