import type { Browser, Page } from 'playwright-core';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { signIn } from './support/client.ts';
import { pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;
const page = (): Page => desk.page;

const GROUP = '重庆綦江高新技术产业发展集团有限公司';
const FUHUAN = '綦江扶欢园区建设开发有限公司';
const PERIOD = '2026-06-30';
const YEAR_END = '2025-12-31';

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
  // 示例: 80% of one developer has come to the group.
  await stack.sql(`
    INSERT INTO equity_events (id, act_id, kind, target_id, from_id, to_id, subscribed, paid, decided_on, register_on, registration_on, exemption, source, recorded_at)
    SELECT x.id, x.id, 'transfer', c.id, yn.id, gf.id, 80000000, 80000000, '2026-03-01', '2026-03-02', '2026-03-03', 'opening', 'illustrative', '2026-03-03'
    FROM (SELECT gen_random_uuid() AS id) x, organizations c, organizations yn, organizations gf
    WHERE c.code = 'FHGS' AND yn.code = 'YN' AND gf.code = 'GF'`);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

type Rows = readonly (readonly string[])[];
const linesOf = (company: string, lines: Record<string, string>, period = PERIOD): Rows =>
  Object.entries(lines).map(([line, amount]) => [company, period, line, amount]);

const combinationHeader = [
  ...['合并方编码', '被合并方编码', '期末日', '合并日', '合并类型', '认定依据', '现金对价(元)'],
  ...['土地对价账面(元)', '土地对价公允(元)', '固定资产对价账面(元)', '固定资产对价公允(元)'],
  ...['发行股权面值(元)', '发行股权公允(元)', '被合并方实收资本(元)', '被合并方资本公积(元)'],
  ...['被合并方盈余公积(元)', '被合并方未分配利润(元)', '公允价值调整(元)', '原商誉(元)', '所得税率'],
  ...['合并方实收资本(元)', '合并方资本溢价(元)', '合并方盈余公积(元)', '合并方未分配利润(元)'],
  ...['划出方账面价值(元)', '批复金额(元)', '批复计入', '划出方资本公积(元)', '划出方盈余公积(元)'],
  '划出方未分配利润(元)',
];
/** 示例: how the developer came, under common control for 86 million in cash. */
const combination: Record<string, string> = {
  ...{ 合并方编码: 'GF', 被合并方编码: 'FHGS', 期末日: PERIOD, 合并日: '2026-03-02' },
  ...{ 合并类型: '同一控制', 认定依据: '合并前后均受同一国资公司控制（示例）', '现金对价(元)': '86000000' },
  ...{ '被合并方实收资本(元)': '100000000', '被合并方资本公积(元)': '6200000' },
  ...{ '被合并方盈余公积(元)': '0', '被合并方未分配利润(元)': '6300000' },
  ...{ '合并方实收资本(元)': '1200000000', '合并方资本溢价(元)': '0' },
  ...{ '合并方盈余公积(元)': '0', '合并方未分配利润(元)': '35000000' },
};

/** 示例 statements of the group and of one subsidiary, which has sold it goods. */
function workbook(cash: string): Promise<Buffer> {
  const sheets: Record<string, Rows> = {
    报表: [
      ['公司编码', '期末日', '项目', '金额(元)'],
      ...linesOf('GF', {
        ...{ 货币资金: '1200000000', 存货: '1200000', 长期股权投资: '90000000', 应付款项: '51200000' },
        ...{ 实收资本: '1200000000', 资本公积: '4000000', 未分配利润: '36000000' },
        ...{ 营业收入: '60000000', 营业成本: '30000000', 管理费用: '8000000', 所得税费用: '5500000' },
      }),
      ...linesOf('FHGS', {
        ...{
          货币资金: cash,
          应收款项: '11200000',
          存货: '30000000',
          在建工程: '75000000',
          长期借款: '40000000',
        },
        ...{ 实收资本: '100000000', 资本公积: '6200000', 未分配利润: '10000000' },
        ...{ 营业收入: '21200000', 营业成本: '15000000', 财务费用: '1200000', 所得税费用: '1250000' },
      }),
      ...linesOf('GF', { 货币资金: '1150000000', 实收资本: '1150000000' }, YEAR_END),
      ...linesOf('FHGS', { 货币资金: '100000000', 实收资本: '100000000' }, YEAR_END),
    ],
    内部投资: [
      ['投资方编码', '被投资方编码', '期末日', '账面价值(元)', '商誉(元)', '本期内部投资收益(元)'],
      ['GF', 'FHGS', PERIOD, '90000000', '', ''],
    ],
    内部往来: [
      ['债权方编码', '债务方编码', '期末日', '余额(元)', '坏账准备(元)', '年初坏账准备(元)', '所得税率'],
      ['FHGS', 'GF', PERIOD, '1200000', '', '', ''],
    ],
    内部存货: [
      ['销售方编码', '购买方编码', '期末日', '售价(元)', '成本(元)', '未售比例', '所得税率'],
      ['FHGS', 'GF', PERIOD, '1200000', '1000000', '1', '0.25'],
    ],
    内部固定资产: [
      ['出售方编码', '购入方编码', '期末日', '出售日', '售价(元)', '账面价值(元)', '剩余月数', '所得税率'],
    ],
    企业合并: [combinationHeader, combinationHeader.map((header) => combination[header] ?? '')],
  };
  return writeXlsxFile(
    Object.entries(sheets).map(([sheet, rows]) => ({
      sheet,
      data: rows.map((row) => row.map((value) => (value === '' ? null : { value, type: String }))),
    })),
  ).toBuffer();
}

async function hand(name: string, buffer: Buffer): Promise<void> {
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await page().locator('input[type="file"]').first().setInputFiles({ name, mimeType, buffer });
}

test('finance of the group brings the statements in: a balance sheet that does not balance is named, then mended', async () => {
  await signInAt(stack, desk, 'gf.caiwu');
  await page().goto(`${stack.url}/equity/accounts`);
  await page().getByText('还没有集团报表').waitFor();
  await page().getByRole('link', { name: '导入报表' }).click();
  await hand('集团报表（示例）.xlsx', await workbook('39999999.99'));
  await page().getByText(`${FUHUAN} ${PERIOD} 的资产负债表不平`).waitFor();
  expect(await page().getByRole('button', { name: '确认导入' }).count()).toBe(0);
  await hand('集团报表（示例）.xlsx', await workbook('40000000'));
  await pressed(page(), '确认导入');
});

test('a consolidated figure is drilled down to the cells and the entries it is made of', async () => {
  await page().goto(`${stack.url}/equity`);
  await page().getByRole('link', { name: '集团报表' }).click();
  await page().getByText('资产 = 负债 + 所有者权益，分厘不差').waitFor();
  expect(await page().getByText('合并报表不完整').count()).toBe(0);
  const line = (code: string) => page().getByTestId(`line-${code}`);
  expect(await line('investment').getByRole('button').textContent()).toBe('0.00');
  await both(page(), 'group-accounts');
  // 1 200 000 sold within the group for a profit of 200 000, all of it still in stock.
  await line('inventory').getByRole('button', { name: '31,000,000.00' }).click();
  const parts = page().getByTestId('parts');
  await parts.getByRole('row', { name: FUHUAN }).first().waitFor();
  const [file] = await Promise.all([
    page().waitForEvent('download'),
    parts.getByRole('link', { name: '报表!D15' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('集团报表（示例）.xlsx');
  await parts.getByText('未实现损益抵销').waitFor();
  await parts.getByRole('link', { name: '内部存货!A2' }).waitFor();
  await both(page(), 'group-accounts-parts');
  await page().keyboard.press('Escape');
  await line('minority_profit').getByRole('button').click();
  // A fifth of 3 750 000 less the 150 000 after tax that are not realised.
  await page().getByText('少数股东损益：720,000.00 元').waitFor();
  await picture(page(), 'group-accounts-minority');
  expect(desk.errors).toEqual([]);
});

test('last year stands beside it, restated for the company that joined, whose combination is shown', async () => {
  const line = (code: string) => page().getByTestId(`line-${code}`);
  await page().keyboard.press('Escape');
  await page().getByTestId('parts').waitFor({ state: 'hidden' });
  await page()
    .getByRole('columnheader', { name: `上年年末 ${YEAR_END}` })
    .waitFor();
  // The group's own 1 150 million and the 100 million of the company that came later.
  await line('cash').getByText('1,250,000,000.00').waitFor();
  await page().getByText(`同一控制下合并的${FUHUAN}已追溯调整`).waitFor();
  const joined = page().getByTestId('joined');
  await joined.getByText('同一控制下合并', { exact: true }).waitFor();
  await joined.getByText('2026-03-02 转让').waitFor();
  // Four fifths of 112.5 million for 86 million: 4 million to the reserve, and no goodwill.
  await joined.getByText('90,000,000.00').first().waitFor();
  await joined.getByText('恢复合并前留存收益').waitFor();
  expect(await joined.getByText('商誉', { exact: true }).count()).toBe(0);
  await both(page(), 'group-accounts-joined', joined);
});

test('the accounts go out as a workbook that says what the page shows, amounts as numbers', async () => {
  const shown = async (code: string) =>
    (await page().getByTestId(`line-${code}`).getByRole('button').textContent()) ?? '';
  const [file] = await Promise.all([
    page().waitForEvent('download'),
    page().getByRole('link', { name: '导出 Excel' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe(`集团报表-${PERIOD}.xlsx`);
  const sheets = await readXlsxFile(await file.path());
  const rows = (name: string) => sheets.find(({ sheet }) => sheet === name)?.data ?? [];
  const amount = (name: string, label: string, column = 1) =>
    rows(name).find(([first]) => first === label)?.[column];
  const inYuan = (text: string) => Number(text.replaceAll(',', ''));
  for (const [label, code] of [
    ['货币资金', 'cash'],
    ['少数股东权益', 'minority_equity'],
    ['资产总计', 'total_assets'],
  ] as const)
    expect([label, amount('合并资产负债表', label)]).toEqual([label, inYuan(await shown(code))]);
  expect(amount('合并资产负债表', '货币资金', 2)).toBe(1_250_000_000);
  expect(amount('合并利润表', '少数股东损益')).toBe(720_000);
  expect(rows('合并工作底稿')[0]).toHaveLength(7);
  const entries = rows('调整与抵销分录').slice(1);
  const sum = (column: number) =>
    entries.slice(0, -1).reduce((all, row) => all + Number(row[column] ?? 0), 0);
  expect([sum(6), sum(7)]).toEqual([entries.at(-1)?.[6], entries.at(-1)?.[7]]);
  expect(desk.errors).toEqual([]);
});

test('a plan shows the first consolidated balance sheet before and after, drilled down to the entry of the plan', async () => {
  const finance = await signIn(stack, 'gf.caiwu');
  const [ids] = await stack.sql<{ gf: string; sd: string; yn: string }>(
    `SELECT gf.id AS gf, c.id AS sd, (SELECT holder.id FROM organizations holder WHERE holder.code = 'YN') AS yn
       FROM organizations gf, organizations c WHERE gf.code = 'GF' AND c.code = 'FHGS'`,
  );
  const item = {
    ...{ id: crypto.randomUUID(), method: 'acquisition', companyId: ids?.sd, fromId: ids?.yn, toId: ids?.gf },
    ...{ share: '0.1', price: '9000000.00', separable: true, note: '', facts: {} },
  };
  const asked = {
    requestId: crypto.randomUUID(),
    title: '整合方案（示例）',
    basisDate: PERIOD,
    items: [item],
  };
  const drafted = await finance.mutate<{ id: string }>('equity.draftPlan', asked);
  if (!drafted.ok) throw new Error(JSON.stringify(drafted));
  await page().goto(`${stack.url}/equity/plans/${drafted.value.id}`);
  const card = page().getByTestId('plan-accounts');
  await card.getByText(`${FUHUAN}（${PERIOD}）`).waitFor();
  await card.getByRole('columnheader', { name: '整合前' }).waitFor();
  const cash = card.getByTestId('line-cash');
  await cash.getByText('1,231,000,000.00').waitFor();
  await cash.getByText('1,240,000,000.00').first().waitFor();
  // More of a company that is in the group already: the difference is capital reserve, and nothing is open.
  await card.getByTestId('line-capital_reserve').getByText('2,620,000.00').waitFor();
  expect(await card.getByText('性质待认定').count()).toBe(0);
  await both(page(), 'plan-accounts', card);
  await cash.getByRole('button').click();
  await page().getByTestId('parts').getByText('整合方案测算分录').waitFor();
  expect(desk.errors).toEqual([]);
});

test('the auditor reads the same, another company nothing', async () => {
  const auditor = await signIn(stack, 'gwh.shenji');
  type Groups = { id: string; name: string; periods: string[] }[];
  const groups = await auditor.query<Groups>('equity.groupAccountsList');
  expect(groups).toMatchObject({ ok: true, value: [{ name: GROUP, periods: [PERIOD, YEAR_END] }] });
  const groupId = groups.ok ? groups.value[0]?.id : '';
  const asked = { groupId, periodEnd: PERIOD };
  expect(await auditor.query('equity.groupAccounts', asked)).toMatchObject({ value: { complete: true } });
  const other = await signIn(stack, 'fh.caiwu');
  expect(await other.query('equity.groupAccounts', asked)).toMatchObject({ failure: { kind: 'not_found' } });
  const legal = await signIn(stack, 'gf.fawu');
  expect(await legal.query('equity.groupAccounts', asked)).toMatchObject({ failure: { kind: 'forbidden' } });
});
